"""What moves: differences, a learned background, many pictures added up."""

from __future__ import annotations

from vision.lessons import judging
from vision.lessons.tutorial import Exercise, Question, Slide, Tutorial

MOTION = Tutorial(
    "motion",
    "What moves?",
    "A film is many pictures. What changed from one to the next?",
    "directions_run",
    (
        Slide(
            "A film is pictures in a row",
            "A horse walks past a photographer. In truth nothing moves: there are **five still pictures a second**, "
            "and your head makes a movement of them. The machine gets them one by one.",
            "walk",
            "A horse goes by before a man with a camera",
            question=Question(
                "A cinema shows 24 pictures a second. How many are there in a film of 90 minutes?",
                "90 × 60 × 24 = 129 600.",
            ),
        ),
        Slide(
            "Take one from the next",
            "The simplest idea: take each pixel of the last picture away from the same pixel of this one. What stands "
            "still gives 0, **black**. What is left has changed.",
            "walk",
            "Parts of two horses, bright on black",
            "frame_difference",
            question=Question(
                "There is one horse. Why do you see parts of two, and a dark patch where they overlap?",
                "Where the horse was, the meadow is back: a change. Where it is now, the meadow is gone: a change, "
                "too. Where it was and still is, the pixels are horse both times: no change.",
            ),
        ),
        Slide(
            "Learn what stands still",
            "Better: keep an average of many pictures. It is the **background**, as it looks when nobody is there. "
            "Whatever differs from it now is in front. The horse is whole.",
            "walk",
            "One whole horse, white on black",
            "background_motion show=mask",
            question=Question(
                "Somebody comes in, sits down and does not move for a long time. What will the machine see?",
                "After a while nothing: the sitting person has become background. And when they get up, their empty "
                "chair looks like something new. Try it with your camera.",
            ),
        ),
        Slide(
            "Add many pictures up",
            "The opposite: show **only** the average of the last seconds. What stays in one place gets clearer, what "
            "goes by is spread so thin that it nearly vanishes.",
            "walk",
            "The photographer; of the horse only a faint trace is left",
            "long_exposure seconds=2",
            question=Question(
                "The oldest photographs of cities took many minutes each. Their streets look empty at noon. Why?",
                "People and carriages did not stand in one place long enough to leave a trace. In a picture of Paris "
                "by Louis Daguerre, of 1838, one man is seen: he stood still to have his boots cleaned.",
            ),
        ),
        Slide(
            "Which way?",
            "**Optical flow** asks for each place: where did this little pattern go? Each arrow is an answer. On a "
            "plain surface all places look alike, so there it has to guess from its neighbours.",
            "walk",
            "Arrows over the horse, most of them to the right",
            "optical_flow",
            question=Question(
                "What could a car do with such arrows?",
                "See that a child is running towards the street, and brake before it is there. The arrows also tell "
                "how the car itself moves: then everything flows, near things faster than far ones.",
            ),
        ),
        Slide(
            "Your turn: nothing but the horse",
            "Show what moves, bright, and make **all that stands still black**. **Frame difference** is locked; look "
            "for others in the groups *motion* and *memory*, and try what they can *show*.",
            "walk",
            "The walking horse through your filters",
            exercise=Exercise(
                "Only what moves is bright, without Frame difference.",
                judging.only_what_moves,
                ("walk",),
                ("background_motion show=mask", "background_subtraction show=mask", "optical_flow show=wheel"),
                ("frame_difference",),
            ),
        ),
    ),
    "recorder",
    "Let the recorder watch a door",
    cover=4,
)
