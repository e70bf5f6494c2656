"""Two people talk in real browsers: a visitor, with and without scripts, and an operator."""

from __future__ import annotations

import os
import re
import signal
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.accessibility import findings, overflows
from tests.journeys.desk import Desk
from tests.journeys.keys import go_on, reach, reach_box
from tests.running import demo

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture(scope="module")
def desk(headless: Browser) -> Iterator[Desk]:
    """A whole system of its own, and a browser before it."""
    with TemporaryDirectory(prefix="plainsight-chat-") as made, demo(Path(made) / "data") as up:
        yield Desk(headless, up)


@pytest.fixture(scope="module")
def operator(desk: Desk) -> Page:
    """An officer who takes chats."""
    page = desk.officer("amara.okafor")
    page.goto("/chat/")
    page.get_by_role("button", name="Take chats").click()
    expect(page.get_by_text("You are taking chats.")).to_be_visible()
    return page


def visitor(desk: Desk, *, scripts: bool, width: int = 320, install_clock: bool = False) -> Page:
    """Somebody at the public site's chat, before it begins."""
    context = desk.browser.new_context(
        base_url=desk.running.public,
        java_script_enabled=scripts,
        viewport={"width": width, "height": 740},
    )
    page = context.new_page()
    if install_clock:
        page.clock.install()
    page.goto("/chat/")
    return page


def begin(page: Page, text: str, *, stop_word: str = "") -> None:
    """Fill in the start and press the button."""
    page.locator("[name=stop_word]").fill(stop_word)
    page.locator("[name=text]").fill(text)
    page.get_by_role("button", name="Start").click()
    expect(page.get_by_role("heading", name="Chat", exact=True)).to_be_visible()


def accept(page: Page) -> None:
    """Accept the first who waits."""
    page.goto("/chat/")
    page.get_by_role("button", name="Accept").first.click()
    expect(page.get_by_role("heading", name="What was said")).to_be_visible()


def tell(page: Page, text: str) -> None:
    """Write at the desk."""
    page.get_by_label("Write to the visitor").fill(text)
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.locator("#chat-log").get_by_text(text, exact=True)).to_be_visible()


def test_a_visitor_with_scripts_and_an_operator_talk(desk: Desk, operator: Page) -> None:
    page = visitor(desk, scripts=True)
    assert findings(page) == []
    begin(page, "They keep my passport")
    accept(operator)
    expect(operator.get_by_text("They keep my passport")).to_be_visible()
    log = page.locator("#log")
    expect(log.get_by_text("Someone is here to talk with you.")).to_be_visible(timeout=10_000)
    tell(operator, "Are you safe to write?")
    expect(log.get_by_text("Are you safe to write?")).to_be_visible(timeout=3_000)
    page.locator("#talk textarea").focus()
    page.keyboard.type("Yes, until six")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(operator.get_by_text("Yes, until six")).to_be_visible(timeout=3_000)
    expect(log.get_by_text("Yes, until six")).to_have_count(1)
    operator.get_by_text("Safety now").click()
    operator.get_by_role("button", name="Can you leave the place you are in?").click()
    page.locator(".answers").get_by_role("button", name="No", exact=True).click()
    expect(operator.locator("#chat-log").get_by_text("No", exact=True)).to_be_visible(timeout=5_000)
    for one in (page, operator):
        assert findings(one) == []
        assert not overflows(one)


def test_the_line_is_cut_and_nothing_is_lost_or_doubled(desk: Desk, operator: Page) -> None:
    page = visitor(desk, scripts=True)
    begin(page, "First")
    accept(operator)
    page.context.set_offline(True)
    page.locator("#talk textarea").fill("Written on the underground")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_text("Not sent yet. It is tried again.")).to_be_visible()
    page.context.set_offline(False)
    expect(operator.get_by_text("Written on the underground")).to_be_visible(timeout=15_000)
    expect(operator.get_by_text("Written on the underground")).to_have_count(1)
    expect(page.get_by_text("Written on the underground")).to_have_count(1)


def test_an_hour_offline_loses_nothing_on_either_side(desk: Desk, operator: Page) -> None:
    page = visitor(desk, scripts=True, install_clock=True)
    begin(page, "Before the tunnel")
    accept(operator)
    page.context.set_offline(True)
    page.locator("#talk textarea").fill("Written without a line")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_text("Not sent yet. It is tried again.")).to_be_visible()
    tell(operator, "Said meanwhile")
    page.clock.fast_forward("01:00:00")
    expect(page.get_by_text("Written without a line")).to_have_count(1)
    page.context.set_offline(False)
    page.clock.resume()
    expect(page.locator("#log").get_by_text("Said meanwhile")).to_be_visible(timeout=15_000)
    expect(operator.get_by_text("Written without a line")).to_be_visible(timeout=15_000)
    expect(operator.get_by_text("Written without a line")).to_have_count(1)
    expect(page.get_by_text("Written without a line")).to_have_count(1)


