"""An officer's browser at a whole running system, and a reporter at its public side."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.files.samples import photo
from tests.journeys import reporter
from tests.journeys.reporter import TITLES, begin, headed, press, send
from tests.running import Running

PICTURE = photo()


@dataclass
class Desk:
    """Opens browsers at a running demo and signs officers in, each with password and code."""

    browser: Browser
    running: Running
    sessions: dict[str, Any] = field(default_factory=dict)

    def open(self, *, width: int = 1280, **options: Any) -> BrowserContext:
        """A browser of its own, with nobody signed in."""
        viewport = {"width": width, "height": 900}
        context = self.browser.new_context(base_url=self.running.desk, viewport=viewport, **options)
        context.set_default_timeout(10_000)
        return context

    def officer(self, user: str, *, unlocked: bool = True, **options: Any) -> Page:
        """A page of an officer who has come in through the pages, locked unless asked otherwise.

        Somebody who came in before keeps that session: a code is good for one sign-in only.
        """
        if user not in self.sessions:
            self.sessions[user] = self._come_in(user)
        page = self.open(storage_state=self.sessions[user], **options).new_page()
        if unlocked:
            unlock(page, self.running)
        return page

    def _come_in(self, user: str) -> Any:
        """Sign in with password and code; return the cookies."""
        page = self.open().new_page()
        page.goto("/sign-in/")
        page.get_by_label("Username").fill(user)
        page.get_by_label("Password").fill(self.running.value("password"))
        page.get_by_role("button", name="Continue").click()
        page.get_by_label("Code").fill(self.running.code(user))
        page.get_by_role("button", name="Sign in").click()
        page.wait_for_url(lambda address: "/sign-in/" not in address)
        state = page.context.storage_state()
        page.context.close()
        return state

    def reporter(self) -> Page:
        """A page of somebody at the public site."""
        return self.browser.new_context(base_url=self.running.public).new_page()


def unlock(page: Page, running: Running) -> None:
    """Give the passphrase."""
    page.goto("/unlock/")
    page.get_by_label("Passphrase").fill(running.value("passphrase"))
    page.get_by_role("main").get_by_role("button", name="Unlock", exact=True).click()
    page.wait_for_url(lambda url: "/unlock/" not in url)


def report(page: Page, what: str) -> str:
    """Report something with a file and a contact, danger now; return the code that was given."""
    begin(page, "", danger="Yes")
    page.fill("[name=what]", what)
    for title in TITLES["seen"][1:]:
        press(page, "Continue")
        headed(page, title)
        if page.locator("#file").count():
            picture = {"name": "van.jpg", "mimeType": "image/jpeg", "buffer": PICTURE}
            page.set_input_files("#file", picture)  # type: ignore[arg-type]  # a plain dict will do
            press(page, "Add it")
            expect(page.get_by_role("button", name="Take out")).to_be_visible()
        if page.locator("[name=how]").count():
            page.check("[name=how][value=text]")
            page.fill("[name=value]", "01632 960 123")
            page.fill("[name=safe]", "Only in school hours")
    return "".join(send(page)[1].split())


def come_back(page: Page, code: str) -> None:
    """Type the code, and look at what the desk wrote."""
    reporter.come_back(page, "", code)
