"""The key opens for one session, to its cookie alone, and closes when nobody is there."""

from __future__ import annotations

from datetime import timedelta

import pytest

from plainsight.core.clock import now
from plainsight.people.models import UnlockedSession
from tests.cast import PASSPHRASE, Browser, Cast
from tests.people.conftest import Log

COOKIE = "__Host-u"


@pytest.fixture
def signed_in(keyed_cast: Cast, browser: Browser) -> Browser:
    return browser.sign_in(keyed_cast.triage_officer)


def idle(minutes: int) -> None:
    UnlockedSession.objects.update(touched_at=now() - timedelta(minutes=minutes))


def test_a_passphrase_unlocks_this_session_and_is_logged(
    signed_in: Browser, keyed_cast: Cast, log: Log
) -> None:
    assert signed_in.get("/ask/").headers["Location"] == "/unlock/?next=%2Fask%2F"
    answer = signed_in.post("/unlock/", {"passphrase": PASSPHRASE, "next": "/ask/"})
    assert answer.headers["Location"] == "/ask/"
    assert signed_in.get("/ask/").status_code == 200
    who = keyed_cast.triage_officer.id
    assert log()[-1] == ("key.unlocked", who, "officer", who, {"method": "passphrase"})


def test_the_cookie_is_for_this_site_only_and_no_script(signed_in: Browser) -> None:
    signed_in.post("/unlock/", {"passphrase": PASSPHRASE})
    cookie = signed_in.cookies[COOKIE]
    assert (cookie["secure"], cookie["httponly"], cookie["samesite"]) == (True, True, "Strict")
    assert (cookie["path"], cookie["domain"], cookie["max-age"]) == ("/", "", "")


def test_the_session_row_opens_nothing_without_the_cookie(signed_in: Browser) -> None:
    signed_in.post("/unlock/", {"passphrase": PASSPHRASE})
    held = signed_in.cookies.pop(COOKIE)
    assert signed_in.get("/ask/").status_code == 302
    signed_in.cookies[COOKIE] = "AAAA" + held.value[4:]
    assert signed_in.get("/ask/").status_code == 302


def test_a_wrong_passphrase_is_refused_logged_and_not_shown(signed_in: Browser, log: Log) -> None:
    answer = signed_in.post("/unlock/", {"passphrase": "wrong kettle harbour"})
    assert answer.status_code == 422
    assert "wrong kettle" not in answer.text
    assert [row[0] for row in log()][-1] == "key.refused"
    assert not UnlockedSession.objects.exists()


def test_after_fifteen_idle_minutes_the_key_is_gone(signed_in: Browser, log: Log) -> None:
    signed_in.post("/unlock/", {"passphrase": PASSPHRASE})
    idle(14)
    assert signed_in.get("/ask/").status_code == 200
    idle(16)
    assert signed_in.get("/ask/").status_code == 302
    assert not UnlockedSession.objects.exists()
    assert log()[-1][0] == "key.locked"
    assert log()[-1][4] == {"why": "idle"}


def test_locking_drops_the_key_and_the_cookie(signed_in: Browser, log: Log) -> None:
    signed_in.post("/unlock/", {"passphrase": PASSPHRASE})
    signed_in.post("/lock/")
    assert signed_in.cookies[COOKIE].value == ""
    assert not UnlockedSession.objects.exists()
    assert log()[-1][4] == {"why": "asked"}
    signed_in.post("/lock/")
    assert len([row for row in log() if row[0] == "key.locked"]) == 1


def test_a_form_that_arrives_locked_comes_through_unlocking_whole(signed_in: Browser) -> None:
    typed = {"question": ["Who is there?\r\n<b>now</b>", "second"], "passphrase": "not carried"}
    locked = signed_in.post("/ask/?about=1", typed)
    assert locked.status_code == 423
    assert "not carried" not in locked.text
    carried = dict(hidden(locked))
    assert carried["kept_to"] == ["/ask/?about=1"]
    wrong = signed_in.post("/unlock/", {**carried, "passphrase": "mistyped kettle harbour"})
    assert dict(hidden(wrong)) == carried
    unlocked = signed_in.post("/unlock/", {**carried, "passphrase": PASSPHRASE})
    assert PASSPHRASE not in unlocked.text
    assert 'action="/ask/?about=1"' in unlocked.text
    sent = signed_in.post("/ask/?about=1", dict(hidden(unlocked)))
    assert sent.context["heard"] == typed["question"]


def test_a_kept_form_goes_nowhere_else(signed_in: Browser) -> None:
    for elsewhere in ("https://elsewhere.example/", "//elsewhere.example/", "ask/"):
        carried = {"kept_to": elsewhere, "kept:question": "x", "passphrase": PASSPHRASE}
        answer = signed_in.post("/unlock/", carried)
        assert answer.headers["Location"] == "/"


def test_scripts_are_told_in_their_own_words(signed_in: Browser) -> None:
    json = {"headers": {"accept": "application/json"}}
    assert signed_in.post("/ask/", {"question": "x"}, **json).status_code == 423
    assert signed_in.post("/unlock/alive/", **json).json() == {"state": "locked"}
    wrong = signed_in.post("/unlock/", {"passphrase": "no"}, **json)
    assert wrong.json() == {"error": "That passphrase does not unlock your key."}
    right = signed_in.post("/unlock/", {"passphrase": PASSPHRASE}, **json)
    assert right.json() == {"state": "unlocked"}
    assert signed_in.post("/unlock/alive/", **json).json() == {"state": "unlocked"}
    assert Browser().post("/unlock/alive/", **json).status_code == 401


def test_a_form_that_arrives_signed_out_is_handed_back(browser: Browser) -> None:
    answer = browser.post("/ask/?about=1", {"question": ["one", "two"]})
    assert answer.status_code == 401
    assert dict(hidden(answer)) == {"question": ["one", "two"]}
    assert 'action="/ask/?about=1"' in answer.text


def test_passphrases_are_not_guessed_at_leisure(signed_in: Browser) -> None:
    for _ in range(10):
        signed_in.post("/unlock/", {"passphrase": "x"})
    assert "Too many attempts" in signed_in.post("/unlock/", {"passphrase": PASSPHRASE}).text


def test_an_administrator_has_nothing_to_unlock(browser: Browser, cast: Cast) -> None:
    browser.sign_in(cast.administrator)
    assert browser.get("/unlock/").status_code == 403


def hidden(answer: object) -> list[tuple[str, list[str]]]:
    """The hidden fields of the page's first form that has any, as a browser would send them."""
    from html.parser import HTMLParser

    class Reader(HTMLParser):
        forms: list[dict[str, list[str]]] = []

        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            found = dict(attrs)
            if tag == "form":
                self.forms.append({})
            if tag == "input" and found.get("type") == "hidden":
                self.forms[-1].setdefault(found["name"] or "", []).append(found["value"] or "")

    reader = Reader()
    reader.forms = []
    reader.feed(answer.text)
    return list(next(form for form in reader.forms if form).items())
