from __future__ import annotations

import io

import numpy as np
import PIL.Image
import pytest

from vision.pdf import is_pdf, page_count, render_page
from vision.types import Image, VisionError


def pdf_of(*pages: Image, dpi: int = 72) -> bytes:
    first, *rest = (PIL.Image.fromarray(page) for page in pages)
    buffer = io.BytesIO()
    first.save(buffer, "PDF", resolution=dpi, save_all=True, append_images=rest, quality=95)
    return buffer.getvalue()


def written(objects: list[str], trailer: str = "") -> bytes:
    """A PDF from the text of its objects, numbered from 1; the first is the catalogue."""
    out, places = b"%PDF-1.4\n", []
    for number, text in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{text}\nendobj\n".encode()
    start = len(out)
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}".encode()
    return out + f"trailer << /Size {len(objects) + 1} /Root 1 0 R {trailer} >>\nstartxref\n{start}\n%%EOF".encode()


def blank(width: int, height: int, resources: str = "", more: tuple[str, ...] = ()) -> bytes:
    return written(
        [
            "<< /Type /Catalog /Pages 2 0 R >>",
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {width} {height}] {resources} >>",
            *more,
        ]
    )


def halves(left: tuple[int, int, int], right: tuple[int, int, int]) -> Image:
    page = np.zeros((60, 40, 3), np.uint8)
    page[:, :20], page[:, 20:] = left, right
    return page


def test_pages_come_in_their_own_colours_and_size() -> None:
    data = pdf_of(halves((200, 30, 30), (30, 30, 200)), halves((0, 0, 0), (255, 255, 255)))
    assert is_pdf(data) and page_count(data) == 2
    first, second = render_page(data, 1, 72), render_page(data, 2, 144)
    assert first.shape == (60, 40, 3) and first.dtype == np.uint8
    assert np.abs(first[30, 5].astype(int) - (200, 30, 30)).max() < 12
    assert np.abs(first[30, 35].astype(int) - (30, 30, 200)).max() < 12
    assert second.shape == (120, 80, 3) and second[60, 10].max() < 12 and second[60, 70].min() > 243


def test_an_empty_page_is_white() -> None:
    assert (render_page(blank(72, 36), 1, 100) == 255).all()


def test_a_page_that_is_not_there() -> None:
    with pytest.raises(VisionError, match="no page 2: this PDF has 1"):
        render_page(blank(72, 72), 2)


NO_PAGES = written(["<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [] /Count 0 >>"])
CUT_SHORT = pdf_of(halves((0, 0, 0), (9, 9, 9)))[:300]


@pytest.mark.parametrize("data", [b"", b"no PDF at all", b"%PDF-1.4 and nothing", CUT_SHORT, NO_PAGES])
def test_broken_files_are_named_so(data: bytes) -> None:
    with pytest.raises(VisionError, match="not a PDF that can be read, or it is damaged"):
        page_count(data)


def test_a_locked_file_is_named_so() -> None:
    secret = "<" + "41" * 32 + ">"
    lock = f"<< /Filter /Standard /V 1 /R 2 /Length 40 /O {secret} /U {secret} /P -4 >>"
    pages = ["<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [] /Count 0 >>", lock]
    data = written(pages, f"/Encrypt 3 0 R /ID [{secret} {secret}]")
    with pytest.raises(VisionError, match="locked with a password"):
        page_count(data)


def test_a_huge_page_is_refused_before_it_is_drawn_and_told_what_fits() -> None:
    data = blank(7200, 7200)
    with pytest.raises(VisionError, match=r"400 megapixels, the limit is 50; choose 70 or less"):
        render_page(data, 1, 200)
    assert render_page(data, 1, 20).shape == (2000, 2000, 3)


def test_a_huge_picture_inside_a_small_page_is_refused() -> None:
    image = "<< /Type /XObject /Subtype /Image /Width 30000 /Height 30000 /ColorSpace /DeviceRGB"
    image += " /BitsPerComponent 8 /Length 1 >>\nstream\n0\nendstream"
    draw = "<< /Length 5 >>\nstream\n/P Do\nendstream"
    data = blank(72, 72, "/Resources << /XObject << /P 4 0 R >> >> /Contents 5 0 R", (image, draw))
    with pytest.raises(VisionError, match="900 megapixels"):
        render_page(data, 1)
