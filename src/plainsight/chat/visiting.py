"""What a visitor's or an interpreter's cookie holds: one chat, opened, until some hours later.

Everything of a chat is made with the cookie, before the chat begins: so that beginning it,
however often it is tried, always begins the same one. It is sealed under the zone's own key.
"""

from __future__ import annotations

import base64
import binascii
import json
import time
from dataclasses import asdict, dataclass
from typing import Literal, Self
from uuid import UUID

from django.conf import settings

from plainsight.core.ids import new_id
from plainsight.intake import returncodes
from plainsight.intake.packing import packed
from plainsight.intake.visits import Visit
from plainsight.vault import box
from plainsight.vault.context import Context
from plainsight.vault.derive import derive
from plainsight.vault.errors import CannotOpen

LASTS = 4 * 60 * 60
"""Seconds after the last page for which a chat can be taken up without the code."""

Party = Literal["reporter", "interpreter"]
_NOBODY = UUID(int=0)
_CONTEXT = Context("visit", _NOBODY, "chat")


@dataclass(frozen=True, repr=False)
class ChatVisit:
    """One party's hold on a chat: how it is found, its key, and from which row on it is shown.

    `code` is the return code, where this browser began the chat; `stop_word` what was agreed.
    `report` is the id of the report that the chat may become, `report_key` its key: the code never
    leads to it.
    """

    locator: bytes
    conversation: UUID
    key: bytes
    party: Party = "reporter"
    from_seq: int = 0
    report: UUID = _NOBODY
    report_key: bytes = b""
    code: str = ""
    stop_word: str = ""
    language: str = "en"

    @classmethod
    def new(cls) -> Self:
        """Return the hold on a chat that has not begun."""
        code = returncodes.new_code()
        return cls(
            locator=returncodes.locator(code, settings.CODE_KEY),
            conversation=new_id(),
            key=box.new_key(),
            report=new_id(),
            report_key=box.new_key(),
            code=code,
        )

    @classmethod
    def by_code(cls, visit: Visit, *, after: int) -> Self:
        """Return the hold of somebody who typed a return code: nothing said before is shown."""
        return cls(visit.locator, visit.conversation, visit.key, from_seq=after)

    def token(self) -> str:
        """Return the text for the cookie; make it anew with every page."""
        values = asdict(self) | {"until": int(time.time() + LASTS)}
        values |= {name: value.hex() for name, value in values.items() if isinstance(value, bytes)}
        values |= {name: value.hex for name, value in values.items() if isinstance(value, UUID)}
        return base64.urlsafe_b64encode(box.seal(_key(), packed(values), _CONTEXT)).decode("ascii")


def taken_up(token: str | None) -> ChatVisit | None:
    """Return the visit in a cookie, or None when there is none or its time is over."""
    if not token:
        return None
    try:
        opened = box.unseal(_key(), base64.urlsafe_b64decode(token), _CONTEXT)
    except (CannotOpen, binascii.Error, ValueError):
        return None
    values = json.loads(opened)
    if values.pop("until") < time.time():
        return None
    values |= {name: bytes.fromhex(values[name]) for name in ("locator", "key", "report_key")}
    values |= {name: UUID(values[name]) for name in ("conversation", "report")}
    return ChatVisit(**values)


def _key() -> bytes:
    return derive(settings.SECRET_KEY.encode(), "chat visit")
