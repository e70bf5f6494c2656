"""The alarm: on every page while somebody in danger, or a child who speaks of themselves, waits."""

from __future__ import annotations

from typing import Any

import pytest

from plainsight.intake.models import Report
from plainsight.triage.alarms import alarms_for
from plainsight.triage.services import open_report
from tests.cast import Browser, Cast, browser, cast, keyed_cast
from tests.reported import Reported, reported

__all__ = ["browser", "cast", "keyed_cast", "reported"]
WORDS = "A report with danger now, or from somebody under 18, has come in."
PAGES = ("/reports/", "/team/", "/account/", "/nowhere/")


@pytest.mark.parametrize(
    ("flags", "sounds"),
    [
        ({"danger_now": True, "under_18": None, "about_me": None}, True),
        ({"danger_now": False, "under_18": True, "about_me": True}, True),
        ({"danger_now": False, "under_18": True, "about_me": False}, False),
        ({"danger_now": None, "under_18": None, "about_me": True}, False),
    ],
)
def test_danger_now_or_a_child_about_themselves_alarms_and_nothing_else(
    keyed_cast: Cast,
    reported: Reported,
    flags: dict[str, Any],
    sounds: bool,  # noqa: FBT001 (a case of the table above)
) -> None:
    reported(**flags)
    assert bool(alarms_for(keyed_cast.triage_officer)) is sounds
    assert alarms_for(keyed_cast.stranger) == []


@pytest.fixture
def report(reported: Reported) -> Report:
    """Somebody is in danger now."""
    return reported()


def test_every_page_says_it_without_content_until_the_report_is_opened(
    keyed_cast: Cast, report: Report, browser: Browser
) -> None:
    browser.sign_in(keyed_cast.triage_officer, unlocked=True)
    for path in PAGES:
        page = browser.get(path).content.decode()
        assert WORDS in _without_script(page), path
        alarm = page[page.index('<div class="ps-alarm"') : page.index("</div>", page.index(WORDS))]
        assert 'role="alert"' in alarm
        assert report.reference not in alarm
        assert WORDS not in page[page.index("<title>") : page.index("</title>")]
    unlocked = keyed_cast.keys[keyed_cast.triage_officer]
    open_report(officer=keyed_cast.triage_officer, unlocked=unlocked, report_id=report.id)
    assert WORDS not in _without_script(browser.get("/team/").content.decode())


def test_who_may_not_see_the_queue_hears_no_alarm(
    keyed_cast: Cast, report: Report, browser: Browser
) -> None:
    browser.sign_in(keyed_cast.auditor)
    assert "data-alarm" not in browser.get("/log/").content.decode()


def _without_script(page: str) -> str:
    """The page without the words that are kept for the script."""
    return page.replace(f'data-alarm="{WORDS}"', "")
