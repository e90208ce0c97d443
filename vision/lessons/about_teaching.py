"""Teaching a machine by examples, and what it has really learned."""

from __future__ import annotations

from vision.lessons import judging
from vision.lessons.tutorial import Exercise, Question, Slide, Tutorial

TEACHING = Tutorial(
    "teaching",
    "Teaching a machine",
    "No rules, only examples. What does it learn from them?",
    "school",
    (
        Slide(
            "Rules or examples?",
            "Try to write down a rule for *cat*: pointed ears? So has a fox. Fur? So has a coat. Nobody has found a "
            "good rule. So instead of rules we give the machine **examples**: four pictures that we call “cat” and "
            "four that we call “cup”. That is all it knows of the world.",
            "examples",
            "Four parts of a photograph of a cat, four of one of a cup",
            compared=False,
            question=Question(
                "Where does the word “cat” come from? Did the machine find it?",
                "From us. We could have written “blob” as well. The machine only knows which examples belong together.",
            ),
        ),
        Slide(
            "What does it compare?",
            "It cuts each example into small **patches** and notes of each which way its edges run and which colours "
            "it has. Patches that only one class has count most. A new picture is cut up as well and compared with "
            "them. So it looks at parts, not at *a cat*.",
            "cat",
            "The cat cut into large squares",
            "pixelate size=40",
            question=Question(
                "Which patches of a cat's photograph might say nothing about cats?",
                "Those of the background: a cushion, a wall, the light. If all cats sit on the same cushion, the "
                "machine may learn the cushion.",
            ),
        ),
        Slide(
            "Sure, not sure, none of these",
            "Six pictures, and what our machine says. It was never shown coins or people, and says so: **none of "
            "these**. Many machines cannot do that and always choose the nearest name they have.",
            "answers",
            "Six pictures with the machine's answers under them",
            compared=False,
            question=Question(
                "It knows the mirrored cat. Why not the one without colour?",
                "All its cats were brown. It has learned that cats are of that colour; a grey cat is nothing it knows. "
                "It is not stupid: nobody showed it a grey one.",
            ),
        ),
        Slide(
            "It learns what you show, not what you mean",
            "The cat in a blue light. For you it is a cat at once; our machine says “none of these”. To a machine that "
            "was taught in one light and in one place, another light may make it another thing. From **more examples "
            "that differ** it would learn what does not matter.",
            "cat",
            "The cat in blue",
            "hue_saturation hue=180",
            question=Question(
                "You want it to know your cup everywhere. Which examples would you take?",
                "From all sides, near and far, in the morning and in the evening, on the table and in a hand, and of "
                "other cups that are not yours. Not a hundred of the same view.",
            ),
        ),
        Slide(
            "Is it right? Ask what it has not seen",
            "A pupil who gets the very questions of the homework in the test shows only a good memory. So keep some "
            "pictures back and **test with those**, as with this cup the other way round. Of 10 new pictures 9 right "
            "is better news than of 100 old ones all.",
            "coffee",
            "A cup of coffee, mirrored",
            "mirror",
            question=Question(
                "A class of 20 cups and 2 cats. The machine always says “cup”. How often is it right, and is it good?",
                "20 times of 22, which is 91 of 100, and it is no good at all: it never finds a cat. So look at each "
                "class by itself, and show about as many of each.",
            ),
        ),
        Slide(
            "Your turn: fool the machine",
            "This is the machine with the eight examples. Change the cat so that it **does not say “cat”** any more, "
            "though everybody in the room does. Find out: does it look at shape, or at colour?",
            "cat",
            "The cat through your filters",
            exercise=Exercise(
                "A cat that the machine does not call a cat.",
                judging.no_cat,
                ("cat",),
                ("grayscale", "hue_saturation hue=180", "invert"),
            ),
        ),
    ),
    "teach",
    "Teach it things of your own",
)
