"""Every page of the public site and every state of it, one after the other, in a real browser.

For whoever looks at all of them: the tests of look and language, the figures, the pictures. Each
way yields a name while its page stands in the browser; whoever looks may change the size of the
window and the colours, and leaves the page where it is. Nothing is found by its words, so the
ways lead through any language.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from playwright.sync_api import FilePayload, Page

from tests.contracts.urls import PUBLIC

PLAIN = {
    "/": "home",
    "/what/": "what",
    "/signs/": "signs",
    "/contact/": "contact",
    "/safety/": "safety",
    "/c/": "chat-start",
    "/c/z/": "chat-over",
    "/accessibility/": "accessibility",
    "/privacy/": "privacy",
    "/cookies/": "cookies",
    "/feedback/": "feedback",
    "/leave/": "leave",
    "/nowhere/": "nowhere",
    "/c/i/": "chat-join",
}
REPORT = {
    "/r/": "report",
    "/r/9/": "report-999",
    "/r/w/": "report-who",
    "/r/a/": "report-what",
    "/r/v/": "report-signs",
    "/r/p/": "report-where",
    "/r/t/": "report-when",
    "/r/b/": "report-exploited",
    "/r/g/": "report-responsible",
    "/r/x/": "report-traces",
    "/r/f/": "report-files",
    "/r/s/": "report-contact",
}
CHECK = "/r/c/"
WRONG_CODE = "0000-0000-0000-0000-0000"
# What is typed, in capitals and figures, so that it is told apart from what the site says.
TYPED = {
    "what": "ZQ 1, ZQ 2.",
    "address": "ZQ 3",
    "business": "ZQ 4",
    "when": "ZQ 5",
    "exploited": "ZQ 6",
    "responsible": "ZQ 7",
    "vehicles": "ZQ 8",
    "name": "ZQ 9",
    "value": "01632 960 001",
    "times": "ZQ 10",
    "language": "ZQ 12",
    "word": "ZQ 13",
    "text": "ZQ 11",
}
CHOSEN = {"danger_now": "no", "under_18": "no", "how": "phone", "message": "no", "share": "yes"}
FILE = FilePayload(name="ZQ.txt", mimeType="text/plain", buffer=b"ZQ")
FILL = """([typed, chosen]) => {
  for (const box of document.querySelectorAll('main form :is(input, textarea)')) {
    if (box.type === 'radio') box.checked = chosen[box.name] === box.value
    else if (box.name in typed) box.value = typed[box.name]
  }
  for (const box of [...document.querySelectorAll('main form [name=signs]')].slice(0, 2))
    box.checked = true
}"""


@dataclass(frozen=True)
class Walk:
    """The ways of one visitor: a page of a browser without cookies, and where the site is."""

    page: Page
    origin: str

    def __post_init__(self) -> None:
        """Go nowhere else: the page that leads away would do so while one looks at it."""
        self.page.context.route(
            lambda address: not address.startswith(f"{self.origin}/"),
            lambda route: route.abort("aborted"),
        )

    def go(self, path: str) -> None:
        """Open an address of the site."""
        self.page.goto(self.origin + path)

    def press(self, button: str) -> None:
        """Press the first of these buttons and wait for the page or the complaint that follows."""
        self.page.evaluate("document.querySelector('main').dataset.old = 1")
        self.page.evaluate(
            "one => { const button = document.querySelector(one);"
            "for (let up = button; up; up = up.parentElement) if ('open' in up) up.open = true;"
            "button.click() }",
            button,
        )
        self.page.wait_for_function(
            "() => document.readyState === 'complete' && document.querySelector('main')"
            " && !document.querySelector('main').dataset.old"
        )

    def fill(self, **other: str) -> None:
        """Fill in whatever the page asks; `other` are other answers than the usual ones."""
        self.page.evaluate(FILL, [TYPED | other, CHOSEN | other])

    @property
    def path(self) -> str:
        """Where the browser is."""
        return urlsplit(self.page.url).path

    def plain(self) -> Iterator[str]:
        """The pages without a draft, and with the cookie banner where there is one."""
        for path, name in PLAIN.items():
            if path in PUBLIC or path == "/nowhere/":
                self.go(path)
                yield name
            if path == "/signs/" and path in PUBLIC:
                yield from self._places()

    def _places(self) -> Iterator[str]:
        links = self.page.eval_on_selector_all(
            "main a", "all => all.map(one => one.getAttribute('href').split('#')[0])"
        )
        found = {path for path in links if path.startswith("/signs/") and path != "/signs/"}
        for path in sorted(found):
            self.go(path)
            yield f"signs-{path.split('/')[2]}"

    def choices(self) -> Iterator[str]:
        """Feedback and cookies, with what is wrong put right; it ends with a choice made."""
        self.go("/feedback/")
        self.press("main form button:last-of-type")
        yield "feedback-wrong"
        self.fill()
        self.press("main form button:last-of-type")
        yield "feedback-sent"
        self.go("/cookies/")
        self.press("main form button:last-of-type")
        yield "cookies-wrong"
        self.go("/")
        self.press("[value=reject]")
        yield "home-rejected"

    def report(self, way: str = "seen") -> Iterator[str]:
        """One way through the form, each page as it is first seen, up to the check."""
        suffix = "" if way == "seen" else f"-{way}"
        self.go("/r/")
        while self.path != CHECK:
            at = self.path
            yield REPORT[at] + suffix
            if at == "/r/f/":
                self.page.set_input_files("#file", FILE)
            self.fill(way=way)
            self.press("main button[value=on]")
            if self.path == at:
                said = self.page.locator("main").inner_text()
                raise AssertionError(f"{at} does not lead on: {said[:300]}")
        yield f"report-check{suffix}"

    def complaints(self) -> Iterator[str]:
        """What is said about bad input, in a draft that has been begun."""
        for path, other in (("/r/a/", {"what": ""}), ("/r/s/", {"value": "1"})):
            self.go(path)
            self.fill(**other)
            self.press("main button[value=on]")
            yield f"{REPORT[path]}-wrong"
        self.go("/r/9/")
        yield "report-999"
        self.go("/r/e/")
        yield "report-early"
        self.press("main button[value=get]")
        yield "report-early-wrong"
        self.fill()
        self.press("main button[value=get]")
        yield "report-early-code"

    def sent(self) -> Iterator[str]:
        """From the check to the end: the code, typed back wrongly, and the last page."""
        self.go(CHECK)
        self.press("main button[value=send]")
        yield "report-code"
        self.fill(code=WRONG_CODE)
        self.press("main button[value=try]")
        yield "report-code-wrong"
        self.press("main button[value=finish]")
        yield "report-done"

    def messages(self, code: str) -> Iterator[str]:
        """Messages by a return code."""
        self.go("/m/")
        yield "messages"
        self.fill(code=WRONG_CODE)
        self.press("main form button:last-of-type")
        yield "messages-wrong"
        self.fill(code=code)
        self.press("main form button:last-of-type")
        yield "messages-read"
        self.press("main button[value=send]")
        yield "messages-read-wrong"
        for letter, name in (("f", "files"), ("s", "contact"), ("w", "withdraw"), ("d", "destroy")):
            self.go(f"/m/{letter}/")
            yield f"messages-{name}"

    def everything(self, code: str) -> Iterator[str]:
        """All of them; `code` is the return code of a conversation."""
        self.go("/r/?c")
        yield "no-cookies"
        yield from self.plain()
        yield from self.choices()
        yield from self.report()
        yield from self.complaints()
        yield from self.sent()
        for way in ("me", "young"):
            self.page.context.clear_cookies()
            yield from self.report(way)
        yield from self.messages(code)
