"""RoomMedia: one room's pictures and sound. It follows the hub: who leaves there loses both here."""

from __future__ import annotations

import asyncio
import contextlib
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Protocol

import av
from aiortc.mediastreams import MediaStreamTrack

from live.rooms import signs
from live.rooms.hearing import Ear, MemberMicrophone, RoomSound
from live.rooms.hub import RoomHub, Ticket
from live.rooms.member_camera import MemberCamera, Screen
from live.rooms.mosaic import MOST_TILES, Tile, TilePlace, compose, fitted, layout
from live.rooms.room import Room
from live.transport.broadcast import Broadcast
from live.video import frames
from vision.recipe import Recipe
from vision.types import Image

RATE = 15
_FOLLOW_S = 0.5
_CLOCK = 90_000


@dataclass(slots=True)
class MemberEnds:
    """The four ends of one member's connection; `camera` and `microphone` are None for a spectator."""

    screen: Screen
    ear: Ear
    camera: MemberCamera | None = None
    microphone: MemberMicrophone | None = None

    def stop(self) -> None:
        ends: tuple[MediaStreamTrack | MemberMicrophone | None, ...] = (
            self.screen,
            self.ear,
            self.camera,
            self.microphone,
        )
        for end in ends:
            if end is not None:
                end.stop()


@dataclass(frozen=True, slots=True, eq=False)
class MosaicFrame:
    """The newest mosaic, its time in seconds, and where each member is shown: by number, in the order of the tiles."""

    image: Image
    time_s: float
    places: tuple[tuple[int, TilePlace], ...] = ()

    def place_of(self, number: int) -> TilePlace | None:
        return dict(self.places).get(number)


class Discardable(Protocol):
    """What records a room, and can be thrown away."""

    def discard(self) -> None: ...


class RoomMedia:
    """A thread makes the mosaic 15 times a second, once for all, and only while somebody looks.

    `on_mosaic` are called with each MosaicFrame on that thread and must not wait.
    """

    def __init__(self, code: str, hub: RoomHub) -> None:
        self.code = code
        self.sound = RoomSound()
        self.on_mosaic: tuple[Callable[[MosaicFrame], None], ...] = ()
        self.recording: Discardable | None = None
        self._hub = hub
        self._lock = threading.Lock()
        self._connections: dict[int, MemberEnds] = {}
        self._screens: set[Screen] = set()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: threading.Thread | None = None
        self._room: Room | None = None
        self._newest: MosaicFrame | None = None
        self._broadcast = Broadcast()

    # What a page asks.

    def connect(self, ticket: Ticket, name: str, recipe: Recipe | None) -> MemberEnds:
        """New ends for a member's connection, in place of earlier ones; `recipe` None for a spectator."""
        ear = Ear(self.sound, ticket.number if recipe is not None else None)
        connection = MemberEnds(Screen(self._opened, self._closed), ear)
        if recipe is not None:
            connection.camera, connection.microphone = MemberCamera(recipe, name), MemberMicrophone()
            self.sound.microphones[ticket.number] = connection.microphone
        with self._lock:
            earlier = self._connections.get(ticket.number)
            self._connections[ticket.number] = connection
        if earlier is not None:
            earlier.stop()
        return connection

    def disconnect(self, number: int) -> None:
        """End a member's connection, if there is one."""
        with self._lock:
            connection = self._connections.pop(number, None)
        self.sound.microphones.pop(number, None)
        if connection is not None:
            connection.stop()

    def newest(self) -> MosaicFrame | None:
        """The newest mosaic, None while nobody looks."""
        return self._newest

    def camera_of(self, number: int) -> MemberCamera | None:
        """A member's camera, None while they have no connection or only watch."""
        connection = self._connections.get(number)
        return connection.camera if connection is not None else None

    def close(self) -> None:
        """End all connections, and throw a recording away."""
        if self.recording is not None:
            self.recording.discard()
        for number in list(self._connections):
            self.disconnect(number)

    # Screens come and go; the thread runs while there is one.

    def _opened(self, screen: Screen) -> None:
        with self._lock:
            self._loop = asyncio.get_running_loop()
            self._screens.add(screen)
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="room-media", daemon=True)
                self._thread.start()

    def _closed(self, screen: Screen) -> None:
        with self._lock:
            self._screens.discard(screen)

    def _run(self) -> None:
        began, followed, tick = time.monotonic(), 0.0, 0
        while True:
            now = time.monotonic()
            if now - followed >= _FOLLOW_S:
                followed = now
                self._follow(now)
            with self._lock:
                if not self._screens:
                    self._thread = self._newest = None
                    return
            self._show(now, now - began)
            tick = max(tick + 1, int((time.monotonic() - began) * RATE))
            time.sleep(max(0.0, began + tick / RATE - time.monotonic()))

    def _follow(self, now: float) -> None:
        self._room = self._hub.room(self.code, now)
        members = self._room.members if self._room is not None else ()
        here = {m.number for m in members if not m.waiting}
        self.sound.muted = frozenset(m.number for m in members if m.muted)
        for number in set(self._connections) - here:
            self.disconnect(number)
        if self.recording is not None and not (self._room is not None and self._room.recording):
            self.recording.discard()

    def _show(self, now: float, time_s: float) -> None:
        shown, tiles = self._tiles(now)
        sign = signs.recording() if self._room is not None and self._room.recording else None
        mosaic = compose(tiles, sign, signs.nobody())
        frame = frames.around(frames.from_rgb(mosaic))
        frame.pts, frame.time_base = int(time_s * _CLOCK), Fraction(1, _CLOCK)
        self._broadcast.add(frame)
        boxes = layout(len(tiles)) if tiles else ()
        places = (fitted(tile.picture, box) for tile, box in zip(tiles, boxes, strict=True))
        self._newest = newest = MosaicFrame(mosaic, now, tuple(zip(shown, places, strict=True)))
        for see in self.on_mosaic:
            see(newest)
        if self._loop is not None:
            with contextlib.suppress(RuntimeError):  # the loop has closed: the screens are about to stop
                self._loop.call_soon_threadsafe(self._deliver, frame)

    def _tiles(self, now: float) -> tuple[tuple[int, ...], list[Tile]]:
        members = self._room.people if self._room is not None else ()
        speaker = self.sound.floor.speaker
        shown: list[int] = []
        tiles: list[Tile] = []
        for member in members[:MOST_TILES]:
            camera = self.camera_of(member.number)
            if camera is not None and camera.fresh(now):
                tile = camera.tile(len(tiles) + 1, member.number == speaker)
                if tile is not None:
                    shown.append(member.number)
                    tiles.append(tile)
        return tuple(shown), tiles

    def _deliver(self, frame: av.VideoFrame) -> None:
        for screen in list(self._screens):
            screen.put(frame)


class MediaRegistry:
    """The media of each room, made when it is first asked for, gone with the room."""

    def __init__(self, hub: RoomHub) -> None:
        self.hub = hub
        self._lock = threading.Lock()
        self._media: dict[str, RoomMedia] = {}

    def of(self, code: str, now: float) -> RoomMedia:
        with self._lock:
            over = [c for c in self._media if c != code and self.hub.room(c, now) is None]
            gone = [self._media.pop(c) for c in over]
            if code not in self._media:
                self._media[code] = RoomMedia(code, self.hub)
            media = self._media[code]
        for media_over in gone:
            media_over.close()
        return media
