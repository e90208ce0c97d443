"""Arrays in, arrays out: what several processors and pages share."""
