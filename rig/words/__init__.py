"""The catalogue of words: gathered from the source, laid into each language's file, and what bypasses it."""
