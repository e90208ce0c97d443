"""Any upload becomes an RGB array, or one clear sentence; and an array becomes a file."""

from vision.imageio.formats import EXTENSIONS, FORMATS, WRITABLE
from vision.imageio.loading import Picture, load_image, load_picture, page_count
from vision.imageio.opening import MOST_MEGAPIXELS, read_file
from vision.imageio.saving import save_jpeg, save_png

__all__ = [
    "EXTENSIONS",
    "FORMATS",
    "MOST_MEGAPIXELS",
    "WRITABLE",
    "Picture",
    "load_image",
    "load_picture",
    "page_count",
    "read_file",
    "save_jpeg",
    "save_png",
]
