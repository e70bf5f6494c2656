"""Beginning a chat: its report sealed along with it, so that it can become one at any time."""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from datetime import datetime, time
from hashlib import sha256
from uuid import UUID, uuid5

from django.conf import settings

from plainsight.chat.visiting import ChatVisit
from plainsight.chat.visitor import say
from plainsight.intake import gates, returncodes
from plainsight.intake.answers import Answers
from plainsight.intake.errors import NotNow
from plainsight.intake.messages import Said
from plainsight.vault import box
from plainsight.vault.context import Context
from plainsight.vault.derive import derive
from plainsight.vault.errors import VaultError
from plainsight.vault.published import TeamKeyInfo, forget_team_key, trusted_team_key
from plainsight.vault.sealing import seal_to

ATTEMPTS = 2


@dataclass(frozen=True)
class Opening:
    """What is said as a chat begins; a flag of None means that the visitor did not say."""

    text: str = ""
    language: str = "en"
    danger_now: bool | None = None
    under_18: bool | None = None
    about_me: bool | None = None

    @property
    def answers(self) -> Answers:
        """The report that the chat becomes."""
        return Answers(
            way="me" if self.about_me else "seen",
            what=self.text,
            language=self.language,
            danger_now=self.danger_now,
            under_18=self.under_18,
            about_me=self.about_me,
        )


@dataclass(frozen=True)
class Outlook:
    """Whether somebody can answer now: `state` is open, nobody (in hours, none is there) or closed.

    `why` are the words of a closure of today; `minutes` the likely wait, if it is known.
    """

    state: str
    why: str
    opens_at: datetime | None
    waiting: int
    minutes: int | None


@dataclass(frozen=True)
class DayHours:
    """Hours of a day of the week, 0 is Monday."""

    weekday: int
    opens: time
    closes: time


def outlook() -> Outlook:
    """Return what is to be said before anything is typed."""
    state, why, opens_at, waiting, minutes = gates.rows("chat_outlook")[0]
    return Outlook(state, why or "", opens_at, waiting, minutes)


def week() -> list[DayHours]:
    """Return the week's hours in order, in the force's own time."""
    return [DayHours(*row) for row in gates.rows("chat_week")]


def begin(visit: ChatVisit, opening: Opening, *, network: bytes | None = None) -> str:
    """Begin the chat that a visit is for, and say its stop word and its first words.

    Return begun or already; closed or blocked when there is no chat now: then the words are to
    become a report.
    """
    outcome = "rotated"
    for _attempt in range(ATTEMPTS):
        outcome = gates.value("begin_chat", *_prepared(visit, opening, _team()), network)
        if outcome != "rotated":
            break
        forget_team_key()
    if outcome == "rotated":
        raise NotNow
    if outcome in {"begun", "already"}:
        if visit.stop_word:
            say(visit, client_id=_named(visit, "stop"), said=Said("stopword", visit.stop_word))
        if opening.text:
            say(visit, client_id=_named(visit, "first"), said=Said("text", opening.text))
    return str(outcome)


def network(address: str) -> bytes:
    """Return the hash of where somebody asks from, under a key that is destroyed each day.

    The database's key alone leads nowhere: the zone's own secret is part of it.
    """
    day = bytes(gates.value("day_key"))
    return hmac.digest(derive(settings.CODE_KEY, "network", salt=day), address.encode(), sha256)


def _prepared(visit: ChatVisit, opening: Opening, team: TeamKeyInfo) -> list[object]:
    """Return what `gate.begin_chat` takes: code, conversation and report, sealed to the team."""
    code_key = returncodes.wrapping_key(visit.code, settings.CODE_KEY, visit.conversation)
    conversation = visit.conversation
    return [
        visit.locator,
        box.seal(code_key, visit.key, Context("conversation", conversation, "code")),
        conversation,
        seal_to(team.public, visit.key, Context("conversation", conversation, "key")),
        visit.report,
        box.seal(
            visit.report_key, opening.answers.encode(), Context("report", visit.report, "body")
        ),
        seal_to(team.public, visit.report_key, Context("report", visit.report, "key")),
        team.id,
        opening.language,
        opening.danger_now,
        opening.under_18,
        opening.about_me,
    ]


def _team() -> TeamKeyInfo:
    try:
        return trusted_team_key()
    except VaultError:
        raise NotNow from None


def _named(visit: ChatVisit, what: str) -> UUID:
    return uuid5(visit.conversation, what)
