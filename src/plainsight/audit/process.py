"""The checkpoint process: a head every so often, whatever goes wrong between two of them."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from threading import Event
from typing import Any

import psycopg

from plainsight.audit.checkpoints import Checkpointer, NoCheckpoint
from plainsight.audit.heads import Signer, Trusted
from plainsight.audit.outside import OutsideCopy

AT_MOST = 60.0  # seconds between two heads
LOG = logging.getLogger(__name__)

Connect = Callable[[], psycopg.Connection[Any]]


def keep_checkpointing(
    connect: Connect,
    signer: Signer,
    outside: OutsideCopy,
    trusted: Trusted,
    *,
    every: float,
    stop: Event,
) -> None:
    """Make a head every so many seconds until `stop` is set, and then a last one.

    A refusal (NoCheckpoint) or a database that is away is logged and tried again at the next turn.
    """
    checkpointer: Checkpointer | None = None
    due = time.monotonic()
    is_last = False
    while not is_last:
        is_last = stop.wait(max(0.0, due - time.monotonic()))
        due = time.monotonic() + every
        try:
            if checkpointer is None or checkpointer.connection.closed:
                checkpointer = _reconnected(checkpointer, connect, signer, outside, trusted)
            checkpointer.make()
        except NoCheckpoint as refusal:
            LOG.error("No checkpoint: %s", refusal)  # noqa: TRY400 (the sentence says it all)
        except (psycopg.Error, OSError):
            LOG.exception("No checkpoint")
            due = min(due, time.monotonic() + 1)
            if checkpointer:
                checkpointer.connection.close()
    if checkpointer:
        checkpointer.connection.close()


def _reconnected(
    before: Checkpointer | None,
    connect: Connect,
    signer: Signer,
    outside: OutsideCopy,
    trusted: Trusted,
) -> Checkpointer:
    """Return a checkpointer on a new connection that remembers the last head it made."""
    if before is None:
        return Checkpointer(connect(), signer, outside, trusted)
    before.connection = connect()
    return before
