"""The bell: hears PostgreSQL say that something changed. It never says what.

Any database role can ring it (LISTEN and NOTIFY cannot be refused), so it is only ever a
hint to look again: a page asks Django, and the access rule answers.
"""

from __future__ import annotations

import asyncio
import logging
import random
from collections.abc import Callable, Sequence

import psycopg
from psycopg import sql

CHANNEL = "plainsight_desk"
CHATS = "plainsight_chat"
FIRST_WAIT_S = 0.1
LONGEST_WAIT_S = 5.0

Ring = Callable[[str, str], None]

log = logging.getLogger("plainsight.live")


async def listen(address: str, ring: Ring, *, channels: Sequence[str]) -> None:
    """Call `ring` at every NOTIFY, with channel and payload, for ever, over one connection.

    A lost connection is made again, waiting longer each time (0.1 s to 5 s); after that `ring`
    is called once for each channel, with nothing, for what may have been missed.
    """
    wait = FIRST_WAIT_S
    while True:
        try:
            async with await connect(address, "plainsight bell") as connection:
                for channel in channels:
                    await connection.execute(sql.SQL("LISTEN {}").format(sql.Identifier(channel)))
                wait = FIRST_WAIT_S
                for channel in channels:
                    ring(channel, "")
                async for told in connection.notifies():
                    ring(told.channel, told.payload)
        except (psycopg.Error, OSError) as error:
            log.warning("the bell lost the database: %s", type(error).__name__)
        await asyncio.sleep(wait * random.uniform(0.5, 1.5))  # noqa: S311 (only spreads the load)
        wait = min(wait * 2, LONGEST_WAIT_S)


async def connect(address: str, name: str) -> psycopg.AsyncConnection:
    """Return a connection of the event loop's own, which notices when its line is dead."""
    return await psycopg.AsyncConnection.connect(
        address,
        autocommit=True,
        application_name=name,
        connect_timeout=5,
        keepalives_idle=15,
        keepalives_interval=5,
        keepalives_count=3,
    )
