"""Writing a report: every page keeps what was typed, and leads on along its way."""

from __future__ import annotations

import re
from typing import Any

import pytest

from plainsight.public import steps
from plainsight.public.cookies import DRAFT
from tests.public.conftest import CHOSEN, PAGES, Reporter
from tests.public.reading import draft_of, heading, token_on

EVERYTHING: dict[str, Any] = {
    "signs": ["IND001", "IND006"],
    "address": "1 Tanner's Row",
    "business": "Regal Hand Car Wash",
    "directions": "Behind the station",
    "when": "Monday",
    "pattern": "Every night",
    "exploited": "Six, in their twenties",
    "under_18": "no",
    "responsible": "A man in grey",
    "vehicles": "White van",
    "phones": "07700 900123",
    "adverts": "carwash.example",
    "name": "Robin",
    "how": "phone",
    "value": "01632 960 001",
    "message": "no",
    "windows": ["week_day", "weekend_day"],
    "times": "Mornings",
    "language": "Romanian",
    "word": "Marigold",
    "safe": "Say that you sell soap",
}


def test_the_first_answer_makes_the_draft_and_its_cookie(reporter: Reporter) -> None:
    token = token_on(reporter.get("/r/").content)
    fields = {"danger_now": "no", "go": "on", "form_token": token}
    first = reporter.post("/r/", fields)
    assert (first.status_code, first["Location"]) == (307, "/r/?c")
    cookie = first.cookies[DRAFT]
    assert cookie["secure"]
    assert cookie["httponly"]
    assert (cookie["samesite"], cookie["path"], cookie["max-age"]) == ("Strict", "/", "")
    again = reporter.post("/r/?c", fields)
    assert (again.status_code, again["Location"]) == (303, "/r/w/")
    assert draft_of(reporter).answers.danger_now is False


@pytest.mark.parametrize("way", ["seen", "me", "young"])
def test_each_way_leads_through_its_own_pages_and_back_again(reporter: Reporter, way: str) -> None:
    reporter.write(way)
    names = steps.order(way)
    paths = ["/", *(f"/r/{getattr(steps.BY_NAME.get(name), 'letter', 'c')}/" for name in names)]
    paths[1] = "/r/"
    for number, path in enumerate(paths[1:-1], 1):
        page = reporter.get(path)
        assert f"<title>Form, {number} of {len(names)}</title>" in page.content.decode()
        shown = {"way": way, "what": "Six men"}  # a browser sends what the page shows
        assert reporter.send(path, **shown, go="on")["Location"] == paths[number + 1]
        assert reporter.send(path, **shown, go="back")["Location"] == paths[number - 1]
    assert reporter.send("/r/c/", go="back")["Location"] == paths[-2]


def test_the_ways_have_twelve_and_six_pages(reporter: Reporter) -> None:
    assert {way: len(steps.order(way)) for way in ("seen", "me", "young")} == {
        "seen": 12,
        "me": 6,
        "young": 6,
    }
    del reporter


def test_everything_that_is_asked_is_kept_shown_again_and_checked(reporter: Reporter) -> None:
    reporter.write(**EVERYTHING)
    answers = draft_of(reporter).answers
    assert answers.signs == ("IND001", "IND006")
    assert answers.under_18 is False
    contact = {name: EVERYTHING[name] for name in PAGES["/r/s/"]}
    assert vars(answers.contact) == contact | {"windows": ("week_day", "weekend_day")}
    for path, names in PAGES.items():
        page = reporter.get(path).content.decode()
        for name in names:
            if name not in CHOSEN:
                assert EVERYTHING[name].replace("'", "&#x27;") in page
    check = reporter.get("/r/c/").content.decode()
    for name, said in EVERYTHING.items():
        if isinstance(said, str) and name not in {"under_18", "how", "message"}:
            assert said.replace("'", "&#x27;") in check
    assert "By phone call" in check
    assert "Monday to Friday, 8am to 6pm\nSaturday and Sunday, 8am to 6pm" in check
    assert "Looks hungry" in check or "hungry" in check
    changes = set(re.findall(r'href="(/r/\w?/?)\?change"', check))
    assert changes == {"/r/", "/r/w/", "/r/a/", "/r/f/", *PAGES}


def test_who_it_happens_to_says_what_the_desk_must_know(reporter: Reporter) -> None:
    known = {"seen": (False, None), "me": (True, None), "young": (True, True)}
    reporter.write()
    for way in ("seen", "me", "young", "me", "young", "seen"):
        reporter.send("/r/w/", way=way, go="on")
        answers = draft_of(reporter).answers
        assert (answers.way, answers.about_me, answers.under_18) == (way, *known[way])
    reporter.send("/r/w/", go="on")
    answers = draft_of(reporter).answers
    assert (answers.way, answers.about_me) == ("seen", None)


