"""An officer's own watches, and what they were told."""

from __future__ import annotations

from django.forms import UUIDField, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from plainsight.intelligence.act_forms import WatchForm
from plainsight.intelligence.services import watching
from plainsight.people.decorators import DeskRequest, access, key_of
from plainsight.people.errors import NotNow

NOT_PROCESSED = 422
HERE = "/intelligence/watches/"


@access("intel.write", unlocked=True)
@require_http_methods(["GET", "HEAD", "POST"])
def watches(request: DeskRequest) -> HttpResponse:
    """Show one's own watches; begin or end one, or note that what was told was seen."""
    if request.method != "POST":
        return _page(request, WatchForm())
    if request.POST.get("do") == "seen":
        watching.seen(request.officer)
        return redirect("/intelligence/")
    if request.POST.get("do") == "end":
        return _ended(request)
    return _begun(request)


def _begun(request: DeskRequest) -> HttpResponse:
    form = WatchForm(request.POST)
    if not form.is_valid():
        return _page(request, form, NOT_PROCESSED)
    given = form.cleaned_data
    try:
        watching.watch(
            request.officer,
            key_of(request),
            kind=given["kind"],
            written=given["text"],
            reason=given["reason"],
            until=given["until"],
        )
    except NotNow as refusal:
        form.add_error(None, str(refusal))
        return _page(request, form, NOT_PROCESSED)
    return redirect(HERE)


def _ended(request: DeskRequest) -> HttpResponse:
    try:
        watch = UUIDField().clean(request.POST.get("watch", ""))
    except ValidationError:
        raise Http404 from None
    watching.end(request.officer, watch_id=watch)
    return redirect(HERE)


def _page(request: DeskRequest, form: WatchForm, status: int = 200) -> HttpResponse:
    found = watching.watches(request.officer, key_of(request))
    shown = {"form": form, "found": found}
    return render(request, "intelligence/watches.html", shown, status=status)
