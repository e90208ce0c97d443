"""The rooms page's parts."""
