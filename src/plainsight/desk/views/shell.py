"""The front door and the event stream."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_GET, require_safe

from plainsight.chat.models import Chat
from plainsight.desk.navigation import entries_for
from plainsight.live.permission import stream_allowed
from plainsight.people.access import visible_to
from plainsight.people.decorators import DeskRequest, access

MOST_CHATS = 50


@access("account.own")
@require_safe
def front(request: DeskRequest) -> HttpResponse:
    """Lead each officer to the first page that their role has."""
    return HttpResponseRedirect(entries_for(request.officer)[0].path)


@access("report.list")
@require_GET
def live(request: DeskRequest) -> HttpResponse:
    """Let the browser of somebody who sees the queue have the event stream.

    With `c` in the query it also tells of those chats, as far as the officer may know of them.
    """
    asked = [one for one in map(_uuid, request.GET.getlist("c")[:MOST_CHATS]) if one]
    known = visible_to(request.officer, Chat.objects.filter(conversation__in=asked))
    return stream_allowed(dict.fromkeys(known.values_list("conversation_id", flat=True), 0))


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
