"""The faces page's parts."""
