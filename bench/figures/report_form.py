"""How much a phone must fetch before a report can be written, and how soon, on a poor line.

Headless Chromium, nothing cached. Bytes and requests are counted on the wire, by a proxy of our
own between browser and site, headers included. "Usable" is the time from the start of the
navigation until the page has been painted and its text box takes the cursor, at a quarter of the
processor's speed, 400 kbit/s and 400 ms for each round trip.
"""

from __future__ import annotations

import socket
import statistics
import threading
from contextlib import suppress

from playwright.sync_api import Browser, sync_playwright

from bench.stack import public_stack
from tools.chromium import CHROMIUM, FLAGS

RUNS = 1
TIMES = 5
SLOW_CPU = 4
SLOW_LINE = {
    "offline": False,
    "latency": 400,
    "downloadThroughput": 400_000 / 8,
    "uploadThroughput": 400_000 / 8,
}
WATCH = """
addEventListener('DOMContentLoaded', () => requestAnimationFrame(() => setTimeout(() => {
  const box = document.querySelector('textarea')
  box.focus()
  if (document.activeElement === box) window.usable = performance.now() / 1000
})))
"""
USABLE = """() => {
  const painted = performance.getEntriesByName('first-contentful-paint')[0]
  return window.usable && painted && Math.max(window.usable, painted.startTime / 1000)
}"""


class Meter:
    """A proxy that counts the requests, and the bytes that come back."""

    def __init__(self, to: int) -> None:
        """Listen at a free port before the site at the port `to`."""
        self._to = to
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listening.getsockname()[1]
        self.received = self.requests = 0
        threading.Thread(target=self._serve, daemon=True).start()

    def close(self) -> None:
        """Take no more connections."""
        self._listening.close()

    def _serve(self) -> None:
        with suppress(OSError):
            while True:
                browser, _ = self._listening.accept()
                threading.Thread(target=self._pass, args=(browser,), daemon=True).start()

    def _pass(self, browser: socket.socket) -> None:
        with suppress(OSError), browser, socket.create_connection(("127.0.0.1", self._to)) as site:
            threading.Thread(target=self._back, args=(site, browser), daemon=True).start()
            while piece := browser.recv(65_536):
                self.requests += piece.count(b" HTTP/1.1\r\n")
                site.sendall(piece)

    def _back(self, site: socket.socket, browser: socket.socket) -> None:
        with suppress(OSError):
            while piece := site.recv(65_536):
                self.received += len(piece)
                browser.sendall(piece)


def run() -> dict[str, float]:
    """Open the form five times in a fresh browser profile each; return the medians."""
    with public_stack() as stack, sync_playwright() as player:
        browser = player.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        opened = [_open(browser, stack.house.public_port) for _ in range(TIMES)]
        browser.close()
    received, requests, seconds = zip(*opened, strict=True)
    return {
        "report_form.bytes": statistics.median(received),
        "report_form.requests": statistics.median(requests),
        "report_form.usable_slow_s": round(statistics.median(seconds), 2),
    }


def _open(browser: Browser, port: int) -> tuple[int, int, float]:
    """Return bytes, requests and seconds of one opening."""
    meter = Meter(port)
    context = browser.new_context(viewport={"width": 360, "height": 740})
    page = context.new_page()
    wire = context.new_cdp_session(page)
    wire.send("Network.enable")
    wire.send("Network.emulateNetworkConditions", SLOW_LINE)
    wire.send("Emulation.setCPUThrottlingRate", {"rate": SLOW_CPU})
    page.add_init_script(WATCH)
    page.goto(f"http://127.0.0.1:{meter.port}/r/", wait_until="load")
    seconds = page.wait_for_function(USABLE).json_value()
    page.wait_for_timeout(1_000)  # whatever a page fetches afterwards counts too
    context.close()
    meter.close()
    return meter.received, meter.requests, float(seconds)
