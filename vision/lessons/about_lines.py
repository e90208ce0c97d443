"""The lines of a page: ink, smears, boxes, and what to read first."""

from __future__ import annotations

from vision.lessons import judging
from vision.lessons.tutorial import Exercise, Question, Slide, Tutorial

LINES = Tutorial(
    "lines",
    "The lines of a page",
    "Before a machine can read, it must know what is ink and where a line goes.",
    "article",
    (
        Slide(
            "What is ink?",
            "A photograph of a page. You read it without effort. The machine asks of each pixel: **ink or paper?** On "
            "the left the page lies in shadow. Compare the paper there with the ink on the right: their numbers are "
            "not far apart.",
            "book",
            "A photographed page, and some of its pixels with their numbers",
            "pixel_values columns=20 across=8 down=30",
            question=Question(
                "What do you do first when you read a page? And after the end of a line?",
                "Look for the upper left corner (in our script), go along the line, and jump back to the left, one "
                "line down. All of this a machine has to be told, or to find out.",
            ),
        ),
        Slide(
            "One level for all",
            "Nobuyuki Otsu found in 1979 how to choose a good level by itself: the one that parts the dark pixels from "
            "the bright ones best. All that is darker becomes **black**. But there is **one** level for the whole "
            "page.",
            "book",
            "The page in black and white; its left part is all black",
            "threshold method=otsu",
            question=Question(
                "Why has the left side gone black?",
                "The paper in the shadow is darker than the level. Only its number counts, not what is around it.",
            ),
        ),
        Slide(
            "A level for each place",
            "Handwriting, in another light. Here the machine looks **around each pixel**: how bright is it on average "
            "there, and how much does it vary? Ink is what is clearly darker **than its own surroundings**. Jaakko "
            "Sauvola and Matti Pietikäinen published this way in 2000.",
            "handwriting",
            "Handwriting, black on white",
            "threshold method=sauvola",
            question=Question(
                "Your eyes do the same. Can you think of an example?",
                "The black letters of a book in the sun send more light than its white paper does in a dim room. Still "
                "you see black letters and white paper, since you compare with what is around.",
            ),
        ),
        Slide(
            "From letters to lines",
            "Smear the ink sideways. Letters that stand beside each other run together into **one dark stripe for each "
            "line**, and between the stripes there is white.",
            "book",
            "Dark stripes, one for each line of the page",
            "threshold method=sauvola motion_blur length=40",
            question=Question(
                "When would this trick go wrong?",
                "On a page that is turned: then the stripes of neighbouring lines touch. And with two columns: the "
                "smear runs across the gap and makes two lines one.",
            ),
        ),
        Slide(
            "A box around each line",
            "The booth looks for dark marks of about one height that follow each other closely. Where several do so in "
            "a row, it draws a box. It cannot read a single letter yet, and does not need to.",
            "book",
            "The page with a box around each line",
            "text_lines",
            question=Question(
                "A newspaper has columns. What happens if a machine reads its lines straight across?",
                "It jumps from the middle of one story into another. So it must find the columns first, and then "
                "decide which to read first. That is called the reading order.",
            ),
        ),
        Slide(
            "Your turn: save the page",
            "Make this page **pure black and white so that all of it can be read**, in the shadow too. There is more "
            "than one way: choose a cleverer level, or take the shadow out first.",
            "book",
            "The page through your filters",
            exercise=Exercise(
                "Black ink on white paper, readable everywhere.",
                judging.readable,
                ("book",),
                ("threshold method=sauvola", "threshold method=adaptive", "high_pass threshold"),
            ),
        ),
    ),
    "page_segmentation",
    "Find the lines of a page of your own",
    cover=4,
)
