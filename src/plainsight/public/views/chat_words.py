"""What a page of the chat shows: the rows of the log, and how the chat stands, in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils import timezone
from django.utils.dates import WEEKDAYS
from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext

from plainsight.chat import beginning
from plainsight.chat.visiting import ChatVisit
from plainsight.chat.visitor import Outcome, Row, Stands
from plainsight.codes.phrases import phrase_of, wording
from plainsight.public.chatting import INTERPRETING, SAYINGS

REPORTED = {"report", "abandoned", "idle"}


def shown(visit: ChatVisit, stands: Stands, rows: list[Row]) -> dict[str, Any]:
    """Return what the log's template needs."""
    is_reporter = visit.party == "reporter"
    sayings = SAYINGS if is_reporter else INTERPRETING
    lines = [line for line in (_line(row, sayings) for row in rows) if line]
    is_asked = is_reporter and rows and rows[-1].author == "desk"
    asked = rows[-1].said if is_asked else None
    return {
        "visit": visit,
        "stands": stands,
        "lines": lines,
        "last": rows[-1].seq if rows else None,
        "how": how(stands),
        "answers": _answers(asked.phrase, visit.language) if asked and asked.phrase else [],
        "is_over": stands.state == "ended",
    }


def how(stands: Stands) -> str:
    """Return in a sentence how the chat stands."""
    if stands.state == "waiting":
        ahead = stands.ahead or 0
        place = (
            ngettext("%(n)d person is before you.", "%(n)d people are before you.", ahead)
            % {"n": ahead}
            if ahead
            else gettext("You are next.")
        )
        return gettext("Please wait. Someone will answer here.") + " " + place
    if stands.state == "paused":
        return gettext("The other side is away for a moment. Your place is kept.")
    if stands.state == "ended":
        return gettext("This chat is over.")
    return gettext("Someone is here.")


def refused(outcome: Outcome) -> str:
    """Return the words for a message that was not taken; it is still in the box."""
    if outcome.name == "slow":
        return ngettext(
            "Please wait %(n)d second, then send it again. It is still here.",
            "Please wait %(n)d seconds, then send it again. It is still here.",
            outcome.wait_s,
        ) % {"n": outcome.wait_s}
    if outcome.name == "stilled":
        return gettext("The other side asks you to wait a little. What you wrote is still here.")
    return gettext("The chat is over, so this was not sent. It is still here.")


def file_refused(outcome: Outcome) -> str:
    """Return the words for a file that was not taken; it has to be chosen again."""
    if outcome.name == "slow":
        return gettext("Please wait a little, then choose the file again.")
    if outcome.name == "stilled":
        return gettext("The other side asks you to wait a little. Then choose the file again.")
    return gettext("The chat is over, so this was not sent.")


def nobody() -> str:
    """Return the words for someone who has written nothing, when no one can answer."""
    return gettext("No one can answer now. Write what you want to say, and we make a report of it.")


def week() -> list[tuple[str, str]]:
    """Return the week's hours as a person reads them, days in order."""
    said: dict[int, list[str]] = {}
    for one in beginning.week():
        said.setdefault(one.weekday, []).append(f"{one.opens:%H:%M}\u2013{_end(one.closes)}")
    return [(str(WEEKDAYS[day]), ", ".join(hours)) for day, hours in sorted(said.items())]


def _end(closes: Any) -> str:
    last = closes.hour == 23 and closes.minute == 59  # noqa: PLR2004 (the last minute of a day)
    return "24:00" if last else f"{closes:%H:%M}"


def _line(row: Row, sayings: Mapping[str, str | Promise]) -> dict[str, Any] | None:
    if row.event:
        words = sayings.get(row.event)
        return {"seq": row.seq, "event": words} if words else None
    if row.said is None:
        return {"seq": row.seq, "event": gettext("One message could not be read.")}
    if row.said.kind == "stopword":
        return None  # someone may be reading over their shoulder
    phrase = phrase_of(row.said.phrase) if row.said.phrase else None
    return {
        "seq": row.seq,
        "author": row.author,
        "text": row.said.text or (row.said.file.name if row.said.file else ""),
        "is_file": row.said.file is not None,
        "language": row.said.language,
        "english": phrase.english if phrase and row.said.language != "en" else "",
        "at": "" if row.author == "reporter" else f"{timezone.localtime(row.sent_at):%H:%M}",
    }


def _answers(code: str, language: str) -> list[tuple[str, str]]:
    """Return the answers that fit a phrase, in the visitor's language."""
    phrase = phrase_of(code)
    found = [(one, wording(one, language)) for one in (phrase.answers if phrase else ())]
    return [(one, said.text) for one, said in found if said]
