"""Finding who else it may be, saving, and searching, with a million records stored.

Candidates: four processes at once, each from the record's words to the explanation of the best.
Saving and searching: over HTTP at the real desk, to the last byte.
"""

from __future__ import annotations

import json
import random
import re
import statistics
import subprocess
import sys
import time
from typing import Any
from uuid import uuid4

from bench.hundred_thousand import Filled, desk_of
from bench.officer import OfficerBrowser
from bench.records import a_million, held_back

RUNS = 1
CLIENTS, SAVED, SEARCHED = 4, 250, 300
FOUND, OK = 302, 200
COUNT = re.compile(r'id="found">(\d+) record')


def run() -> dict[str, float]:
    """Start the store and measure all three."""
    with a_million() as store:
        told = held_back(store)
        figures = {"match.candidates_p95_ms": _candidates(store, told)}
        with desk_of(store):
            officer = OfficerBrowser(store)
            officer.sign_in()
            figures["search.p95_ms"] = _searched(officer, told)
            figures["entity.save_p95_ms"] = _saved(officer, told)
    return figures


def _candidates(store: Filled, told: list[dict[str, str]]) -> float:
    first = _ended(_client(store, told[:1]))
    print(f"  the first after a start: {first['ms'][0]:.1f} ms", flush=True)
    shares = [told[start::CLIENTS] for start in range(CLIENTS)]
    slow = 0.0
    for name in ("cold", "warm"):
        answers = [_ended(one) for one in [_client(store, share) for share in shares]]
        taken = [one for answer in answers for one in answer["ms"]]
        hits = sum(answer["hits"] for answer in answers)
        slow = _told(f"{name}, {len(taken)} records, {hits} with somebody worth showing", taken)
    return slow


def _client(store: Filled, told: list[dict[str, str]]) -> subprocess.Popen[str]:
    client = subprocess.Popen(
        [sys.executable, "-m", "bench.record_client", "candidates"],
        env=store.house.environment("desk", store.server),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    if client.stdin is None:
        raise RuntimeError("a client has no way in")
    json.dump({"passphrase": store.signin.passphrase, "records": told}, client.stdin)
    client.stdin.close()
    return client


def _ended(client: subprocess.Popen[str]) -> dict[str, Any]:
    if client.stdout is None:
        raise RuntimeError("a client has no way out")
    answer: dict[str, Any] = json.loads(client.stdout.read())
    if client.wait():
        raise RuntimeError("a client failed")
    return answer


def _saved(officer: OfficerBrowser, told: list[dict[str, str]]) -> float:
    taken = list[float]()
    for known in random.Random(3).sample(told, SAVED):  # noqa: S311 (a choice)
        began = time.perf_counter()
        status, _page = officer.post("/records/new/person/", entity=str(uuid4()), **known)
        taken.append((time.perf_counter() - began) * 1000)
        if status != FOUND:
            raise RuntimeError(f"saving answered {status}")
    return _told("saving", taken)


def _searched(officer: OfficerBrowser, told: list[dict[str, str]]) -> float:
    """Search for names, names less a letter, numbers, plates, and words of the notes."""
    chance, taken, found = random.Random(5), list[float](), 0  # noqa: S311 (a choice)
    for number, known in enumerate(chance.sample(told, min(SEARCHED, len(told)))):
        name = f"{known.get('given_name', '')} {known.get('surname', '')}".strip()
        exact = [known[one] for one in ("telephone", "vrm", "email", "passport") if one in known]
        asked = (name, name[:-2] + name[-1:], (exact or [name])[0], "white van locked mattress")
        words = asked[number % len(asked)] or "passport"
        began = time.perf_counter()
        status, page = officer.post("/records/", words=words)
        taken.append((time.perf_counter() - began) * 1000)
        if status != OK:
            raise RuntimeError(f"searching answered {status}")
        counted = COUNT.search(page)
        found += bool(counted and counted[1] != "0")
    print(f"  {found} of {len(taken)} searches found something")
    return _told("searching", taken)


def _told(what: str, taken: list[float]) -> float:
    parts = statistics.quantiles(taken, n=100)
    print(f"  {what}: p50 {parts[49]:.1f}, p95 {parts[94]:.1f}, p99 {parts[98]:.1f} ms", flush=True)
    return parts[94]
