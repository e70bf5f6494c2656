"""Every page of the public site and the states of it that can be reached, as HTML by name."""

from __future__ import annotations

from collections.abc import Callable

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from plainsight.codes.places import PLACES
from plainsight.core import formtokens
from tests.public.conftest import Reporter
from tests.public.reading import code_on, come_back

PLAIN = (
    *("/", "/what/", "/signs/", "/contact/", "/safety/", "/accessibility/", "/privacy/"),
    *("/cookies/", "/feedback/", "/leave/", "/r/", "/r/9/", "/r/k/", "/m/", "/nowhere/"),
)
STEPS = {
    "seen": ("w", "a", "v", "p", "t", "b", "g", "x", "f", "s", "c"),
    "me": ("a", "p", "s", "c"),
    "young": ("a", "p", "s", "c"),
}
TOLD = {
    "signs": ["IND001"],
    "address": "1",
    "when": "2",
    "exploited": "3",
    "responsible": "4",
    "vehicles": "5",
    "how": "phone",
    "value": "01632 960 001",
}
"""What is typed has as few words as can be: the site's own words are judged."""


def plain() -> dict[str, str]:
    """Pages that anybody gets, with the question about cookies on them."""
    paths = (*PLAIN, *(f"/signs/{place}/" for place in PLACES))
    pages = {path: Client().get(path) for path in paths}
    pages["/r/ without cookies"] = Client().get("/r/?c")
    pages["refused"] = Client().post("/r/", {"what": "1"}, headers={"origin": "http://elsewhere"})
    return {name: page.content.decode() for name, page in pages.items()}


def choices() -> dict[str, str]:
    """Feedback and cookies with what is wrong, and once it is right."""
    reporter = Reporter()
    pages = {
        "/feedback/ wrong": reporter.post("/feedback/", {}),
        "/cookies/ wrong": reporter.post("/cookies/", {}),
    }
    token = formtokens.issue("feedback")
    sent = reporter.send("/feedback/", rating="5", text="1", form_token=token)
    pages["/feedback/ sent"] = reporter.get(sent["Location"])
    reporter.post("/cookies/", {"choice": "reject", "to": "/"})
    pages["/ answered"] = reporter.get("/?saved")
    return {name: page.content.decode() for name, page in pages.items()}


def report(way: str) -> dict[str, str]:
    """One way through the form: each page, and what it says to an answer that is none."""
    reporter = Reporter()
    reporter.write(way, what="1")
    pages = {}
    for letter in STEPS[way]:
        path = f"/r/{letter}/"
        pages[f"{path} {way}"] = reporter.get(path)
        if letter not in {"c", "v", "f"}:
            bad = reporter.post(path, {"what": "", "how": "?", "way": "?", "under_18": "?"})
            pages[f"{path} {way} wrong"] = bad
    return {name: page.content.decode() for name, page in pages.items()}


def finished() -> dict[str, str]:
    """Files, an early code, a report taken up again by it, the code at the end, the last page."""
    reporter = Reporter()
    reporter.write(what="1", **TOLD)
    pages = {"/r/c/ whole": reporter.get("/r/c/")}
    nothing = SimpleUploadedFile("1.txt", b"")
    pages["/r/f/ wrong"] = reporter.post("/r/f/", {"file": nothing, "go": "add"})
    pages["/r/e/"] = reporter.get("/r/e/")
    pages["/r/e/ wrong"] = reporter.post("/r/e/", {"go": "get"})
    reporter.post("/r/e/", {"go": "get", "share": "no"})
    pages["/r/e/ code"] = reporter.get("/r/e/")
    again = Reporter()
    come = again.post("/m/", {"code": code_on(pages["/r/e/ code"].content)})
    pages["taken up again"] = again.get(come["Location"])
    again.post("/r/c/", {"go": "send"})
    pages["/r/k/"] = again.get("/r/k/")
    pages["/r/k/ wrong"] = again.post("/r/k/", {"go": "try", "code": "1"})
    again.post("/r/k/", {"go": "finish"})
    pages["/r/z/"] = again.get("/r/z/")
    without = Reporter()
    without.write(what="1")
    without.post("/r/c/", {"go": "without"})
    pages["/r/k/ without"] = without.get("/r/k/")
    return {name: page.content.decode() for name, page in pages.items()}


def messages(code: str) -> dict[str, str]:
    """Messages by a code, one of them unread, and each thing that its holder may ask for."""
    reporter = Reporter()
    pages = {"/m/ wrong": reporter.post("/m/", {"code": "1"})}
    come_back(reporter, code)
    pages["/m/ read"] = reporter.get("/m/")
    for letter in "fswd":
        pages[f"/m/{letter}/"] = reporter.get(f"/m/{letter}/")
    pages["/m/ wrong answer"] = reporter.send("/m/a/", text="", go="send")
    pages["/m/s/ wrong"] = reporter.send("/m/s/", how="phone")
    for letter, said in (("w", {}), ("s", {}), ("a", {"text": "1", "go": "send"})):
        answer = reporter.send(f"/m/{letter}/", **said)
        pages[f"/m/ after {letter}"] = reporter.get(answer["Location"])
    pages["/m/ over"] = reporter.get(reporter.send("/m/a/", go="read")["Location"])
    pages["/m/ too late"] = reporter.send("/m/a/", text="1", go="send")
    return {name: page.content.decode() for name, page in pages.items()}


def chat() -> dict[str, str]:
    """The chat: before it, in it, and each way in which it ends. It is open, and nobody answers."""
    visitor, other = Reporter(), Reporter()
    pages = {"/c/ before": visitor.get("/c/"), "/c/ wrong": visitor.post("/c/", {"text": "1"})}
    for one in (visitor, other):
        one.send("/c/", text="1", language="en")
    named = "6f1c2d3e-0000-4000-8000-000000000000"
    pages["/c/ wrong words"] = visitor.post("/c/", {"text": "", "id": named})
    pages |= {path: visitor.get(path) for path in ("/c/", "/c/w/", "/c/k/", "/c/r/", "/c/e/")}
    pages["/c/f/"] = visitor.get("/c/f/")
    pages["/c/f/ wrong"] = visitor.send("/c/f/")
    pages["/c/i/"] = visitor.get("/c/i/")
    pages["/c/i/ wrong"] = visitor.post("/c/i/", {"code": "1"})
    pages["/c/e/ ended"] = visitor.post("/c/e/")
    pages["/c/r/ made"] = other.post("/c/r/")
    pages["/c/ over"] = other.get("/c/")
    return {name: page.content.decode() for name, page in pages.items()}


def away(no_database: Callable[[], None], code: str) -> dict[str, str]:
    """What is said when the database cannot be reached."""
    reporter = Reporter()
    reporter.write(what="1")
    come_back(reporter, code)
    reporter.send("/c/", language="en")
    no_database()
    paths = ("/r/", "/r/p/", "/r/c/", "/m/", "/m/a/", "/c/")
    pages = {f"{path} away": reporter.send(path, what="1") for path in paths}
    named = "6f1c2d3e-0000-4000-8000-000000000000"
    pages["/c/ away words"] = reporter.send("/c/", text="1", id=named)
    return {name: page.content.decode() for name, page in pages.items()}
