"""What the pages of records share."""

from __future__ import annotations

from uuid import UUID

from django.forms import UUIDField, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from plainsight.people.decorators import DeskRequest, key_of
from plainsight.pole.services.acting import Desk, known

NOT_PROCESSED = 422


def desk_of(request: DeskRequest) -> Desk:
    """Return who is at the page, with their open key."""
    return Desk(request.officer, key_of(request))


def to_record(desk: Desk, entity_id: UUID) -> HttpResponse:
    """Lead back to a record; or to the search, when what was done hid it from the officer."""
    is_known = known(desk.officer).filter(id=entity_id).exists()
    return redirect(f"/records/{entity_id}/" if is_known else "/records/")


def id_in(request: DeskRequest, name: str) -> UUID:
    """Return an identifier that a page sent; a page of ours always sends one."""
    try:
        found: UUID = UUIDField().clean(request.POST.get(name, ""))
    except ValidationError:
        raise Http404 from None
    return found