def test_what_was_answered_beside_the_way_stays_on_the_last_page(reporter: Reporter) -> None:
    reporter.write(vehicles="White van")
    reporter.send("/r/w/", way="me", go="on")
    check = reporter.get("/r/c/").content.decode()
    assert "White van" in check
    assert "people who do this" not in check
    assert "under 18?" not in check
    reporter.send("/r/w/", way="young", go="on")
    assert "under 18?" not in reporter.get("/r/c/").content.decode()
    page = reporter.get("/r/x/").content.decode()
    assert "<title>Form</title>" in page
    assert reporter.send("/r/x/", vehicles="Blue van", go="on")["Location"] == "/r/c/"


def test_the_own_ways_say_what_will_happen_and_ask_no_consent(reporter: Reporter) -> None:
    reporter.write("me")
    mine = reporter.get("/r/a/").content.decode()
    assert heading(mine) == "What is happening to you?"
    assert "What will not happen" in mine
    reporter.send("/r/w/", way="young", go="on")
    young = reporter.get("/r/a/").content.decode()
    assert "You do not need to ask anyone first." in young
    for path in ("/r/a/", "/r/p/", "/r/s/", "/r/c/"):
        said = reporter.get(path).content.decode().partition("<main")[2]
        assert not re.search("parent|consent|guardian|olice", said)


def test_danger_leads_to_the_call_and_a_choice_of_two(reporter: Reporter) -> None:
    assert reporter.send("/r/", danger_now="yes", go="on")["Location"] == "/r/9/"
    page = reporter.get("/r/9/").content.decode()
    assert 'href="tel:999"' in page
    assert page.count('class="plain"') == 2
    assert reporter.post("/r/9/", {"go": "on"})["Location"] == "/r/w/"
    assert draft_of(reporter).answers.danger_now is True
    cookie = reporter.cookies[DRAFT].value
    stopped = reporter.post("/r/9/", {"go": "stop"})
    assert stopped["Location"] == "/r/z/?s"
    assert stopped.cookies[DRAFT]["max-age"] == 0
    assert "thrown away" in reporter.get("/r/z/?s").content.decode()
    reporter.cookies[DRAFT] = cookie
    assert reporter.get("/r/w/")["Location"] == "/r/"


def test_change_leads_back_to_the_last_page(reporter: Reporter) -> None:
    reporter.write()
    page = reporter.get("/r/t/?change").content.decode()
    assert '<input type="hidden" name="then" value="report_check">' in page
    answer = reporter.send("/r/t/", when="Mon", go="on", then="report_check")
    assert answer["Location"] == "/r/c/"
    danger = reporter.send("/r/", danger_now="yes", go="on", then="report_check")
    assert danger["Location"] == "/r/9/?change"
    there = reporter.post("/r/9/", {"go": "on", "then": "report_check"})
    assert there["Location"] == "/r/c/"


def test_ticks_from_the_pages_of_signs_begin_a_report_or_are_added_to_it(
    reporter: Reporter,
) -> None:
    assert reporter.send("/r/v/", signs=["IND006", "IND031", "nonsense"])["Location"] == "/r/"
    assert draft_of(reporter).answers.signs == ("IND006",)
    assert b"We no longer have" not in reporter.get("/r/").content
    reporter.write()
    assert reporter.send("/r/v/", signs=["IND001"])["Location"] == "/r/v/"
    assert draft_of(reporter).answers.signs == ("IND001", "IND006")
    page = reporter.get("/r/v/").content.decode()
    assert page.count(" checked>") == 2
    assert reporter.send("/r/v/", signs=["IND001"], go="on")["Location"] == "/r/p/"
    assert draft_of(reporter).answers.signs == ("IND001",)


def test_a_script_is_told_the_next_address_instead_of_being_sent_there(
    reporter: Reporter,
) -> None:
    reporter.write()
    answer = reporter.post("/r/p/", {"address": "x", "go": "on"}, headers={"x-replace": "1"})
    assert (answer.status_code, answer["X-Location"]) == (204, "/r/t/")


def test_every_page_needs_a_draft(reporter: Reporter) -> None:
    for path in ("/r/w/", "/r/a/", "/r/e/", "/r/f/", "/r/c/", *PAGES):
        assert reporter.get(path)["Location"] == "/r/"
