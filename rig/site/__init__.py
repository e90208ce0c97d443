"""The project's site: `python -m rig.site FOLDER` makes all pictures, gathers the pages, and has Sphinx write them."""
