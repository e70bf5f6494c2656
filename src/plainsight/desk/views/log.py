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
    """Show a page of the log, narrowed by verb and day."""
    form = LogForm(request.GET)
    if not form.is_valid():
        return render(request, "desk/log.html", {"form": form}, status=NOT_PROCESSED)
    wanted = form.wanted()
    found, following = _consulted(request, wanted)
    narrowed = {"verb": wanted.verb or "", "day": wanted.day.isoformat() if wanted.day else ""}
    context = {
        "form": form,
        "lines": found,
        "is_first": wanted.before is None,
        "is_narrowed": any(narrowed.values()),
        "first": "?" + urlencode(narrowed),
        "older": "?" + urlencode({**narrowed, "before": following}) if following else None,
    }
    return render(request, "desk/log.html", context)


@transaction.atomic
def _consulted(request: DeskRequest, wanted: Wanted) -> tuple[list[Line], int | None]:
    """Read a page of the log and write down that it was read: one search, one row."""
    narrowed: dict[str, str | int | bool] = {}
    if wanted.verb:
        narrowed["verb"] = wanted.verb
    if wanted.day:
        narrowed["day"] = wanted.day.isoformat()
    record(
        Actor("officer", request.officer.id), "log.read", subject=Subject("log"), detail=narrowed
    )
    return lines(wanted)
