"""An officer's own views: kept, shown as tabs, removed; and nobody else's."""

from __future__ import annotations

import pytest

from plainsight.audit.models import AuditEntry
from plainsight.people.errors import NotAllowed, NotNow, NotVisible
from plainsight.people.models import Officer
from plainsight.triage.models import SavedView
from plainsight.triage.queries import saved_views
from plainsight.triage.services import saved_views as service
from plainsight.triage.services.saved_views import remove_view, save_view
from tests.cast import Browser, Cast

QUERY = "pile=all&grade=none&language=ro"


def written() -> list[tuple[str, object, str, object, object]]:
    rows = AuditEntry.objects.filter(verb__startswith="view.").order_by("id")
    return [(one.verb, one.actor_id, one.subject_kind, one.subject_id, one.detail) for one in rows]


def keep(officer: Officer, name: str = "Not graded, Romanian") -> SavedView:
    return save_view(officer=officer, name=name, query=QUERY)


def test_a_view_is_kept_under_its_name_and_logged_without_it(cast: Cast) -> None:
    officer = cast.triage_officer
    view = keep(officer)
    assert [(one.name, one.query) for one in saved_views(officer)] == [(view.name, QUERY)]
    assert list(saved_views(cast.colleague)) == []
    assert written() == [("view.saved", officer.id, "saved_view", view.id, {})]


def test_the_same_name_once_more_keeps_it_anew(cast: Cast) -> None:
    first = keep(cast.triage_officer)
    again = save_view(officer=cast.triage_officer, name=first.name, query="pile=mine")
    assert again.id == first.id
    assert saved_views(cast.triage_officer).get().query == "pile=mine"


def test_there_are_no_more_than_can_be_found_again(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "MOST", 1)
    view = keep(cast.triage_officer)
    keep(cast.triage_officer)
    with pytest.raises(NotNow):
        keep(cast.triage_officer, "Another")
    assert list(saved_views(cast.triage_officer)) == [view]


def test_a_removed_view_is_gone_and_that_is_logged(cast: Cast) -> None:
    view = keep(cast.triage_officer)
    remove_view(officer=cast.triage_officer, view_id=view.id)
    assert not SavedView.objects.exists()
    last = ("view.removed", cast.triage_officer.id, "saved_view", view.id, {})
    assert written()[-1] == last


@pytest.mark.parametrize("part", ["colleague", "supervisor", "stranger"])
def test_nobody_else_removes_it_or_learns_that_it_exists(cast: Cast, part: str) -> None:
    view = keep(cast.triage_officer)
    with pytest.raises(NotVisible):
        remove_view(officer=getattr(cast, part), view_id=view.id)
    assert SavedView.objects.get() == view
    assert len(written()) == 1


@pytest.mark.parametrize("part", ["auditor", "administrator"])
def test_who_sees_no_queue_keeps_no_view(cast: Cast, part: str) -> None:
    with pytest.raises(NotAllowed):
        keep(getattr(cast, part))
    assert not SavedView.objects.exists()
    assert written() == []


def test_on_the_page_it_becomes_a_tab_that_can_be_removed(cast: Cast, browser: Browser) -> None:
    browser.sign_in(cast.triage_officer)
    told = {"name": "Not graded, Romanian", "query": "language=ro&grade=none&pile=all&after=x"}
    answer = browser.post("/reports/views/", told)
    assert answer.status_code == 302
    assert answer["location"] == f"/reports/?{QUERY}"
    page = browser.get(answer["location"]).content.decode()
    tab = page[: page.index("Not graded, Romanian</a>")].rpartition("<a ")[2]
    assert 'aria-current="page"' in tab
    view = SavedView.objects.get()
    assert f"/reports/views/{view.id}/remove/" in page
    assert browser.post(f"/reports/views/{view.id}/remove/").status_code == 302
    assert "Not graded, Romanian</a>" not in browser.get("/reports/").content.decode()


def test_a_name_that_is_missing_or_too_long_is_asked_for_again_and_nothing_is_lost(
    cast: Cast, browser: Browser
) -> None:
    browser.sign_in(cast.triage_officer)
    for name in ("", "x" * 61):
        answer = browser.post("/reports/views/", {"name": name, "query": QUERY})
        assert answer.status_code == 422
        page = answer.content.decode()
        assert f'value="{name}"' in page
        assert 'value="pile=all&amp;grade=none&amp;language=ro"' in page
    assert not SavedView.objects.exists()
