"""Words: sentences that can be said in another language, and words from outside."""
