"""The host page's parts."""
