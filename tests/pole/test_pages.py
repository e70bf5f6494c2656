"""The pages of records, as an investigator and the unit use them."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from plainsight.audit.models import AuditEntry
from plainsight.core.clock import now
from plainsight.pole.models import Entity, Interest, Link, Marker, Pair, Part
from tests.cast import Browser
from tests.pole.conftest import Records


@pytest.fixture
def page(records: Records) -> Any:
    """The investigator's browser, unlocked."""
    return Browser().sign_in(records.unit.investigator, unlocked=True)


def verbs() -> list[str]:
    """What the log has of records, in order."""
    found = AuditEntry.objects.filter(verb__startswith="record.").order_by("pk")
    return list(found.values_list("verb", flat=True))


def text_of(answer: Any) -> str:
    """A page's words, without marks."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def test_a_record_is_written_on_its_form_and_its_page_says_what_is_odd(page: Any) -> None:
    """Odd values are saved and pointed out; the id of the form makes it one record."""
    given = {"entity": str(uuid4()), "vrm": "AB77 CDE", "vin": "123", "colour": "white"}
    assert page.post("/records/new/vehicle/", given).status_code == 302
    assert page.post("/records/new/vehicle/", given).status_code == 302
    van = Entity.objects.get()
    told = text_of(page.get(f"/records/{van.id}/"))
    assert "A VIN has seventeen characters." in told
    assert "Not known yet: Make." in told
    assert "It is linked with nothing." in told
    assert verbs().count("record.created") == 1
    assert "record.read" in verbs()


def test_an_empty_form_says_what_is_needed_and_keeps_what_was_written(page: Any) -> None:
    """Nothing is saved."""
    answer = page.post("/records/new/person/", {"entity": str(uuid4())})
    assert answer.status_code == 422
    assert "Say at least one thing that is known." in text_of(answer)
    wrong = page.post(
        "/records/new/person/", {"entity": str(uuid4()), "surname": "Velsh", "item": "x"}
    )
    assert wrong.status_code == 422
    assert 'value="Velsh"' in wrong.content.decode()
    assert not Entity.objects.exists()


def test_two_records_are_compared_and_decided_about(page: Any, records: Records) -> None:
    """Every reason is on the page with what it counts; the decision is kept."""
    one, _none = records.save("person", given_name="Dorian", surname="Velsh", born="12/03/1979")
    other, _found = records.save(
        "person", given_name="Dorjan", surname="VELSH", born="1979-03-12", gender="male"
    )
    address = f"/records/{one.id}/with/{other.id}/"
    told = text_of(page.get(address))
    assert "It is very likely that this is one person." in told
    assert "The date of birth is the same: 12 March 1979." in told
    assert "The sex is known in one record only." in told
    assert page.get("/records/queue/").content.decode().count(f"/records/{one.id}/with/") == 1
    version = Pair.objects.get().version
    sent = page.post(address, {"verdict": "same", "version": version})
    assert sent.status_code == 302
    late = page.post(address, {"verdict": "different", "version": version})
    assert late.status_code == 422
    assert "Somebody else has just decided" in text_of(late)
    assert Pair.objects.get().verdict == "same"
    assert "Decided: the same" in text_of(page.get(f"/records/{one.id}/"))
    assert not page.get("/records/queue/").content.decode().count(f"/records/{one.id}/with/")
    assert verbs().count("record.judged") == 2


def test_a_link_is_found_chosen_and_made(page: Any, records: Records) -> None:
    """The other record is searched for; both pages show the link from their side."""
    van, _none = records.save("vehicle", vrm="AB77 CDE")
    man, _none = records.save("person", given_name="Ion", surname="Rusu")
    address = f"/records/{man.id}/link/"
    found = page.post(address, {"words": "ab77cde"})
    assert str(van.id) in found.content.decode()
    chosen = page.post(address, {"other": str(van.id)})
    assert "drives" in text_of(chosen)
    wrong = {"other": str(van.id), "code": "out:person.driverOf", "from_on": "2026-05-02"}
    answer = page.post(address, wrong | {"to_on": "2026-05-01"})
    assert answer.status_code == 422
    assert "ends before it begins" in text_of(answer)
    assert page.post(address, wrong).status_code == 302
    assert Link.objects.get().a == man
    assert "drives AB77 CDE" in text_of(page.get(f"/records/{man.id}/"))
    assert "is driven by Ion Rusu" in text_of(page.get(f"/records/{van.id}/"))
    link = Link.objects.get()
    page.post(f"/records/{man.id}/settle/", {"link": link.id, "status": "negated"})
    assert "Negated" in text_of(page.get(f"/records/{van.id}/"))


def test_a_warning_has_a_review_date_within_its_limit(page: Any, records: Records) -> None:
    """One that can stigmatise is looked at again within ninety days."""
    man, _none = records.save("person", surname="Rusu")
    address = f"/records/{man.id}/mark/"
    late = (now() + timedelta(days=200)).date().isoformat()
    answer = page.post(address, {"code": "MENTAL", "why": "Said so.", "review_on": late})
    assert answer.status_code == 422
    assert "Review it within 90 days" in text_of(answer)
    assert (
        page.post(address, {"code": "VIOLENT", "why": "Hit a man.", "review_on": late}).status_code
        == 302
    )
    assert "Hit a man." in text_of(page.get(f"/records/{man.id}/"))
    marker = Marker.objects.get()
    assert b"Hit a man." not in bytes(marker.why)
    page.post(f"/records/{man.id}/unmark/", {"marker": marker.id})
    assert "Hit a man." not in text_of(page.get(f"/records/{man.id}/"))


def test_interest_is_seen_by_others(page: Any, records: Records) -> None:
    """Who else is interested stands on the page, and ends when they say so."""
    van, _none = records.save("vehicle", by=records.unit.evaluator, vrm="AB77 CDE")
    page.post(f"/records/{van.id}/interest/", {"on": "yes"})
    assert Interest.objects.get().officer == records.unit.investigator
    page.post(f"/records/{van.id}/interest/", {"on": "no"})
    assert Interest.objects.get().ended_at is not None


def test_drafts_of_a_report_become_records_or_are_dropped(records: Records) -> None:
    """Each is accepted, changed or dropped; what was made of it stands beside it."""
    from dataclasses import replace

    from plainsight.intelligence.sealing import Item
    from tests.intelligence.conftest import BODY

    unit = records.unit
    body = replace(BODY, items=(Item("A white van AB77 CDE and phone 01632 960 417.", "A"),))
    intel = unit.submitted(body=body)
    page = Browser().sign_in(unit.writer, unlocked=True)
    address = f"/records/from/{intel.id}/"
    assert "AB77 CDE" in text_of(page.get(address))
    page.post(address, {"kind": "vrm", "text": "AB77 CDF", "item": "1", "do": "accept"})
    van = Entity.objects.get()
    assert (van.kind, van.label) == ("vehicle", "AB77 CDF")
    assert van.facts.get().grade == "2AC"
    page.post(address, {"kind": "phone", "text": "01632 960 417", "item": "1", "do": "drop"})
    assert Entity.objects.count() == 1
    assert "dropped" in text_of(page.get(address))
    nothing = page.post(address, {"kind": "date", "text": "May", "do": "accept"})
    assert nothing.status_code == 422


def test_a_part_is_given_from_the_page(records: Records) -> None:
    """The page says what the part does; a victim's page is the owner's from then on."""
    unit = records.unit
    intel = unit.submitted()
    man, _none = records.save("person", by=unit.writer, surname="Gashtan")
    page = Browser().sign_in(unit.writer, unlocked=True)
    page.post(f"/records/{man.id}/part/", {"role": "P_004", "intel": str(intel.id)})
    assert Part.objects.get().role == "P_004"
    assert "protected" in text_of(page.get(f"/records/{man.id}/"))
    other = Browser().sign_in(unit.investigator, unlocked=True)
    assert other.get(f"/records/{man.id}/").status_code == 404


def test_nothing_that_is_looked_for_stands_in_an_address(page: Any, records: Records) -> None:
    """The form posts, and the answer is the page itself."""
    records.save("person", given_name="Dorian", surname="Velsh")
    answer = page.post("/records/", {"words": "Velsch"})
    assert answer.status_code == 200
    assert "Dorian Velsh" in text_of(answer)
    assert "?" not in answer.request["PATH_INFO"] + answer.request["QUERY_STRING"]


@pytest.mark.parametrize("name", ["fact", "withdraw", "unmark", "settle"])
def test_a_page_that_sends_half_is_refused(page: Any, records: Records, name: str) -> None:
    """Nothing changes."""
    van, _none = records.save("vehicle", vrm="AB77 CDE")
    assert page.post(f"/records/{van.id}/{name}/", {}).status_code in (404, 422)
    assert van.facts.filter(withdrawn_at=None).count() == 1


def test_who_protects_somebody_elses_record_is_led_to_the_search(
    page: Any, records: Records
) -> None:
    """They know of it no more; the message says who does."""
    person, _none = records.save("person", by=records.unit.evaluator, surname="Gashtan")
    answer = page.post(f"/records/{person.id}/protect/")
    assert answer["Location"] == "/records/"
    assert "Only whoever saved this person" in text_of(page.get("/records/"))
    assert page.get(f"/records/{person.id}/").status_code == 404