def test_the_site_starts_again_in_the_middle_and_the_talk_goes_on(
    desk: Desk, operator: Page
) -> None:
    page = visitor(desk, scripts=True)
    begin(page, "Before the restart")
    accept(operator)
    kill_the_public_site(desk)
    page.locator("#talk textarea").fill("While it was away")
    page.get_by_role("button", name="Send").click()
    expect(operator.get_by_text("While it was away")).to_be_visible(timeout=30_000)
    tell(operator, "It is back")
    expect(page.locator("#log").get_by_text("It is back")).to_be_visible(timeout=30_000)
    expect(page.get_by_text("While it was away")).to_have_count(1)
    expect(operator.get_by_text("While it was away")).to_have_count(1)


def kill_the_public_site(desk: Desk) -> None:
    """Kill the process that serves the public; the demo starts it again."""
    mother = desk.running.process.pid
    children = Path(f"/proc/{mother}/task/{mother}/children").read_text().split()
    commands = {int(one): Path(f"/proc/{one}/cmdline").read_bytes() for one in children}
    (public,) = [one for one, command in commands.items() if b"serve\0public" in command]
    os.kill(public, signal.SIGKILL)


def test_a_visitor_without_scripts_and_an_operator_talk(desk: Desk, operator: Page) -> None:
    page = visitor(desk, scripts=False)
    begin(page, "I have no scripts")
    accept(operator)
    tell(operator, "I am reading you")
    page.reload()
    expect(page.get_by_text("I am reading you")).to_be_visible()
    page.get_by_role("link", name="Write a message").click()
    page.locator("[name=text]").fill("Good")
    page.get_by_role("button", name="Send").click()
    expect(page.locator("#log").get_by_text("Good", exact=True)).to_be_visible()
    expect(operator.locator("#chat-log").get_by_text("Good", exact=True)).to_be_visible(
        timeout=5_000
    )
    page.get_by_role("link", name="End the chat").click()
    page.get_by_role("button", name="End it").click()
    expect(page.get_by_role("heading", name="The chat is over. Thank you.")).to_be_visible()
    operator.reload()
    operator.get_by_role("button", name="Make a report of it").click()
    expect(operator.get_by_role("heading", level=1)).to_have_text(re.compile("PS-"))
    expect(operator.get_by_text("I am reading you")).to_be_visible()


def test_an_interpreter_joins_by_a_link_that_no_server_is_sent(desk: Desk, operator: Page) -> None:
    page = visitor(desk, scripts=True)
    begin(page, "Waxaan ahay")
    accept(operator)
    operator.get_by_text("Interpreter", exact=True).click()
    operator.get_by_role("button", name="Invite an interpreter").click()
    link = operator.locator(".ps-code", has_text="/c/i/#").inner_text()
    asked: list[str] = []
    interpreter = desk.browser.new_context(base_url=desk.running.public).new_page()
    interpreter.on("request", lambda request: asked.append(request.url))
    interpreter.goto(link)
    expect(interpreter.get_by_label("The code you were given")).not_to_have_value("")
    assert interpreter.url.endswith("/c/i/")
    assert findings(interpreter) == []
    interpreter.get_by_role("button", name="Join").click()
    expect(interpreter.get_by_text("You have joined as the interpreter.")).to_be_visible()
    assert "Waxaan ahay" not in interpreter.content()
    interpreter.locator("#talk textarea").fill("They say that they are alone.")
    interpreter.get_by_role("button", name="Send").click()
    for other in (page, operator):
        expect(other.get_by_text("They say that they are alone.")).to_be_visible(timeout=15_000)
    code = link.partition("#")[2]
    assert not [one for one in asked if code in one]


def test_a_whole_chat_needs_no_mouse_on_either_side(desk: Desk, operator: Page) -> None:
    page = visitor(desk, scripts=True)
    reach_box(page, "text")
    page.keyboard.type("By the keyboard alone")
    go_on(page, "Start")
    expect(page.get_by_role("heading", name="Chat", exact=True)).to_be_visible()
    operator.goto("/chat/")
    go_on(operator, "Accept")
    expect(operator.locator("#chat-log").get_by_text("By the keyboard alone")).to_be_visible()
    reach_box(operator, "text")
    operator.keyboard.type("I read you")
    go_on(operator, "Send")
    expect(page.locator("#log").get_by_text("I read you")).to_be_visible(timeout=15_000)
    reach_box(page, "text")
    page.keyboard.type("Good")
    reach(page, "Send")
    page.keyboard.press("Enter")
    expect(operator.locator("#chat-log").get_by_text("Good", exact=True)).to_be_visible(
        timeout=15_000
    )
    reach(page, "End the chat")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="End it")).to_be_visible()
    go_on(page, "End it")
    expect(page.get_by_role("heading", name="The chat is over. Thank you.")).to_be_visible()


def test_the_stop_word_takes_the_page_away_and_silences_the_desk(
    desk: Desk, operator: Page
) -> None:
    page = visitor(desk, scripts=True)
    page.route(re.compile("^https://"), lambda route: route.fulfill(body="Weather"))
    begin(page, "Quietly", stop_word="See you later")
    accept(operator)
    page.locator("#talk textarea").fill("see you later!")
    page.get_by_role("button", name="Send").click()
    page.wait_for_url(re.compile("^https://"))
    expect(operator.get_by_role("link", name="show it as it is now")).to_be_visible(timeout=5_000)
    operator.get_by_role("link", name="show it as it is now").click()
    expect(operator.get_by_role("alert").get_by_text("Say nothing more.")).to_be_visible()
    expect(operator.get_by_role("button", name="Send", exact=True)).to_have_count(0)
