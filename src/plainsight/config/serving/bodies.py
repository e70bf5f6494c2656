"""A body, or a long answer, held until somebody takes it: in memory, then in a sealed spool."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import ParamSpec, TypeVar

from plainsight.config.serving.budget import Budget
from plainsight.config.serving.spool import FRAME, Spool

P = ParamSpec("P")
T = TypeVar("T")

SMALL_FRAME = 4_096
"""When memory is short, a piece of this many bytes goes to the disk too."""


class Keep:
    """Where bodies are held: the process's budget, its spool folder and the spool's threads."""

    def __init__(self, budget: Budget, folder: Path) -> None:
        """`folder` is made when it is first needed."""
        self.budget = budget
        self.folder = folder
        self.threads = ThreadPoolExecutor(max_workers=2, thread_name_prefix="spool")


class Body:
    """First in, first out. Close it when done: that gives back memory and disk."""

    def __init__(self, keep: Keep) -> None:
        """Begin empty."""
        self._keep = keep
        self._held = bytearray()
        self._spool: Spool | None = None
        self._counted = self._spooled = 0
        self._turn = asyncio.Lock()
        self.size = 0

    @property
    def empty(self) -> bool:
        """Say whether all that was put was taken."""
        return not self._held and (self._spool is None or not self._spool.frames)

    async def put(self, chunk: bytes) -> None:
        """Hold a chunk. Raises NoPlace or DiskFull when there is no room for it."""
        async with self._turn:
            self.size += len(chunk)
            self._held += chunk
            if self._spool is None and not self._fits(len(chunk)):
                self._spool = await self._in_thread(Spool, self._keep.folder)
            if self._spool is not None:
                await self._to_spool(self._spool)

    async def take(self) -> bytes:
        """Return the oldest bytes that were not taken yet; empty when there are none."""
        async with self._turn:
            if self._spool is not None and self._spool.frames:
                return await self._in_thread(self._spool.pull)
            taken = bytes(self._held)
            self._held.clear()
            return taken

    def close(self) -> None:
        """Give everything back. Harmless when repeated."""
        budget = self._keep.budget
        budget.memory -= self._counted
        budget.spooled -= self._spooled
        self._counted = self._spooled = 0
        self._held = bytearray()
        spool, self._spool = self._spool, None
        if spool is not None:
            self._keep.threads.submit(spool.close)  # after what the threads still do with it

    def _fits(self, more: int) -> bool:
        limits = self._keep.budget.limits
        if len(self._held) > limits.in_memory_bytes:
            return False
        if not self._keep.budget.take_memory(more):
            return False
        self._counted += more
        return True

    async def _to_spool(self, spool: Spool) -> None:
        """Move whole frames to the disk; less than one frame stays, if memory has room for it."""
        budget = self._keep.budget
        budget.memory -= self._counted
        self._counted = 0
        while len(self._held) >= FRAME:
            await self._frame_to_spool(spool)
        if budget.take_memory(len(self._held)):
            self._counted = len(self._held)
        elif len(self._held) >= SMALL_FRAME:
            await self._frame_to_spool(spool)

    async def _frame_to_spool(self, spool: Spool) -> None:
        frame = bytes(self._held[:FRAME])
        self._keep.budget.take_spool(len(frame))
        self._spooled += len(frame)
        await self._in_thread(spool.push, frame)
        del self._held[:FRAME]

    async def _in_thread(self, act: Callable[P, T], *args: P.args, **named: P.kwargs) -> T:
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._keep.threads, partial(act, *args, **named))
