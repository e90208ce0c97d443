"""Rooms: see each other, each with their own filters."""

import streamlit as st

from ui.common import recipe_state
from ui.common.language import _, drawn, told
from ui.common.recipe import recipe_editor
from ui.common.sound import voice_choice
from ui.common.words import plain
from ui.live import looks
from ui.live.stage import camera_words
from ui.rooms import door, mosaic, people, state, tools

ticket = state.ticket()
code = st.query_params.get(state.PARAM)
if news := state.news():
    st.info(plain(told(news)), icon=":material/meeting_room:")

if ticket is None:
    if code is None:
        door.open_or_join()
    else:
        door.join(code)
    st.stop()

room = state.seen(ticket)
me = room.member(ticket.number)
if me is None:
    st.stop()
if me.waiting:
    people.wait(ticket)
    st.stop()

recipe = None if me.spectator else recipe_state.current().recipe
ends = state.ends(ticket, me.name, recipe)
middle, side = st.columns([2.6, 1], gap="medium")

if recipe is not None and ends.camera is not None:
    camera = ends.camera
    camera.recipe, camera.own = recipe, drawn.brought_along()
    with st.sidebar:
        recipe_editor.edit(lambda edited: setattr(camera, "recipe", edited))

with middle:
    connection = mosaic.show(ticket, me, ends)
    camera_words.show()
    if recipe is not None:
        looks.strip(None, live=False)
    st.caption(_("The video stops when you leave this page. Without an opener's recording, nothing is kept."))

with side:
    with st.container(horizontal=True):
        people.invitation(room.code)
        st.button(_("Leave"), icon=":material/logout:", on_click=state.leave, width="stretch", key="room leave")
    if ends.microphone is not None and st.session_state.get("room microphone"):
        ends.microphone.voice.effect = voice_choice.choose("room")
    if me.opener:
        tools.show(ticket)
        state.remember_opener(ticket, me.name)
    people.side(ticket, lambda: mosaic.lost(connection, ends))
