"""What triage asks of a report, and how far it has come, in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from plainsight.codes.lists import code_of
from plainsight.core.clock import now
from plainsight.triage.models import Standing


@dataclass(frozen=True)
class Step:
    """One line of what is to be done: its state in words, and how it presses.

    `tone` is "" for what is done or not due, "due" for what waits, "late" for what is overdue.
    """

    name: str
    words: str
    state: str
    tone: str


def steps_of(standing: Standing) -> list[Step]:
    """Return the steps in order; the control room's comes first where it has the report."""
    found = [_thrive(standing), _grade(standing), _crime(standing), _assigned(standing)]
    return [_control_room(standing), *found] if standing.control_room_at else found


def named(name: str, value: str) -> str:
    """Return the words of a code of a list, or the code itself where the list never had it."""
    code = code_of(name, value)
    return code.words if code else value


def _thrive(standing: Standing) -> Step:
    if standing.thrive_at is None:
        return Step("thrive", _("THRIVE"), _("Not recorded yet"), "due")
    return Step("thrive", _("THRIVE"), _("Recorded %s") % _at(standing.thrive_at), "")


def _grade(standing: Standing) -> Step:
    words = _("Response")
    if not standing.grade:
        return Step("grade", words, _("Not graded yet"), "due")
    graded = named("response_grades", standing.grade)
    if standing.respond_by is None:
        return Step("grade", words, graded, "")
    if standing.responded_at:
        made = _("%(grade)s, made %(at)s")
        tone = "" if standing.responded_at <= standing.respond_by else "late"
        said = made % {"grade": graded, "at": _at(standing.responded_at)}
        return Step("grade", words, said, tone)
    return _clock("responded", words, f"{graded}: ", standing.respond_by)


def _crime(standing: Standing) -> Step:
    words = _("Crime recording")
    if standing.crime_decision:
        return Step("crime", words, named("crime_decisions", standing.crime_decision), "")
    return _clock("crime", words, "", standing.crime_decision_by)


def _assigned(standing: Standing) -> Step:
    if standing.assigned_to is None:
        return Step("assign", _("Assigned to"), _("Nobody"), "due")
    return Step("assign", _("Assigned to"), str(standing.assigned_to), "")


def _control_room(standing: Standing) -> Step:
    words = _("Control room")
    if standing.control_room_acknowledged_at:
        at = _at(standing.control_room_acknowledged_at)
        return Step("control-room", words, _("Acknowledged %s") % at, "")
    said = _("Sent %s, not acknowledged") % _at(standing.control_room_at)
    return Step("acknowledged", words, said, "late")


def _clock(name: str, words: str, before: str, due: datetime) -> Step:
    """Return how a clock stands: how long it still runs, or since when it is overdue."""
    left = int((due - now()).total_seconds()) // 60
    if left < 0:
        return Step(name, words, before + _("overdue since %s") % _at(due), "late")
    return Step(
        name,
        words,
        before + _("due %(at)s, in %(left)s") % {"at": _at(due), "left": _span(left)},
        "due",
    )


def _span(minutes: int) -> str:
    hours, minutes = divmod(minutes, 60)
    return _("%d h %02d min") % (hours, minutes) if hours else _("%d min") % minutes


def _at(moment: datetime | None) -> str:
    return date_format(timezone.localtime(moment), "j F, H:i") if moment else ""
