"""What a page costs a phone: bytes and requests on the wire, and seconds on a poor line.

Headless Chromium, nothing cached. Bytes and requests are counted by a proxy of our own between
browser and site, headers included. "Usable" is the time from the start of the navigation until
the page has been painted and its first open field (or, without one, its first link, heading of a
group or button) takes the focus, at a quarter of the processor's speed, 400 kbit/s and 400 ms for
each round trip.
"""

from __future__ import annotations

import socket
import statistics
import threading
from contextlib import suppress
from typing import Any

from playwright.sync_api import Browser

TIMES = 3
SLOW_CPU = 4
SLOW_LINE = {
    "offline": False,
    "latency": 400,
    "downloadThroughput": 400_000 / 8,
    "uploadThroughput": 400_000 / 8,
}
WATCH = """
addEventListener('DOMContentLoaded', () => requestAnimationFrame(() => setTimeout(() => {
  const fields = 'main form :is(textarea, select, input:not([type=hidden], [tabindex="-1"]))'
  const others = 'main :is(summary, a[href], button)'
  const all = [...document.querySelectorAll(fields), ...document.querySelectorAll(others)]
  for (const one of all) {
    one.focus({ preventScroll: true })
    if (document.activeElement !== one) continue
    window.usable = performance.now() / 1000
    break
  }
})))
"""
USABLE = """() => {
  const painted = performance.getEntriesByName('first-contentful-paint')[0]
  return window.usable && painted && Math.max(window.usable, painted.startTime / 1000)
}"""
Weight = tuple[float, float, float]


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


def weighed(browser: Browser, port: int, path: str, cookies: list[Any] | None = None) -> Weight:
    """Return the median bytes, requests and seconds of opening a page afresh, and print them."""
    opened = [_open(browser, port, path, cookies or []) for _ in range(TIMES)]
    received, requests, seconds = (
        statistics.median(column) for column in zip(*opened, strict=True)
    )
    print(f"  {path}: {received:,.0f} B, {requests:.0f} requests, {seconds:.2f} s", flush=True)
    return received, requests, seconds


def worst(name: str, weights: list[Weight]) -> dict[str, float]:
    """Return the three figures of a family: the worst of its pages in each."""
    received, requests, seconds = (max(column) for column in zip(*weights, strict=True))
    return {
        f"{name}.bytes": received,
        f"{name}.requests": requests,
        f"{name}.usable_slow_s": round(seconds, 2),
    }


def _open(browser: Browser, port: int, path: str, cookies: list[Any]) -> Weight:
    meter = Meter(port)
    context = browser.new_context(viewport={"width": 360, "height": 740})
    context.add_cookies(cookies)
    page = context.new_page()
    wire = context.new_cdp_session(page)
    wire.send("Network.enable")
    wire.send("Network.emulateNetworkConditions", SLOW_LINE)
    wire.send("Emulation.setCPUThrottlingRate", {"rate": SLOW_CPU})
    page.add_init_script(WATCH)
    page.goto(f"http://127.0.0.1:{meter.port}{path}", wait_until="load")
    if not page.url.endswith(path):
        raise RuntimeError(f"{path} led to {page.url}")
    seconds = page.wait_for_function(USABLE).json_value()
    page.wait_for_timeout(1_000)  # whatever a page fetches afterwards counts too
    context.close()
    meter.close()
    return meter.received, meter.requests, float(seconds)
