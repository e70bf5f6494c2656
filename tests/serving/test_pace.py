"""How long a form waits: not at all, then longer with the flood, and never past the longest."""

from __future__ import annotations

import pytest

from plainsight.config.serving import pace
from plainsight.config.serving.pace import LONGEST_S, Rate, Turns, kind


def turns(rate: Rate, now: list[float]) -> Turns:
    return Turns(rate, lambda: now[0])


def test_the_first_come_at_once_and_then_each_waits_for_its_turn() -> None:
    now = [100.0]
    bucket = turns(Rate(3, 2), now)
    waits = [bucket.wait(b"a") for _ in range(6)]
    assert waits == pytest.approx([0, 0, 0, 0.5, 1.0, 1.5])
    assert bucket.wait(b"b") == 0, "others do not wait"


def test_the_wait_ends_at_the_longest_and_who_is_past_it_takes_no_turn() -> None:
    now = [100.0]
    bucket = turns(Rate(1, 1), now)
    waits = [bucket.wait() for _ in range(50)]
    taken = [seconds for seconds in waits if seconds is not None]
    assert max(taken) == LONGEST_S
    assert len(taken) == 1 + LONGEST_S
    now[0] += 1
    assert bucket.wait() == LONGEST_S, "a second later there is one more turn"


def test_the_bucket_fills_again() -> None:
    now = [100.0]
    bucket = turns(Rate(2, 1), now)
    for _ in range(6):
        bucket.wait()
    now[0] += 6
    assert [bucket.wait(), bucket.wait()] == [0, 0]
    assert bucket.wait() == pytest.approx(1)


def test_a_flood_from_many_networks_does_not_fill_the_memory(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pace, "MOST_KNOWN", 100)
    now = [100.0]
    bucket = turns(Rate(5, 1), now)
    for number in range(1_000):
        now[0] += 0.1
        bucket.wait(number.to_bytes(4, "big"))
    assert len(bucket._full) <= 100


@pytest.mark.parametrize(
    ("method", "path", "named"),
    [
        ("POST", "/m/", "code"),
        ("POST", "/m/a/", "code"),
        ("POST", "/ti/m/", "code"),
        ("POST", "/m/f/", "files"),
        ("POST", "/c/f/", "files"),
        ("POST", "/c/i/", "code"),
        ("POST", "/r/f/", "files"),
        ("POST", "/r/", "form"),
        ("POST", "/feedback/", "form"),
        ("POST", "/leave/", ""),
        ("GET", "/m/", ""),
        ("GET", "/r/", ""),
    ],
)
def test_each_form_keeps_the_pace_of_its_kind_and_leaving_is_never_slowed(
    method: str, path: str, named: str
) -> None:
    assert kind(method, path) == named
