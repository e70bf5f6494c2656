"""The server's own answers: plain and gentle, and each says what to do.

They name nothing of what was sent, carry a mild title, and need no style, script or database.
The edge puts the security headers on them as on every other answer.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from html import escape

from plainsight.core.asgi import Receive, Send

LINGER_S = 30.0
SILENT_S = 5.0
_BACK = "Press Back: what you typed should still be there. Then send it again in a minute or two."
_DANGER = "If somebody is in danger now, ring 999."


@dataclass(frozen=True)
class Answer:
    """One answer. `again_s` tells a program when to try again; `form` is HTML of our own."""

    status: int
    heading: str
    advice: tuple[str, ...]
    again_s: int | None = None
    form: str = ""

    @property
    def page(self) -> bytes:
        """The whole page, in UTF-8."""
        told = "\n".join(f"<p>{escape(line)}</p>" for line in (*self.advice, _DANGER))
        return (
            '<!doctype html>\n<html lang="en">\n<meta charset="utf-8">\n'
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
            f"<title>Form</title>\n<h1>{escape(self.heading)}</h1>\n{told}\n{self.form}</html>\n"
        ).encode()

    @property
    def headers(self) -> list[tuple[bytes, bytes]]:
        """The answer's own headers."""
        own = [
            (b"content-type", b"text/html; charset=utf-8"),
            (b"content-length", str(len(self.page)).encode()),
        ]
        if self.again_s is not None:
            own.append((b"retry-after", str(self.again_s).encode()))
        return own


TOO_LARGE = Answer(
    413,
    "This was not sent: it is too large",
    (
        "Press Back: what you typed should still be there.",
        "Send a smaller file, fewer files, or the words without a file. A file may have 100 MB.",
    ),
)
TOO_SLOW = Answer(408, "This was not sent: the line was too slow or was cut", (_BACK,))
BUSY = Answer(503, "This was not sent: we are very busy", (_BACK,), again_s=20)
STOPPING = Answer(503, "This was not sent: we are starting again", (_BACK,), again_s=10)
NO_ROOM = Answer(
    507,
    "This was not sent: we have no room for it just now",
    ("Press Back and send the words without the file, or with a smaller one.",),
)
FAILED = Answer(500, "Sorry, something went wrong here", (_BACK,))
NOT_UNDERSTOOD = Answer(
    400, "Your browser sent something that we could not read", ("Open the page again.",)
)
HEAD_TOO_LARGE = Answer(
    431,
    "Your browser sent more than we can take",
    ("Close this page, clear the cookies of this site, and open it again.",),
)


async def give(answer: Answer, send: Send) -> None:
    """Send an answer and end the connection."""
    await _send(answer, send, more=False)


async def give_and_linger(answer: Answer, receive: Receive, send: Send) -> None:
    """Send an answer while the sender still sends, then read on for a while and drop it all.

    A connection that is closed with bytes unread is reset, and a browser then shows its own
    error in place of the answer.
    """
    await _send(answer, send, more=True)
    try:
        async with asyncio.timeout(LINGER_S):
            while True:
                async with asyncio.timeout(SILENT_S):
                    message = await receive()
                if message["type"] != "http.request" or not message.get("more_body", False):
                    break
    except TimeoutError:
        pass
    await send({"type": "http.response.body", "body": b"", "more_body": False})


async def _send(answer: Answer, send: Send, *, more: bool) -> None:
    headers = [*answer.headers, (b"connection", b"close")]
    await send({"type": "http.response.start", "status": answer.status, "headers": headers})
    await send({"type": "http.response.body", "body": answer.page, "more_body": more})
