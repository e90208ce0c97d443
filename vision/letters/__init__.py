"""Letters of any script in pictures: which font has them, which way they run, drawn once and stamped often."""
