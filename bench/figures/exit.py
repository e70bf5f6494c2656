"""How soon after the key the quick exit's request is at its destination.

Headed Chromium and Firefox on an X server of their own, a real key press through the X server,
and a destination of our own that notes when a request arrives. The clock starts just before the
press is handed to the X server, so its way through the window, the browser and the page counts.
The slower browser's median is the figure.
"""

from __future__ import annotations

import functools
import statistics
import subprocess
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

from playwright.sync_api import sync_playwright

from bench.another import another_site
from bench.stack import public_stack
from tests.journeys.destination import TITLE, Destination
from tests.journeys.headed import Chromium, Display, Firefox, Headed, until

RUNS = 1
TIMES = 21
WARMING = 3


class Keyboard:
    """A keyboard that stays at hand, so that no program has to start before a key is pressed."""

    def __init__(self, display: Display) -> None:
        """Begin on this display."""
        self._program = subprocess.Popen(
            ["xdotool", "-"], stdin=subprocess.PIPE, env=display.environment, text=True, bufsize=1
        )

    def press(self, key: str) -> float:
        """Press a key and return when (monotonic seconds)."""
        assert self._program.stdin is not None
        pressed = time.monotonic()
        self._program.stdin.write(f"key {key}\n")
        return pressed

    def put_away(self) -> None:
        """End its program."""
        assert self._program.stdin is not None
        self._program.stdin.close()
        self._program.wait(10)


def run() -> dict[str, float]:
    """Measure in both browsers."""
    there = Destination()
    with ExitStack() as opened:
        stack = opened.enter_context(public_stack())
        port = opened.enter_context(another_site(stack, PLAINSIGHT_EXIT_URL=there.url))
        page = f"http://127.0.0.1:{port}/r/"
        display = Display()
        opened.callback(display.stop)
        keyboard = Keyboard(display)
        opened.callback(keyboard.put_away)
        player = opened.enter_context(sync_playwright())
        medians = []
        for name in ("chromium", "firefox"):
            folder = Path(opened.enter_context(tempfile.TemporaryDirectory())) / "profile"
            browser: Headed = (
                Chromium(player, display) if name == "chromium" else Firefox(display, folder)
            )
            try:
                times = [_once(browser, display, keyboard, page, there) for _ in range(TIMES)]
            finally:
                browser.close()
            counted = sorted(times[WARMING:])
            medians.append(statistics.median(counted))
            print(f"  {name}: median {medians[-1]:.0f} ms, {counted[0]:.0f} to {counted[-1]:.0f}")
    there.die()
    return {"exit.request_ms": max(medians)}


def _once(
    browser: Headed, display: Display, keyboard: Keyboard, page: str, there: Destination
) -> float:
    """Open the form, press Escape, and return the milliseconds to the destination's request."""
    browser.open(page)
    assert until(functools.partial(_stands, browser, page)), browser.url()
    display.click()
    time.sleep(0.3)  # what the browser does after a page has come
    there.recover()
    pressed = keyboard.press("Escape")
    assert until(lambda: len(there.arrived) == 1), "no request came"
    assert until(lambda: browser.title() == TITLE), "the destination was not reached"
    return (there.arrived[0] - pressed) * 1000


def _stands(browser: Headed, page: str) -> bool:
    return browser.url() == page and browser.run("return document.readyState") == "complete"
