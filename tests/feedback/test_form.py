"""The public form: nothing typed is lost, one token is one message, nobody says who they are."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.http import HttpResponse

from plainsight.core import formtokens
from plainsight.feedback.models import Feedback
from plainsight.feedback.sending import LONGEST
from plainsight.public.guarding import TRAP
from tests.cast import Cast
from tests.feedback.conftest import WORDS, AsRole, Visitor, form

LOST = "Part of this page got lost"


@pytest.fixture
def writer(visitor: Visitor, team: Cast) -> Visitor:
    """A visitor of a site that has a team."""
    return visitor


def send(writer: Visitor, as_role: AsRole, **said: str) -> HttpResponse:
    with as_role("public"):
        return writer.post("/feedback/", form(**said))


def test_what_somebody_thinks_is_sent_without_a_name_or_a_cookie(
    writer: Visitor, as_role: AsRole
) -> None:
    answer = send(writer, as_role, text=WORDS, rating="4", page="home")
    assert (answer.status_code, answer["Location"]) == (303, "/feedback/?sent")
    assert not writer.cookies
    kept = Feedback.objects.get()
    assert (kept.page, kept.rating, kept.state, kept.received_hour.minute) == ("home", 4, "new", 0)
    assert b"buttons" not in bytes(kept.body)
    assert b"Thank you" in writer.get("/feedback/?sent").content


@pytest.mark.parametrize("said", [{"rating": "1"}, {"text": "Good"}])
def test_a_word_alone_or_a_text_alone_is_enough(
    writer: Visitor, as_role: AsRole, said: dict[str, str]
) -> None:
    assert send(writer, as_role, **said).status_code == 303
    assert Feedback.objects.count() == 1


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ({}, "Choose a word above, or write something here."),
        ({"text": "   ", "page": "home"}, "Choose a word above, or write something here."),
        ({"text": "x" * (LONGEST + 1)}, "Make it shorter"),
        ({"text": "a", "rating": "6"}, "Choose one of the five words, or none."),
        ({"text": "a", "rating": "good"}, "Choose one of the five words, or none."),
        ({"text": "a\0b"}, "Null characters"),
    ],
)
def test_bad_input_is_kept_and_explained_beside_the_field_and_in_the_summary(
    writer: Visitor, as_role: AsRole, said: dict[str, str], message: str
) -> None:
    answer = send(writer, as_role, **said)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert page.count(message) == 2
    assert said.get("text", "").replace("\0", "")[:50] in page
    assert not Feedback.objects.exists()
    target = re.findall(r'<li><a href="#([^"]*)">', page.partition("<main")[2])[0]
    assert f'id="{target}"' in page


@pytest.mark.parametrize("page", ["messages", "/m/", "feedback'--", "x" * 20, "<script>"])
def test_a_page_that_is_not_in_the_list_is_left_out(
    writer: Visitor, as_role: AsRole, page: str
) -> None:
    assert send(writer, as_role, text="Good", page=page).status_code == 303
    assert Feedback.objects.get().page == ""


def test_the_page_somebody_comes_from_is_chosen_for_them_and_can_be_taken_back(
    visitor: Visitor,
) -> None:
    page = visitor.get("/feedback/?home").content.decode()
    assert '<option value="home" selected>' in page
    assert "I would rather not say" in page
    for other in ("/feedback/", "/feedback/?messages", "/feedback/?feedback"):
        assert " selected" not in visitor.get(other).content.decode()
    assert "/feedback/?" not in visitor.get("/safety/").content.decode()
    assert 'href="/feedback/?home"' in visitor.get("/").content.decode()


def test_a_token_counts_once_and_what_was_added_is_kept(writer: Visitor, as_role: AsRole) -> None:
    fields = form(text="First")
    with as_role("public"):
        assert writer.post("/feedback/", fields).status_code == 303
        again = writer.post("/feedback/", fields | {"text": "First and second"})
    page = again.content.decode()
    assert again.status_code == 422
    assert "This form was sent already" in page
    assert "First and second</textarea>" in page
    assert Feedback.objects.count() == 1
    fresh = re.findall(rf'name="{formtokens.FIELD}" value="([^"]*)"', page)[0]
    with as_role("public"):
        more = {formtokens.FIELD: fresh, "text": "First and second"}
        assert writer.post("/feedback/", more).status_code == 303
    assert Feedback.objects.count() == 2


@pytest.mark.parametrize("token", ["", "made up", formtokens.issue.__name__])
def test_a_form_without_a_token_of_ours_comes_back_with_its_text(
    writer: Visitor, as_role: AsRole, token: str
) -> None:
    with as_role("public"):
        answer = writer.post("/feedback/", {formtokens.FIELD: token, "text": "Mine"})
    assert answer.status_code == 422
    assert LOST in answer.content.decode()
    assert "Mine</textarea>" in answer.content.decode()
    assert not Feedback.objects.exists()


def test_a_token_of_another_form_is_not_taken(writer: Visitor, as_role: AsRole) -> None:
    with as_role("public"):
        given = {formtokens.FIELD: formtokens.issue("answer"), "text": "Mine"}
        assert writer.post("/feedback/", given).status_code == 422
    assert not Feedback.objects.exists()


def test_a_filled_trap_sends_nothing_and_keeps_the_text(writer: Visitor, as_role: AsRole) -> None:
    answer = send(writer, as_role, text="Buy this", **{TRAP: "cheap"})
    assert answer.status_code == 422
    assert "Buy this</textarea>" in answer.content.decode()
    assert not Feedback.objects.exists()


def test_with_the_database_away_the_text_stays_on_the_page(
    writer: Visitor, no_database: Callable[[], None]
) -> None:
    no_database()
    answer = writer.post("/feedback/", form(text="Mine", rating="2"))
    page = answer.content.decode()
    assert answer.status_code == 503
    assert "Mine</textarea>" in page
    assert re.search(r'value="2" checked', page)


def test_the_form_asks_gently_for_reports_elsewhere(visitor: Visitor) -> None:
    page = visitor.get("/feedback/").content.decode()
    assert "Please do not write it here" in page
    assert '<a href="/r/">Tell us on this form</a>' in page
    assert "nonymous" not in page
