"""The auditor's view of the log. Looking into it is logged too."""

from __future__ import annotations

from urllib.parse import urlencode

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from plainsight.audit.services import Actor, Subject, record
from plainsight.desk.forms import LogForm
from plainsight.desk.log import Line, Wanted, lines
from plainsight.people.decorators import DeskRequest, access

NOT_PROCESSED = 422


@access("log.read")
@require_GET
def log(request: DeskRequest) -> HttpResponse:
    """Show a page of the log, narrowed by verb, day and subject."""
    form = LogForm(request.GET)
    if not form.is_valid():
        return render(request, "desk/log.html", {"form": form}, status=NOT_PROCESSED)
    wanted = form.wanted()
    found, following = _consulted(request, wanted)
    narrowed = _narrowed(wanted)
    context = {
        "form": form,
        "lines": found,
        "is_first": wanted.before is None,
        "subject": wanted.subject,
        "is_narrowed": bool(narrowed),
        "first": "?" + urlencode(narrowed),
        "older": "?" + urlencode({**narrowed, "before": following}) if following else None,
    }
    return render(request, "desk/log.html", context)


@transaction.atomic
def _consulted(request: DeskRequest, wanted: Wanted) -> tuple[list[Line], int | None]:
    """Read a page of the log and write down that it was read: one search, one row."""
    actor = Actor("officer", request.officer.id)
    record(actor, "log.read", subject=Subject("log"), detail=_narrowed(wanted))
    return lines(wanted)


def _narrowed(wanted: Wanted) -> dict[str, str]:
    """Return what the log is narrowed by, as it stands in an address and in the log itself."""
    given = {"verb": wanted.verb, "subject": wanted.subject, "day": wanted.day}
    return {name: str(value) for name, value in given.items() if value}
