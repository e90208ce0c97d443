"""The page segmentation page's parts."""
