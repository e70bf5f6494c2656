"""Acts of triage through their page, by a browser with the desk's database rights only."""

from __future__ import annotations

import re

import pytest

from plainsight.intake.models import Report
from plainsight.people.models import Officer
from plainsight.triage.models import Entry, Standing
from tests.cast import Browser, Cast
from tests.reported import Reported
from tests.triage.acted import RATINGS, standing
from tests.triage.conftest import Log

THRIVE = {f"thrive-rating_{name}": value for name, value in RATINGS.items()} | {
    "thrive-rating_overall": "high",
    "thrive-words_T": "A man with a dog",
}


@pytest.fixture
def report(reported: Reported) -> Report:
    return reported(signs=("IND046", "IND036"))


@pytest.fixture
def desk(report: Report, keyed_cast: Cast, browser: Browser) -> Browser:
    return browser.sign_in(keyed_cast.triage_officer, unlocked=True)


def sent(desk: Browser, report: Report, name: str, **fields: str) -> tuple[int, str]:
    """Send an act from a page that is fresh; return the status and the page that follows."""
    version = re.search(rf'name="{name}-version" value="(\d+)"', desk.get(page(report)).text)
    assert version, f"{name} is not offered"
    told = {f"{name}-version": version[1]} | {f"{name}-{key}": fields[key] for key in fields}
    answer = desk.post(f"{page(report)}act/{name}/", told)
    return answer.status_code, answer.text


def page(report: Report) -> str:
    return f"/reports/{report.id}/"


def test_the_page_says_what_is_to_be_done_and_what_the_signs_point_to(
    desk: Browser, report: Report
) -> None:
    text = desk.get(page(report)).text
    for words in ("Not recorded yet", "Not graded yet", "Nobody", "What they point to"):
        assert words in text
    assert "Labour exploitation" in text
    assert "score" not in text.lower()


def test_an_act_comes_back_to_the_report_with_its_words_in_the_history(
    desk: Browser, report: Report, log: Log
) -> None:
    version = re.search(r'name="thrive-version" value="(\d+)"', desk.get(page(report)).text)
    assert version
    answer = desk.post(f"{page(report)}act/thrive/", {**THRIVE, "thrive-version": version[1]})
    assert (answer.status_code, answer["Location"]) == (302, page(report))
    text = desk.get(page(report)).text
    assert "THRIVE is recorded." in text
    assert "A man with a dog" in text
    assert "report.thrive_recorded" in [verb for verb, *_rest in log()]


def test_bad_input_is_said_beside_its_field_and_nothing_typed_is_lost(
    desk: Browser, report: Report
) -> None:
    status, text = sent(desk, report, "grade", reason="They are in the house now")
    assert status == 422
    assert "Choose a grade." in text
    assert "They are in the house now" in text
    status, text = sent(desk, report, "crime", decision="crime", number="", reason="typed")
    assert status == 422
    assert "Give the number" in text
    assert not Entry.objects.exists()


def test_who_comes_second_is_told_and_keeps_the_words(desk: Browser, report: Report) -> None:
    stale = {"grade-version": "1", "grade-grade": "G1", "grade-reason": "My careful words"}
    assert sent(desk, report, "grade", grade="G2", reason="First")[0] == 302
    answer = desk.post(f"{page(report)}act/grade/", stale)
    assert answer.status_code == 422
    assert "Somebody else has just acted" in answer.text
    assert "My careful words" in answer.text
    assert f'name="grade-version" value="{standing(report).version}"' in answer.text
    assert standing(report).grade == "G2"


def test_only_what_can_be_done_is_offered(desk: Browser, report: Report) -> None:
    text = desk.get(page(report)).text
    assert 'id="act-close"' in text
    for name in ("reopen", "split", "acknowledged", "responded"):
        assert f'id="act-{name}"' not in text
    assert sent(desk, report, "close", reason="not_ours", note="A parking matter")[0] == 302
    text = desk.get(page(report)).text
    assert 'id="act-reopen"' in text
    assert 'id="act-close"' not in text
    assert standing(report).state == Standing.State.CLOSED


def test_an_act_that_there_is_not_is_not_found(desk: Browser, report: Report) -> None:
    assert desk.post(f"{page(report)}act/nonsense/", {}).status_code == 404


def test_who_may_only_look_at_locked_files_is_offered_no_act(
    report: Report, keyed_cast: Cast, examiner: Officer, browser: Browser
) -> None:
    desk = browser.sign_in(examiner, unlocked=True)
    assert 'class="govuk-details ps-act' not in desk.get(page(report)).text
    answer = desk.post(
        f"{page(report)}act/grade/",
        {"grade-version": "1", "grade-grade": "G1", "grade-reason": "x"},
    )
    assert answer.status_code == 403
    assert not Entry.objects.exists()
