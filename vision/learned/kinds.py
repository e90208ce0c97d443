"""The 80 kinds of things of the COCO data set (Lin et al., 2014), as the object network counts them."""

from __future__ import annotations

_NAMES = """
    person, bicycle, car, motorcycle, airplane, bus, train, truck, boat, traffic light, fire hydrant, stop sign,
    parking meter, bench, bird, cat, dog, horse, sheep, cow, elephant, bear, zebra, giraffe, backpack, umbrella,
    handbag, tie, suitcase, frisbee, skis, snowboard, sports ball, kite, baseball bat, baseball glove, skateboard,
    surfboard, tennis racket, bottle, wine glass, cup, fork, knife, spoon, bowl, banana, apple, sandwich, orange,
    broccoli, carrot, hot dog, pizza, donut, cake, chair, couch, potted plant, bed, dining table, toilet, tv, laptop,
    mouse, remote, keyboard, cell phone, microwave, oven, toaster, sink, refrigerator, book, clock, vase, scissors,
    teddy bear, hair drier, toothbrush
"""
KINDS = tuple(" ".join(name.split()) for name in _NAMES.split(","))

PEOPLE = frozenset({"person"})
ANIMALS = frozenset({"bird", "cat", "dog", "horse", "sheep", "cow", "elephant", "bear", "zebra", "giraffe"})
VEHICLES = frozenset({"bicycle", "car", "motorcycle", "airplane", "bus", "train", "truck", "boat"})
FAMILIES = {"people": PEOPLE, "animals": ANIMALS, "vehicles": VEHICLES}
"""Kinds that are asked for together; things are all that belong to none."""


def wanted(family: str) -> frozenset[str]:
    """The kinds of a family: all, people, animals, vehicles or things."""
    if family == "all":
        return frozenset(KINDS)
    return FAMILIES.get(family) or frozenset(KINDS) - PEOPLE - ANIMALS - VEHICLES
