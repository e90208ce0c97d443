"""Finding faces, and being wrong in two ways."""

from __future__ import annotations

from vision.lessons import judging
from vision.lessons.tutorial import Exercise, Question, Slide, Tutorial

FACES = Tutorial(
    "faces",
    "Finding faces, and being wrong",
    "How a machine finds a face, the two mistakes it makes, and who pays for them.",
    "face",
    (
        Slide(
            "A small window goes over the picture",
            "The machine lays a window over every place and asks quick questions: *is the strip with the eyes darker "
            "than the cheeks below it? Is the nose brighter than both sides?* Most places fail at the first question. "
            "What passes **all** of them is called a face. Paul Viola and Michael Jones thought of this in 2001; a few "
            "years later most cameras did it.",
            "astronaut",
            "The astronaut with a box around her face",
            "faces",
            question=Question(
                "Why does it have to ask with small and with large windows?",
                "A face nearby is large in the picture, one far away is small. A window of one size would see only "
                "faces at one distance.",
            ),
        ),
        Slide(
            "First mistake: a face is missed",
            "One face, eight ways: as it is, mirrored, far away, leaning, lying, in the dark, blurred, with "
            "sunglasses. You see eight faces. The machine asks its questions, and some of them get the wrong answer.",
            "eight ways",
            "Eight pictures of one face; three have a box",
            "faces sure=0.7",
            False,
            question=Question(
                "How many did it find, how many did it miss, and why did it miss the one with sunglasses?",
                "It found 3 of 8 and missed 5. Sunglasses hide the eyes, and many of the questions are about eyes. The "
                "share that was found, 3 of 8, is called **recall**.",
            ),
        ),
        Slide(
            "Second mistake: a face that is none",
            "Here the machine was told to be **less sure** before it says *face*. So it finds more, on these old coins "
            "for instance. Most coins show a head, worn and tiny.",
            "coins",
            "Old coins, four of which have a box",
            "faces sure=0.1",
            question=Question(
                "Is a head on a coin a face? Is the machine right or wrong here?",
                "It depends on what you want it for, so you have to say that first. For a camera that looks for people "
                "it is wrong, for a collector it is right. The share of its boxes that are right is called "
                "**precision**.",
            ),
        ),
        Slide(
            "You cannot have both",
            "Ask for more certainty, and fewer boxes are wrong, but more faces are missed. Ask for less, and it is the "
            "other way round. Here it was asked for little, on the eight faces: one more is found than before. Nobody "
            "can turn both mistakes off. **Somebody has to choose**, and should know for whom.",
            "eight ways",
            "Eight pictures of one face; four have a box",
            "faces sure=0.1",
            False,
            question=Question(
                "Faces in a street film are covered before it is shown. Which mistake is worse here, a missed face or "
                "a covered lamp post?",
                "The missed face: a person is shown who should not be. A covered lamp post harms nobody. So here the "
                "machine should be asked for little certainty.",
            ),
        ),
        Slide(
            "Found is not known",
            "To *find* a face is to say: there is one. To *recognise* it is to say **whose** it is. That is another "
            "machine, and its mistakes weigh more: people have been arrested because a machine took them for somebody "
            "else. Such machines learn from photographs, and were wrong more often about people of whom they had been "
            "shown few. This booth finds faces, and hides them if you like. It recognises nobody.",
            "astronaut",
            "The astronaut with large squares over her face",
            "pixelate_faces",
            question=Question(
                "A shop wants to count its visitors. Does it have to recognise them?",
                "No, finding is enough, and even that needs no kept pictures: count, and forget the picture. Ask for "
                "as little as the purpose needs.",
            ),
        ),
        Slide(
            "Your turn: fool the machine",
            "Change the picture so that the machine finds **no face** any more, while one still sees something. "
            "Filters that cover faces (the group **privacy**) do not count.\n\nThen ask your neighbour: who is it? "
            "What fools the machine does not always fool a person.",
            "astronaut",
            "The astronaut through your filters",
            exercise=Exercise(
                "Let the machine find no face, without the filters of the group privacy.",
                judging.faceless,
                ("astronaut",),
                ("rotate angle=90", "gaussian_blur radius=12", "threshold"),
                ("privacy", "faces"),
            ),
        ),
    ),
    "faces",
    "Try it with faces of your own",
)
