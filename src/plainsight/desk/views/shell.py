"""The front door and the event stream."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_GET, require_safe

from plainsight.desk.navigation import entries_for
from plainsight.live.permission import stream_allowed
from plainsight.people.decorators import DeskRequest, access


@access("account.own")
@require_safe
def front(request: DeskRequest) -> HttpResponse:
    """Lead each officer to the first page that their role has."""
    return HttpResponseRedirect(entries_for(request.officer)[0].path)


@access("report.list")
@require_GET
def live(request: DeskRequest) -> HttpResponse:  # noqa: ARG001 (the middleware has used it)
    """Let the browser of somebody who sees the queue have the event stream."""
    return stream_allowed()
