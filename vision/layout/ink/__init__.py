"""From a page to its ink: reduced, level, dark on light, without rules and specks."""
