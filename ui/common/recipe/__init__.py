"""The recipe in the sidebar: edited, explained, taken home."""
