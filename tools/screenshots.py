"""Takes the pictures in docs/screenshots from a demo of its own: `make screenshots`.

Each public page at the width of a small phone and of a desktop, the most telling ones also in
forced colours and mirrored in the pseudo-language; each page of the desk at both widths. In
Chromium, with the demo's fixed county. Pictures are cut to the window and have few colours, so
that each stays small.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tests.everypage import Walk
from tests.looking import Sight
from tests.running import Running, demo
from tools import pseudo
from tools.chromium import FLAGS
from tools.pictures import FOLDER, both, press, take
from tools.record_pictures import records

LIGHT = (Sight("320", 320, 640), Sight("1280", 1280, 800))
FORCED = (Sight("forced-320", 320, 640, "active"),)
MIRRORED = (Sight("rtl-320", 320, 640),)
# One place stands for all; a complaint looks the same on every page; leaving has nothing to show.
ONE_PLACE = "signs-car-wash"
COMPLAINT = "report-contact-wrong"
# tests/journeys/test_look.py looks at all pages in every way; these show the eye what it means.
TELLING = {
    *("home", "signs", ONE_PLACE, "report", "report-signs", "report-check", "report-code"),
    *("messages-read", "contact", "cookies", COMPLAINT),
}
SUBMIT = "main form button[type=submit], main form button:not([type])"
INTELLIGENCE = "mina.harrow"
OPENED = "main a[href^='/reports/']:has-text('PS-')"


@dataclass(frozen=True)
class DeskPage:
    """A page of the desk, who looks at it, and its picture's name."""

    name: str
    path: str
    user: str = "amara.okafor"


DESK = (
    DeskPage("desk-reports", "/reports/"),
    DeskPage("desk-enter", "/enter/"),
    DeskPage("desk-search", "/search/"),
    DeskPage("desk-rota", "/rota/"),
    DeskPage("desk-notices", "/account/notices/"),
    DeskPage("desk-feedback", "/feedback/"),
    DeskPage("desk-account", "/account/"),
    DeskPage("desk-team", "/team/"),
    DeskPage("desk-usage", "/usage/", "ines.duarte"),
    DeskPage("desk-log", "/log/", "ines.duarte"),
    DeskPage("desk-retention", "/retention/", "ruth.pennant"),
    DeskPage("desk-searches", "/searches/", "ruth.pennant"),
    DeskPage("desk-recover", "/team/recover/", "ruth.pennant"),
    DeskPage("desk-intelligence", "/intelligence/", "mina.harrow"),
    DeskPage("desk-intelligence-new", "/intelligence/new/", "mina.harrow"),
    DeskPage("desk-records", "/records/", "mina.harrow"),
    DeskPage("desk-records-new", "/records/new/person/", "mina.harrow"),
    DeskPage("desk-chat-hours", "/chat/hours/", "ruth.pennant"),
    DeskPage("desk-chat-planning", "/chat/planning/", "ruth.pennant"),
    DeskPage("desk-officers", "/officers/", "gwen.ashby"),
    DeskPage("desk-first-hour", "/first-hour/", "gwen.ashby"),
)


def main() -> int:
    """Take them all; return 0, or 1 where something to take them with is missing."""
    chromium = shutil.which("chromium")
    if chromium is None or shutil.which("xgettext") is None:
        print("Missing: apt-get install chromium gettext", file=sys.stderr)
        return 1
    shutil.rmtree(FOLDER, ignore_errors=True)  # a page that is gone leaves no picture
    FOLDER.mkdir(parents=True)
    with tempfile.TemporaryDirectory(prefix="plainsight-pictures-") as folder:
        Path(folder).chmod(0o755)  # the database runs as another user when this one is root
        data = Path(folder) / "data"
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
            with demo(data) as running:
                _public(browser, running, (*LIGHT, *FORCED))
                _desk(browser, running)
                _chat(browser, running)
            with demo(data, **pseudo.make(Path(folder) / "locale")) as running:
                _public(browser, running, MIRRORED)
            browser.close()
    pictures = list(FOLDER.glob("*.png"))
    print(f"{len(pictures)} pictures, {sum(p.stat().st_size for p in pictures) / 1e6:.1f} MB")
    return 0


def _public(browser: Browser, running: Running, sights: tuple[Sight, ...]) -> None:
    """Go every visitor's way."""
    context = browser.new_context()
    walk = Walk(context.new_page(), running.public)
    for name in walk.everything(running.return_code):
        if not _is_shown(name):
            continue
        for sight in sights:
            if sight not in LIGHT and name not in TELLING:
                continue
            sight.take(walk.page)
            take(walk.page, f"public-{name}-{sight.name}")
    context.close()


def _chat(browser: Browser, running: Running) -> None:
    """Let somebody talk with an officer, and look at both sides."""
    officer = browser.new_page(viewport={"width": 1280, "height": 800})
    _sign_in(officer, running, "nadia.birch", pictures=False)
    officer.goto(f"{running.desk}/chat/")
    officer.click("main button[name=take]")
    officer.get_by_text("You are taking chats.").wait_for()
    visitor = browser.new_context().new_page()
    visitor.goto(f"{running.public}/chat/")
    both(visitor, "public-chat-start")
    visitor.fill("[name=text]", "They keep our passports. Four of us sleep above the shop.")
    visitor.click("main form button")
    visitor.get_by_text("They keep our passports.").first.wait_for()
    both(visitor, "public-chat-waiting")
    officer.goto(f"{running.desk}/chat/")
    both(officer, "desk-chat-room")
    press(officer, "main form[action$='/accept/'] button")
    officer.fill("[name=text]", "Thank you for writing. Are you safe to talk now?")
    officer.click("main form[action$='/say/'] button")
    officer.get_by_text("Are you safe to talk now?", exact=False).first.wait_for()
    both(officer, "desk-chat")
    visitor.get_by_text("Are you safe to talk now?").first.wait_for()
    both(visitor, "public-chat-talk")
    officer.close()
    visitor.close()


def _is_shown(name: str) -> bool:
    if name.startswith("signs-"):
        return name == ONE_PLACE
    return name == COMPLAINT or not (name.endswith("-wrong") or name == "leave")


def _desk(browser: Browser, running: Running) -> None:
    """Go the way of an officer and of an auditor, each signed in once."""
    for user in dict.fromkeys(one.user for one in DESK):
        page = browser.new_page(viewport={"width": 1280, "height": 800})
        is_first = user == DESK[0].user
        _sign_in(page, running, user, pictures=is_first)
        for one in DESK:
            if one.user == user:
                page.goto(running.desk + one.path)
                both(page, one.name)
        if is_first:
            page.goto(f"{running.desk}/reports/")
            press(page, OPENED)
            both(page, "desk-report")
        if user == INTELLIGENCE:
            records(page, running)
        page.close()


def _sign_in(page: Page, running: Running, user: str, *, pictures: bool) -> None:
    """Pass both factors, and unlock where there is something to unlock."""
    page.goto(f"{running.desk}/sign-in/")
    if pictures:
        both(page, "desk-sign-in")
    page.fill("input[name=username]", user)
    page.fill("input[name=password]", running.value("password"))
    press(page, SUBMIT)
    page.fill("input[name=code]", running.code(user))
    press(page, SUBMIT)
    page.goto(f"{running.desk}/unlock/")
    if pictures:
        both(page, "desk-unlock")
    if page.query_selector("input[name=passphrase]"):
        page.fill("input[name=passphrase]", running.value("passphrase"))
        press(page, SUBMIT)


if __name__ == "__main__":
    sys.exit(main())
