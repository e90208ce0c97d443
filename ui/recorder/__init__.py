"""The recorder page's parts."""
