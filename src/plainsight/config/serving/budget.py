"""What all bodies together take, and which of the half-received ones has been silent longest."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager

from plainsight.config.serving.limits import Limits


class NoPlace(Exception):
    """Too much is being received at once; in a moment there may be room."""


class Place:
    """One half-received body's place, with the time at which it loses it."""

    def __init__(self, deadline: float) -> None:
        """`deadline` is the event loop's time at which the body must be whole."""
        self.deadline = deadline
        self.heard = asyncio.get_running_loop().time()
        self.timeout = asyncio.timeout_at(deadline)

    def give_up(self, when: float) -> None:
        """Let this body go at `when` (the event loop's time), if it is not whole by then."""
        self.deadline = min(self.deadline, when)
        expires = self.timeout.when()
        if expires is not None and expires > self.deadline and not self.timeout.expired():
            self.timeout.reschedule(self.deadline)


class Budget:
    """The counters of one process; used on the event loop only."""

    def __init__(self, limits: Limits) -> None:
        """Begin with nothing taken."""
        self.limits = limits
        self.memory = self.spooled = 0
        self._receiving: OrderedDict[Place, None] = OrderedDict()
        self._stopping: float | None = None

    @property
    def receiving(self) -> int:
        """How many bodies are half received."""
        return len(self._receiving)

    def take_memory(self, amount: int) -> bool:
        """Take memory if there is enough left."""
        if self.memory + amount > self.limits.memory_bytes:
            return False
        self.memory += amount
        return True

    def take_spool(self, amount: int) -> None:
        """Take room in the spool. Raises NoPlace when there is not enough."""
        if self.spooled + amount > self.limits.spool_bytes:
            raise NoPlace("the spool's share is used up")
        self.spooled += amount

    @contextmanager
    def place(self, seconds: float) -> Iterator[Place]:
        """Hold a place for a body that may take `seconds` to come.

        When all are taken, the one that has been silent longest gives up its place, if it has
        been silent for a while; otherwise NoPlace.
        """
        now = asyncio.get_running_loop().time()
        if self._stopping is not None:
            raise NoPlace("the server is stopping")
        if len(self._receiving) >= self.limits.receiving:
            self._evict(now)
        place = Place(now + seconds)
        self._receiving[place] = None
        try:
            yield place
        finally:
            self._receiving.pop(place, None)

    def heard(self, place: Place) -> None:
        """Note that a piece of this body came: its clock begins again."""
        place.heard = asyncio.get_running_loop().time()
        if place.timeout.expired():
            return
        place.timeout.reschedule(min(place.heard + self.limits.idle_s, place.deadline))
        if place in self._receiving:
            self._receiving.move_to_end(place)

    def stop(self) -> None:
        """Take no new body and give the half-received ones a last moment."""
        if self._stopping is not None:
            return
        self._stopping = asyncio.get_running_loop().time()
        for place in self._receiving:
            place.give_up(self._stopping + self.limits.stopping_s)

    def _evict(self, now: float) -> None:
        oldest = next(iter(self._receiving))
        if now - oldest.heard < self.limits.evictable_s:
            raise NoPlace("too many bodies are being received")
        del self._receiving[oldest]
        oldest.give_up(now)
