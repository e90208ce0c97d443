"""Rooms: see each other, each with their own filters."""

import streamlit as st

from ui import room_door, room_panel, room_stage, room_state, room_tools
from ui.common import recipe_editor, recipe_state

ticket = room_state.ticket()
code = st.query_params.get(room_state.PARAM)
if news := room_state.news():
    st.info(news, icon=":material/meeting_room:")

if ticket is None:
    if code is None:
        room_door.open_or_join()
    else:
        room_door.join(code)
    st.stop()

room = room_state.seen(ticket)
me = room.member(ticket.number)
if me is None:
    st.stop()

recipe = None if me.watches else recipe_state.current().recipe
ends = room_state.ends(ticket, me.name, recipe)
picture, side = st.columns([2.6, 1], gap="medium")

if recipe is not None and ends.camera is not None:
    camera = ends.camera
    camera.recipe = recipe
    with st.sidebar:
        recipe_editor.edit(lambda edited: setattr(camera, "recipe", edited))

with picture:
    connection = room_stage.show(ticket, me, ends)
    st.caption("The video stops when you leave this page. Without an opener's recording, nothing is kept.")

with side:
    with st.container(horizontal=True):
        room_panel.invitation(room.code)
        st.button("Leave", icon=":material/logout:", on_click=room_state.leave, width="stretch")
    if me.opener:
        room_tools.show(ticket)
    room_panel.side(ticket, lambda: room_stage.lost(connection, ends))
