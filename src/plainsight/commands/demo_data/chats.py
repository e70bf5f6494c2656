"""The county's past chats, as far as planning knows of them: counts, and nobody in them."""

from __future__ import annotations

import random
from datetime import timedelta
from typing import Any

from django.utils import timezone

DAYS = 27
BY_HOUR = (2, 1, 1, 1, 0, 1, 1, 2, 3, 4, 4, 3, 3, 3, 3, 4, 5, 6, 7, 8, 8, 7, 5, 3)
"""How often somebody comes in an hour of the day, beside the others."""

LANGUAGES = {"en": 9, "ro": 3, "sq": 3, "vi": 2, "ti": 2, "pl": 1, "ar": 1}
WAITS = {"1": 6, "2": 5, "5": 3, "10": 1}
LENGTHS = {"5": 1, "10": 3, "20": 5, "40": 3, "60": 1}
A_DAY = (5, 12)


def count(_given: dict[str, Any]) -> dict[str, Any]:
    """Write the counts of four weeks, the same ones each time."""
    from plainsight.chat.models import Count

    chance, today = random.Random(27), timezone.localdate()  # noqa: S311 (fiction, no secret)
    numbers: dict[tuple[Any, ...], int] = {}

    def one(*what: Any) -> None:
        numbers[what] = numbers.get(what, 0) + 1

    for ago in range(1, DAYS + 1):
        day = today - timedelta(days=ago)
        for _n in range(chance.randint(*A_DAY)):
            hour = chance.choices(range(24), BY_HOUR)[0]
            language = _drawn(chance, LANGUAGES)
            one(day, hour, language, "arrived", "")
            if chance.random() < 0.08:  # noqa: PLR2004 (one in twelve goes before an answer)
                one(day, hour, language, "abandoned", "")
                continue
            one(day, hour, language, "wait", _drawn(chance, WAITS))
            one(day, hour, language, "length", _drawn(chance, LENGTHS))
            one(day, hour, language, "ended", _drawn(chance, {"visitor": 5, "operator": 3}))
    names = ("day", "hour", "language", "measure", "bucket")
    Count.objects.bulk_create(
        Count(number=number, **dict(zip(names, what, strict=True)))
        for what, number in numbers.items()
    )
    return {}


def _drawn(chance: random.Random, among: dict[str, int]) -> str:
    return chance.choices(list(among), list(among.values()))[0]
