"""What is a picture: pixels, three lights, how many of them are enough."""

from __future__ import annotations

from vision.lessons import judging
from vision.lessons.tutorial import Exercise, Question, Slide, Tutorial

PICTURES = Tutorial(
    "pictures",
    "What is a picture?",
    "A picture is a table of numbers. Come close and see them.",
    "grid_on",
    (
        Slide(
            "Come closer",
            "This is Eileen Collins, an astronaut. Beside her you see one of her eyes, from so close that the picture "
            "falls apart into little squares. Each square is a **pixel**, and each has a number: **0 is black, 255 is "
            "as bright as it gets**, and all greys lie between.\n\nThe computer has no eyes. All it has is these "
            "numbers.",
            "astronaut",
            "A photograph of an astronaut, and one eye of hers as squares with numbers",
            "pixel_values columns=16 across=42 down=24",
            question=Question(
                "The photograph has 512 rows with 512 pixels in each. How many pixels is that?",
                "512 × 512 = 262 144, about a quarter of a million. A telephone takes ten million and more.",
            ),
        ),
        Slide(
            "Three lights",
            "In truth each pixel has **three** numbers: how much **red**, **green** and **blue** light it sends. A "
            "screen has three tiny lamps for every pixel. Nothing else is needed for all the colours you see there: "
            "red and green together look yellow, all three together look white.",
            "astronaut",
            "The astronaut four times: in all colours, and in red, green and blue light alone",
            "channels",
            question=Question(
                "Her suit is orange. In which of the three lights is it brightest, and in which darkest?",
                "Brightest in red, darkest in blue. Orange is much red, less green and hardly any blue.",
            ),
        ),
        Slide(
            "Grey needs one number",
            "Without colour, one number for each pixel is enough. But which? Eyes find green light much brighter than "
            "blue light, so the three are not counted alike: of 100 parts, **30 come from red, 59 from green and 11 "
            "from blue**.",
            "astronaut",
            "The astronaut in grey",
            "grayscale",
            question=Question(
                "A pure blue shirt and a pure green one: which is darker in the grey picture?",
                "The blue one. Its pixels are (0, 0, 255), and 11 parts of 100 are 28, nearly black. The green one "
                "gets 59 parts of 100, which is 150.",
            ),
        ),
        Slide(
            "How many pixels are enough?",
            "Here each block of pixels was replaced by its average. Fewer than thirty blocks in a row are left "
            "of 512 pixels. Step back, or half close your eyes.",
            "astronaut",
            "The astronaut made of large squares",
            "pixelate size=24",
            question=Question(
                "Why is it easier to see what it is from far away?",
                "From far away the sharp rims of the squares blur, and what is left are the broad shapes. Those are "
                "still right; the rims were never in the photograph.",
            ),
        ),
        Slide(
            "How many steps are enough?",
            "Now all pixels are there, but each light may only be **off** or **full**: two steps instead of 256. Early "
            "computers had pictures like this.",
            "astronaut",
            "The astronaut in a few loud colours",
            "posterise levels=2",
            question=Question(
                "Three lights with two steps each: how many different colours can there be?",
                "2 × 2 × 2 = 8. With 256 steps each it is 256 × 256 × 256 = 16 777 216.",
            ),
        ),
        Slide(
            "Your turn: black and white",
            "Make the picture black and white, as old photographs are: no colour anywhere, though one still sees what "
            "it shows. It has to work on other photographs, too.\n\nThe filter **Grayscale** does not count. There are "
            "many other ways.",
            "astronaut",
            "The astronaut through your filters",
            exercise=Exercise(
                "Take all colour out without Grayscale.",
                judging.grey,
                ("astronaut", "coffee", "cat"),
                ("hue_saturation hue=0 saturation=0", "threshold", "pencil_sketch", "halftone colour=false"),
                ("grayscale",),
            ),
        ),
    ),
    "image_lab",
    "More numbers in the image lab",
    cover=3,
)
