"""What others notice while somebody tries return codes at full speed from one network.

The real site behind a proxy that it trusts. Fifty connections of one network send codes as fast as
they are answered; meanwhile forty people of as many networks each open the form, send its first
page and type a code. The figure is the time that 95 of 100 of their requests take at most.
"""

from __future__ import annotations

import http.client
import threading
import time
from urllib.parse import urlencode

from bench.another import another_site
from bench.stack import public_stack

RUNS = 1
ATTACKING = 50
PEOPLE = 40
ROUNDS = 5
CODE = "7K3M-9QXT-2RVB-8WNA-5HJD"
WRONG = 422  # the code opens nothing, and the page says so


class Line:
    """One kept connection of one network."""

    def __init__(self, port: int, network: str) -> None:
        """`network` is an address in it."""
        self._line = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        self._headers = {
            "X-Forwarded-For": network,
            "Origin": f"http://127.0.0.1:{port}",
            "Sec-Fetch-Site": "same-origin",
            "Content-Type": "application/x-www-form-urlencoded",
        }

    def ask(self, method: str, path: str, **fields: str) -> tuple[int, float]:
        """Send a request; return its status and the milliseconds it took."""
        body = urlencode(fields) if fields else None
        began = time.perf_counter()
        self._line.request(method, path, body, self._headers)
        answer = self._line.getresponse()
        answer.read()
        return answer.status, (time.perf_counter() - began) * 1000

    def close(self) -> None:
        """Hang up."""
        self._line.close()


def run() -> dict[str, float]:
    """Measure without the flood, and with it."""
    with public_stack() as stack, another_site(stack, PLAINSIGHT_PROXIES="127.0.0.1") as port:
        quiet = _honest(port)
        over = threading.Event()
        tried: list[bool] = []
        flood = [
            threading.Thread(target=_attack, args=(port, over, tried)) for _ in range(ATTACKING)
        ]
        began = time.monotonic()
        for one in flood:
            one.start()
        time.sleep(2)
        flooded = _honest(port)
        over.set()
        for one in flood:
            one.join()
        seconds = time.monotonic() - began
    print(f"  p95 {quiet:.0f} ms without the flood, {flooded:.0f} ms with it")
    print(f"  {sum(tried)} codes tried in {seconds:.0f} s")
    return {"flood.honest_p95_ms": flooded}


def _attack(port: int, over: threading.Event, tried: list[bool]) -> None:
    line = Line(port, "198.51.100.9")
    while not over.is_set():
        status, _ = line.ask("POST", "/m/", code=CODE)
        tried.append(status == WRONG)
    line.close()


def _honest(port: int) -> float:
    """Let everybody do their few things in turn; return the 95th percentile in milliseconds."""
    lines = [Line(port, f"192.0.{number}.1") for number in range(PEOPLE)]
    times = []
    for _ in range(ROUNDS):
        for line in lines:
            for method, path, fields in (
                ("GET", "/r/", {}),
                ("POST", "/r/a/", {"what": "Six men", "go": "on"}),
                ("POST", "/m/", {"code": CODE}),
            ):
                status, taken = line.ask(method, path, **fields)
                if status >= http.HTTPStatus.INTERNAL_SERVER_ERROR:
                    raise RuntimeError(f"{path} answered {status}")
                times.append(taken)
    for line in lines:
        line.close()
    return sorted(times)[int(len(times) * 0.95)]
