"""Nothing typed is lost, whatever goes wrong while a report is written."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from plainsight.core import formtokens
from plainsight.intake import draft as drafting
from plainsight.public.cookies import DRAFT
from plainsight.public.guarding import TRAP
from tests.public.conftest import CHOSEN, PAGES, Reporter
from tests.public.reading import draft_of, token_on

FORM = "application/x-www-form-urlencoded"


def test_nothing_written_gets_a_message_and_too_much_keeps_every_letter(
    reporter: Reporter,
) -> None:
    reporter.write()
    empty = reporter.send("/r/a/", what=" ", go="on")
    assert empty.status_code == 422
    assert empty.content.count(b"Write what you saw or heard.") == 2
    long = "x" * 20_001
    answer = reporter.send("/r/a/", what=long, go="on")
    assert answer.status_code == 422
    assert long.encode() in answer.content
    assert b"at most 20000 letters" in answer.content


@pytest.mark.parametrize("path", PAGES)
def test_too_long_an_answer_on_any_page_comes_back_whole_with_its_message(
    reporter: Reporter, path: str
) -> None:
    reporter.write()
    boxes = [name for name in PAGES[path] if name not in CHOSEN]
    for name in boxes:
        answer = reporter.send(path, **{name: "y" * 6_000}, go="on")
        assert answer.status_code == 422
        assert b"y" * 6_000 in answer.content
        assert f'id="id_{name}_error"'.encode() in answer.content
        assert f'<li><a href="#id_{name}">'.encode() in answer.content


def test_a_choice_that_is_none_of_ours_gets_a_message(reporter: Reporter) -> None:
    reporter.write()
    for path, name in (("/r/", "danger_now"), ("/r/w/", "way"), ("/r/b/", "under_18")):
        answer = reporter.send(path, **{name: "perhaps"}, go="on")
        assert answer.status_code == 422
        assert answer.content.count(b"Choose one of the answers below.") == 2


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        (b"what=a%00b", "a\ufffdb"),
        (b"what=%ff%fe+van", "\ufffd\ufffd van"),
        (b"what=van+%ed%a0%80", "van \ufffd"),
        (b"what=van+\xed\xb3\xbf", "van"),
    ],
)
def test_bytes_that_are_no_text_take_nothing_else_with_them(
    reporter: Reporter, sent: bytes, kept: str
) -> None:
    reporter.write()
    answer = reporter.post("/r/a/", sent + b"&go=on", content_type=FORM)
    assert answer.status_code == 303
    assert kept.strip("\ufffd") in draft_of(reporter).answers.what
    assert reporter.get("/r/a/").status_code == 200


def test_a_form_that_names_another_alphabet_is_read_all_the_same(reporter: Reporter) -> None:
    reporter.write()
    answer = reporter.post("/r/a/", b"what=six+men&go=on", content_type=f"{FORM}; charset=utf-7")
    assert answer.status_code in {303, 400, 422}
    assert draft_of(reporter).answers.what in {"Six men", "six men"}


@pytest.mark.parametrize("cut", [10, 60, 120, 150])
def test_a_form_that_was_cut_off_changes_nothing_and_breaks_nothing(
    reporter: Reporter, cut: int
) -> None:
    reporter.write()
    part = b'--X\r\nContent-Disposition: form-data; name="what"\r\n\r\nSeven men and a van'
    body = (part + b'\r\n--X\r\nContent-Disposition: form-data; name="go"\r\n\r\non\r\n--X--')[:cut]
    for path in ("/r/a/", "/r/f/", "/m/"):
        answer = reporter.post(path, body, content_type="multipart/form-data; boundary=X")
        assert answer.status_code in {303, 400, 422}
    assert draft_of(reporter).answers.what.startswith("S")


def test_refused_cookies_give_the_text_back_with_phone_numbers(reporter: Reporter) -> None:
    answer = reporter.send("/r/a/?c", what="Six <men>", go="on")
    assert answer.status_code == 422
    assert b"Six &lt;men&gt;" in answer.content
    assert b"08000 121 700" in answer.content
    assert not answer.cookies
    ticked = reporter.send("/r/v/?c", signs=["IND001"])
    assert ticked.status_code == 422
    assert b"hungry" in ticked.content


def test_danger_is_answered_even_where_cookies_are_refused(reporter: Reporter) -> None:
    assert reporter.send("/r/?c", danger_now="yes", go="on")["Location"] == "/r/9/"


def test_a_draft_that_ran_out_begins_again_with_what_was_typed(reporter: Reporter) -> None:
    reporter.cookies[DRAFT] = "A" * 43
    answer = reporter.send("/r/p/", directions="Behind the station", go="on")
    assert (answer.status_code, answer["Location"]) == (303, "/r/")
    assert b"We no longer have what you wrote before" in reporter.get("/r/").content
    reporter.write()
    assert b"Behind the station" in reporter.get("/r/p/").content
    assert b"We no longer have" not in reporter.get("/r/").content


@pytest.mark.parametrize("wrong", ["missing", "forged", "replayed", "expired", "trap"])
def test_a_guard_that_is_wrong_keeps_the_text_and_the_next_press_goes_through(
    reporter: Reporter, wrong: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    fields = {"what": "Six <men>", "go": "on"}
    token = formtokens.issue("report")
    if wrong == "replayed":
        reporter.send("/r/a/", **fields, form_token=token)
        del reporter.cookies[DRAFT]
    if wrong == "expired":
        with monkeypatch.context() as patch:
            patch.setattr(formtokens, "now", lambda: now() - timedelta(hours=26))
            token = formtokens.issue("report")
    token = {"missing": "", "forged": "x.1:y"}.get(wrong, token)
    trap = {TRAP: "spam"} if wrong == "trap" else {}
    answer = reporter.send("/r/a/", **fields, **trap, form_token=token)
    assert answer.status_code == 422
    assert b"Six &lt;men&gt;" in answer.content
    assert not answer.cookies
    assert b"spam" not in answer.content
    again = reporter.send("/r/a/", **fields, form_token=token_on(answer.content))
    assert again.status_code == 303
    assert draft_of(reporter).answers.what == "Six <men>"


def test_without_a_database_the_form_stays_with_its_text(
    reporter: Reporter, no_database: Callable[[], None]
) -> None:
    reporter.write()
    no_database()
    for path, names in {"/r/a/": ("what",), **PAGES}.items():
        fields = {name: "Behind the station" for name in names if name != "signs"}
        answer = reporter.send(path, **fields, go="on")
        assert answer.status_code == 503
        assert b"We could not do that just now" in answer.content
        assert not fields or b"Behind the station" in answer.content
        assert reporter.get(path).status_code == 503
    for path in ("/r/c/", "/r/k/", "/r/e/", "/r/f/"):
        assert reporter.get(path).status_code == 503
        assert reporter.send(path, go="send").status_code == 503
    assert reporter.get("/r/9/").status_code == 200
    assert reporter.send("/r/9/", go="stop").status_code == 503


def test_two_tabs_do_not_undo_each_other(reporter: Reporter) -> None:
    reporter.write()
    other = Reporter()
    other.cookies = reporter.cookies
    reporter.send("/r/p/", address="1 Tanner's Row", go="on")
    other.send("/r/t/", when="Monday", go="on")
    answers = draft_of(reporter).answers
    assert (answers.address, answers.when) == ("1 Tanner's Row", "Monday")


def test_a_report_that_is_full_says_so_and_keeps_the_text(
    reporter: Reporter, monkeypatch: pytest.MonkeyPatch
) -> None:
    reporter.write()
    monkeypatch.setattr(drafting, "LARGEST", 100)
    answer = reporter.send("/r/p/", address="1 Tanner's Row", go="on")
    assert answer.status_code == 422
    assert b"more than one report can hold" in answer.content
    assert b"1 Tanner" in answer.content


def test_more_ticks_than_a_report_holds_get_a_message_and_stay(
    reporter: Reporter, monkeypatch: pytest.MonkeyPatch
) -> None:
    reporter.write()
    monkeypatch.setattr("plainsight.public.forms.signs.MOST_SIGNS", 1)
    answer = reporter.send("/r/v/", signs=["IND001", "IND006"], go="on")
    assert answer.status_code == 422
    assert answer.content.count(b"You can tick up to 1 sign.") == 2
    assert answer.content.count(b" checked>") == 2


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"how": "phone"}, "Write the number or address"),
        ({"how": "phone", "value": "ask at 12"}, "too few digits"),
        ({"how": "text", "value": "none"}, "too few digits"),
        ({"how": "email", "value": "robin at example"}, "not a whole e-mail address"),
        ({"value": "01632 960 001"}, "Choose how we may use this number"),
        ({"how": "pigeon", "value": "x"}, "Choose one of the answers below."),
    ],
)
def test_a_way_to_contact_that_cannot_work_gets_a_message_and_keeps_the_rest(
    reporter: Reporter, given: dict[str, str], message: str
) -> None:
    reporter.write()
    answer = reporter.send("/r/s/", **given, safe="Say you sell soap", go="on")
    assert answer.status_code == 422
    assert answer.content.decode().count(message) == 2
    assert b"Say you sell soap" in answer.content


@pytest.mark.parametrize(
    ("how", "value"),
    [
        ("phone", "01632 960 001, ask for Robin"),
        ("text", "+44 (0)7700 900-123 ext. 4"),
        ("phone", "\u0660\u0661\u0662\u0663\u0664\u0665"),
        ("email", "Robin <o'robin+x@mail.example>"),
        ("other", "The red box by the shop"),
        ("", ""),
    ],
)
def test_a_way_to_contact_that_is_merely_unusual_is_taken(
    reporter: Reporter, how: str, value: str
) -> None:
    reporter.write()
    assert reporter.send("/r/s/", how=how, value=value, go="on")["Location"] == "/r/c/"
    contact = draft_of(reporter).answers.contact
    assert (contact.how, contact.value) == (how, value)


def now() -> Any:
    """The real time, whatever a test has put in its place."""
    from plainsight.core import clock

    return clock.now()
