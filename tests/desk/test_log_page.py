"""The auditor's view of the log: in words, narrowed, paged, and itself written down."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.core.cache import cache

from plainsight.audit.models import AuditEntry
from plainsight.audit.registry import verbs
from plainsight.audit.services import Actor, Subject, record
from plainsight.core.clock import now
from plainsight.core.ids import new_id
from plainsight.desk import log as log_in_words
from plainsight.desk.log import Wanted, lines, verb_choices
from tests.cast import Browser, Cast, browser, cast, keyed_cast

__all__ = ["browser", "cast", "keyed_cast"]


@pytest.fixture
def auditor(keyed_cast: Cast, browser: Browser) -> Browser:
    cache.clear()
    return browser.sign_in(keyed_cast.auditor)


def rows(text: str) -> list[str]:
    body = text.partition("<tbody")[2].partition("</tbody>")[0]
    return [re.sub(r"<[^>]+>|\s+", " ", row) for row in body.split("</tr>")[:-1]]


def test_the_log_says_who_did_what_in_words(auditor: Browser) -> None:
    found = rows(auditor.get("/log/").text)
    assert any("Amara Okafor (4a)" in row and "founded the team" in row for row in found)
    assert "Ines Duarte (4i)" in found[0]
    assert "read the log" in found[0]


def test_looking_is_one_row_that_says_by_what_it_was_narrowed(
    auditor: Browser, keyed_cast: Cast
) -> None:
    day = now().date().isoformat()
    auditor.get("/log/", {"verb": "key.enrolled", "day": day})
    latest = AuditEntry.objects.order_by("-id")[0]
    assert (latest.verb, latest.actor_id) == ("log.read", keyed_cast.auditor.id)
    assert (latest.subject_kind, latest.subject_id) == ("log", None)
    assert latest.detail == {"verb": "key.enrolled", "day": day}


def test_it_is_narrowed_by_verb_and_by_day(auditor: Browser) -> None:
    text = auditor.get("/log/", {"verb": "key.enrolled"}).text
    assert len(rows(text)) == 3
    assert all("chose a passphrase" in row for row in rows(text))
    yesterday = (now() - timedelta(days=1)).date().isoformat()
    assert "No entry fits." in auditor.get("/log/", {"day": yesterday}).text


def test_it_tells_who_did_anything_to_one_record(auditor: Browser, keyed_cast: Cast) -> None:
    who = keyed_cast.colleague.id
    found = lines(Wanted(subject=who))[0]
    assert found
    assert {line.subject_id for line in found} == {who}
    assert len(rows(auditor.get("/log/", {"subject": str(who)}).text)) == len(found)
    assert AuditEntry.objects.order_by("-id")[0].detail == {"subject": str(who)}


@pytest.mark.parametrize("given", [{"day": "soon"}, {"verb": "no.such"}, {"before": "x"}])
def test_what_is_not_understood_is_refused_and_not_logged_as_read(
    auditor: Browser, given: dict[str, str]
) -> None:
    before = AuditEntry.objects.count()
    answer = auditor.get("/log/", given)
    assert answer.status_code == 422
    assert AuditEntry.objects.count() == before


@pytest.mark.django_db
def test_pages_follow_each_other_without_a_gap(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(log_in_words, "A_PAGE", 4)
    for _ in range(10):
        record(Actor("system"), "record.erased", subject=Subject("report", new_id()))
    seen, before = [], None
    while True:
        page, before = lines(Wanted(before=before))
        seen += [line.id for line in page]
        if before is None:
            break
    assert seen == list(AuditEntry.objects.order_by("-id").values_list("id", flat=True))


@pytest.mark.django_db
def test_actors_and_subjects_are_named_or_said_by_their_kind(cast: Cast) -> None:
    gone, report = new_id(), new_id()
    record(Actor("officer", gone), "report.read", subject=Subject("report", report))
    record(Actor("reporter"), "message.received", subject=Subject("conversation", report))
    reporter, officer = lines(Wanted())[0][:2]
    assert (reporter.who, reporter.did) == ("A reporter", "received message")
    assert (officer.who, officer.subject) == (f"officer {gone}", f"report {str(report)[:8]}")


def test_every_verb_can_be_asked_for() -> None:
    assert {name for name, _words in verb_choices()} == set(verbs())


@pytest.mark.parametrize("part", ["triage_officer", "supervisor", "administrator"])
def test_nobody_but_an_auditor_reads_the_log(cast: Cast, browser: Browser, part: str) -> None:
    cache.clear()
    browser.sign_in(getattr(cast, part))
    before = AuditEntry.objects.count()
    assert browser.get("/log/").status_code == 403
    assert AuditEntry.objects.count() == before
