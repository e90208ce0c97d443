"""Edges, from Roberts to Canny."""

from __future__ import annotations

from vision.lessons import judging
from vision.lessons.tutorial import Exercise, Question, Slide, Tutorial

EDGES = Tutorial(
    "edges",
    "Edges: where things end",
    "From Roberts in 1963 to Canny in 1986: how a machine finds outlines.",
    "timeline",
    (
        Slide(
            "Where does a coin end?",
            "You see it at once. The machine has only numbers. Beside the photograph is the rim of a coin, from close "
            "by: go along a row. The numbers stay nearly alike, then they **jump**, then they stay alike again. Such a "
            "jump of brightness is called an **edge**.",
            "coins",
            "Old coins, and the rim of one as squares with numbers",
            "pixel_values columns=12 across=84 down=42",
            question=Question(
                "Is every edge the end of a thing? Look for one in your room that is not.",
                "No. A shadow, a printed letter and a stripe on a shirt are edges, too: brightness jumps there, though "
                "nothing ends. Finding edges is not yet understanding things.",
            ),
        ),
        Slide(
            "Roberts, 1963: four pixels",
            "Lawrence Roberts looked at four pixels in a little square and took away **each from the one across the "
            "diagonal**. If all four are alike, both differences are 0, and the paper stays white. The larger the "
            "differences, the darker the dot.",
            "coins",
            "The coins drawn in thin dark lines on white",
            "roberts gain=4",
            question=Question(
                "Two little squares: 10 and 10 above 10 and 10; then 10 and 200 above 10 and 200. What are the two "
                "differences in each?",
                "0 and 0 in the first: no edge. In the second 10 and 200 across one diagonal, 200 and 10 across the "
                "other: both differ by 190, a strong edge.",
            ),
        ),
        Slide(
            "Sobel, 1968: nine pixels",
            "Irwin Sobel and Gary Feldman looked at nine pixels: three on one side **against** three on the other, the "
            "middle ones counted twice. More pixels make up their mind together, so one odd pixel does less harm. And "
            "it can be asked for one direction alone: here, left against right.",
            "coins",
            "The coins as bright lines on black, with gaps at the top and bottom of each",
            "sobel direction=across",
            question=Question(
                "Where are gaps in the outlines of the coins, and why?",
                "At the top and the bottom of each coin. There brightness changes from above to below, and left and "
                "right of the pixel it is the same.",
            ),
        ),
        Slide(
            "When the picture is noisy",
            "In the dark, cameras make pictures full of grain. The machine does not know that grain is nothing: **each "
            "speck is a jump**, so each speck is an edge.",
            "grainy coins",
            "The coins are nearly lost among dark specks",
            "roberts gain=4",
            question=Question(
                "What could you do to the picture before you look for edges?",
                "Blur it a little. Specks are small, so they are averaged away; the rims of the coins are long, so "
                "they stay. The price: two edges close to each other become one.",
            ),
        ),
        Slide(
            "Canny, 1986: thin and joined",
            "The same noisy picture, blurred first. Then John Canny's rules: of each edge keep only **the steepest "
            "pixel across it**, so that lines are thin. Then use **two levels**: what is above the high one is an "
            "edge. What is between both is an edge only if it hangs together with a sure one.",
            "grainy coins",
            "Most coins have a thin clean outline",
            "gaussian_blur radius=3 canny low=60 high=130",
            question=Question(
                "Why two levels? What would go wrong with only one?",
                "With one high level the outlines break into pieces. With one low level specks come in. With two, a "
                "weak piece counts only where it continues a strong one.",
            ),
        ),
        Slide(
            "Your turn: outlines of your own",
            "Draw the outlines of the coins: the table and the coins' middles of one tone, their borders clearly "
            "different.\n\nAll filters of the group **edges** are locked. Others can do it as well: think of growing "
            "and shrinking things, or type a **Kernel** of your own.",
            "coins",
            "The coins through your filters",
            exercise=Exercise(
                "Show where the coins end without any filter of the group edges.",
                judging.outlined,
                ("coins",),
                (
                    "kernel numbers=-1,-1,-1,-1,8,-1,-1,-1,-1",
                    "morphological_gradient",
                    "threshold morphological_gradient",
                    "high_pass",
                ),
                ("edges",),
            ),
        ),
    ),
    "image_lab",
    "See the numbers under a kernel",
    cover=4,
)
