"""Searching the sealed reports: what is found is shown as it is found."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from plainsight.people.access import visible_to
from plainsight.people.decorators import DeskRequest, access, key_of
from plainsight.triage.forms.searching import SearchForm
from plainsight.triage.models import Search
from plainsight.triage.services.search import Looked, begin_search, run_search, words_of_search
from plainsight.triage.sought import Sought
from plainsight.vault.errors import VaultError

NOT_PROCESSED = 422
DAMAGED = 409
HERE = "<!-- what is found comes here -->"
A_PAGE = 100


@access("report.search", unlocked=True)
@require_http_methods(["GET", "POST"])
def search(request: DeskRequest) -> HttpResponseBase:
    """Show the form; or look through every report that the officer may see."""
    if request.method == "GET":
        return render(request, "triage/search.html", {"form": SearchForm()})
    form = SearchForm(request.POST)
    if not form.is_valid():
        return render(request, "triage/search.html", {"form": form}, status=NOT_PROCESSED)
    typed = form.cleaned_data["words"]
    begun = begin_search(officer=request.officer, unlocked=key_of(request), typed=typed)
    context = {"form": form, "search": begun, "here": HERE}
    head, foot = render_to_string("triage/search.html", context, request).split(HERE)
    return StreamingHttpResponse(_streamed(request, Sought.parse(typed), head, foot))


def _streamed(request: DeskRequest, sought: Sought, head: str, foot: str) -> Iterator[str]:
    """Give the page in pieces: its head, each report that is found, how many there were, its foot.

    Whoever stops the page, stops the search.
    """
    yield head
    looked = Looked()
    for hit in run_search(
        officer=request.officer, unlocked=key_of(request), sought=sought, looked=looked
    ):
        yield render_to_string("triage/parts/hit.html", {"hit": hit})
    yield render_to_string("triage/parts/looked.html", {"looked": looked})
    yield foot


@access("search.list", unlocked=True)
@require_GET
def searches(request: DeskRequest) -> HttpResponse:
    """Show supervisors who searched when; the words stay sealed until one is asked for."""
    found = visible_to(request.officer, Search.objects.select_related("officer"))[:A_PAGE]
    return render(request, "triage/searches.html", {"searches": found})


@access("search.review", unlocked=True)
@require_POST
def review(request: DeskRequest, search_id: UUID) -> HttpResponse:
    """Show what was looked for in one search, and log that it was looked at."""
    known = visible_to(request.officer, Search.objects.select_related("officer"))
    asked = get_object_or_404(known, id=search_id)
    try:
        words = words_of_search(officer=request.officer, unlocked=key_of(request), search=asked)
    except VaultError:
        return render(request, "triage/searches.html", {"damaged": asked}, status=DAMAGED)
    context = {"searches": known[:A_PAGE], "asked": asked, "words": words}
    return render(request, "triage/searches.html", context)
