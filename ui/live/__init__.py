"""The live page's parts."""
