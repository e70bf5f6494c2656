"""How a row of the queue says where its report stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django import template
from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from plainsight.codes.lists import code_of
from plainsight.core.clock import now
from plainsight.triage.models import Standing
from plainsight.triage.piles import OPEN_STATES, STATES

register = template.Library()

HOURS_SHOWN = 48
SOON = timedelta(hours=1)


@dataclass(frozen=True)
class Deadline:
    """The next thing that a clock runs for."""

    what: str | Promise
    at: datetime

    @property
    def is_over(self) -> bool:
        """Say whether it has passed."""
        return self.at <= now()

    @property
    def is_soon(self) -> bool:
        """Say whether it passes within the hour."""
        return not self.is_over and self.at <= now() + SOON

    @property
    def span(self) -> str:
        """Return how long there is, or since when it is over."""
        span = long(abs(self.at - now()))
        return gettext("%s over") % span if self.is_over else gettext("in %s") % span


@register.filter
def deadline(standing: Standing) -> Deadline | None:
    """Return the next deadline of an open report: of the response, or of the crime decision."""
    if standing.state not in OPEN_STATES or standing.mark:
        return None
    running = []
    if standing.respond_by and not standing.responded_at:
        running.append(Deadline(_("Respond"), standing.respond_by))
    if not standing.crime_decision:
        running.append(Deadline(_("Crime decision"), standing.crime_decision_by))
    return min(running, key=lambda one: one.at, default=None)


@register.filter
def is_unanswered(standing: Standing) -> bool:
    """Say whether the control room has been sent this and has not acknowledged it."""
    return bool(standing.control_room_at and not standing.control_room_acknowledged_at)


@register.filter
def stands(standing: Standing) -> str | Promise:
    """Return how far triage has come with a report."""
    return STATES.get(Standing.State(standing.state), standing.state)


@register.filter
def grade_words(code: str) -> str:
    """Return a grade in words, or nothing for one that the list does not have."""
    found = code_of("response_grades", code)
    return found.words if found else ""


@register.filter
def came_by(code: str) -> str:
    """Return the way a report came in, or its code where the list does not have it."""
    found = code_of("contact_channels", code)
    return found.words if found else code


def long(span: timedelta) -> str:
    """Return a span of time in minutes, hours or days, whichever says most."""
    minutes = int(span.total_seconds()) // 60
    if minutes < 60:  # noqa: PLR2004 (minutes of an hour)
        return ngettext("%(n)d min", "%(n)d min", minutes) % {"n": minutes}
    hours = minutes // 60
    if hours < HOURS_SHOWN:
        return ngettext("%(n)d h", "%(n)d h", hours) % {"n": hours}
    return ngettext("%(n)d day", "%(n)d days", hours // 24) % {"n": hours // 24}
