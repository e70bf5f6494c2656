"""A code before the end: taking a report up again, and never showing what was written before."""

from __future__ import annotations

import pytest

from plainsight.intake import drafts
from plainsight.intake.draft import Draft, Sent
from plainsight.public.cookies import DRAFT
from tests.public.conftest import PAGES, Reporter
from tests.public.reading import code_on, draft_of

SECRETS = {
    "address": "1 Secret Row",
    "exploited": "Secret people",
    "name": "Secret Robin",
    "how": "phone",
    "value": "07700 900999",
    "vehicles": "Secret van",
    "signs": ["IND001"],
}
EVERY = ("/r/", "/r/w/", "/r/a/", "/r/f/", "/r/c/", "/r/e/", *PAGES)


def early_code(reporter: Reporter, share: str = "no") -> str:
    reporter.send("/r/e/", go="get", share=share)
    return code_on(reporter.get("/r/e/").content)


@pytest.fixture
def resumed(reporter: Reporter) -> Reporter:
    """The same person at another device, with nothing but the code."""
    reporter.write("young", what="Secret story", **SECRETS)
    code = early_code(reporter)
    other = Reporter()
    answer = other.send("/m/", code=code.lower().replace("-", " "))
    assert answer["Location"] == "/r/?c"
    return other


def test_a_code_is_offered_once_something_was_typed_and_until_there_is_one(
    reporter: Reporter,
) -> None:
    offer = b"Get a code first"
    assert offer not in reporter.get("/r/").content
    reporter.send("/r/", danger_now="no", go="on")
    assert offer not in reporter.get("/r/w/").content
    reporter.write()
    for path in set(EVERY) - {"/r/", "/r/e/"}:
        assert offer in reporter.get(path).content, path
    early_code(reporter)
    for path in EVERY:
        assert offer not in reporter.get(path).content, path


@pytest.mark.parametrize("path", ["/r/p/", "/r/f/", "/r/c/"])
def test_the_way_to_a_code_saves_the_page_and_leads_back_to_it(
    reporter: Reporter, path: str
) -> None:
    reporter.write()
    to_it = reporter.send(path, address="Tanner's Row", go="early")["Location"]
    assert to_it == f"/r/e/?{path[3]}"
    if path == "/r/p/":
        assert draft_of(reporter).answers.address == "Tanner's Row"
    page = reporter.get(to_it).content.decode()
    assert f'name="at" value="{path[3]}"' in page
    assert reporter.send("/r/e/", go="on", at=path[3])["Location"] == path
    assert not draft_of(reporter).has_early_code
    got = reporter.send("/r/e/", go="get", share="yes", at=path[3])
    assert got["Location"] == to_it
    assert reporter.send("/r/e/", go="on", at=path[3])["Location"] == path


@pytest.mark.parametrize("share", ["yes", "no"])
def test_the_person_chooses_whether_an_unfinished_report_may_be_read(
    reporter: Reporter, share: str
) -> None:
    reporter.write()
    undecided = reporter.send("/r/e/", go="get")
    assert undecided.status_code == 422
    assert undecided.content.count(b"Choose whether we may read it") == 2
    early_code(reporter, share)
    draft = draft_of(reporter)
    assert (draft.has_early_code, draft.shares_unfinished) == (True, share == "yes")
    words = b"an hour after you stop" if share == "yes" else b"thrown away after a day"
    assert words in reporter.get("/r/e/").content


def test_the_code_can_be_typed_back_and_given_up(reporter: Reporter) -> None:
    reporter.write()
    code = early_code(reporter)
    wrong = reporter.send("/r/e/", go="try", code=code[:-1] + "?", at="p")
    assert wrong.status_code == 422
    right = reporter.send("/r/e/", go="try", code=code.lower(), at="p")
    assert right["Location"] == "/r/e/?p&right"
    assert b"That is the same code." in reporter.get("/r/e/?p&right").content
    assert reporter.send("/r/e/", go="forget", at="p")["Location"] == "/r/p/"
    assert Reporter().send("/m/", code=code).status_code == 422


def test_nothing_of_what_was_written_before_is_ever_shown(resumed: Reporter) -> None:
    for path in EVERY:
        page = resumed.get(path)
        assert page.status_code == 200
        text = page.content.decode()
        assert "ecret" not in text, path
        assert "900999" not in text, path
        assert " checked" not in text.partition("<main")[2].replace('value="" checked', ""), path
        if path != "/r/e/":
            assert "It is kept, and not shown" in text, path


def test_what_is_wrong_on_a_resumed_page_shows_nothing_either(resumed: Reporter) -> None:
    for path in ("/r/a/", "/r/p/", "/r/s/"):
        answer = resumed.send(path, **dict.fromkeys(PAGES.get(path, ["what"]), "z" * 30_000))
        assert answer.status_code == 422
        assert b"ecret" not in answer.content


def test_more_may_be_added_and_all_of_it_is_sent(resumed: Reporter) -> None:
    assert resumed.send("/r/a/", what="", go="on")["Location"] == "/r/v/"
    resumed.send("/r/a/", what="And more", go="on")
    whole = draft_of(resumed).whole
    assert whole.what == "Secret story\n\nAnd more"
    assert whole.way == "young"
    assert whole.contact.name == "Secret Robin"
    check = resumed.get("/r/c/").content.decode()
    assert "And more" in check
    assert "Send and keep my code" in check
    assert resumed.send("/r/c/", go="send")["Location"] == "/r/k/"
    assert isinstance(drafts.find(resumed.cookies[DRAFT].value), Sent)


def test_a_resumed_report_can_be_sent_with_nothing_added(resumed: Reporter) -> None:
    assert b"Go to the last page and send it" in resumed.get("/r/").content
    assert resumed.send("/r/c/", go="send")["Location"] == "/r/k/"


def test_the_first_writer_goes_on_where_they_were_and_sees_their_own_words(
    reporter: Reporter,
) -> None:
    reporter.write(what="My story")
    code = early_code(reporter)
    assert b"My story" in reporter.get("/r/a/").content
    assert b"It is kept, and not shown" not in reporter.get("/r/a/").content
    other = Reporter()
    other.send("/m/", code=code)
    other.send("/r/p/", address="Elsewhere", go="on")
    assert b"My story" in reporter.get("/r/a/").content
    assert b"Elsewhere" not in reporter.get("/r/p/").content
    assert isinstance(draft_of(reporter), Draft)


def test_a_browser_without_cookies_is_told_so_after_the_code(resumed: Reporter) -> None:
    without = Reporter()
    answer = without.get("/r/?c")
    assert answer.status_code == 422
    assert b"did not keep our cookie" in answer.content
    del resumed
