"""The webcam through the recipe: the booth's first page."""

from ui.live.page import first_sight
from ui.live.stand import times

if times.wanted():
    from ui.live.stand import page

    page.show()
else:
    places = first_sight.begin()
    from ui.live import leaving  # and the rest: much to import, while START is in sight
    from ui.live.page import rest
    from ui.teach import teaching

    leaving.begin_anew_if_left()
    rest.show(places, teaching.brought_along())
