"""The shelf of learned models: what each is, where its file lies, how it comes here, and how it is run."""
