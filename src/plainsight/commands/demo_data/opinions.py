"""What the people of Northmarch think of the site, and thirteen weeks in which they read it.

Fictional, like everything of the county. `send` is for the public process, `age` for the owner:
an opinion arrives sealed and by the same gate as any, and only its hour is moved back.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

WEEKS = 13
QUIETER_AT_WEEKENDS = (1.0, 1.1, 1.05, 1.0, 0.9, 0.6, 0.5)
A_DAY = {
    "home": 38,
    "what": 14,
    "signs": 21,
    "sign_place": 17,
    "accessibility": 1,
    "privacy": 3,
    "cookies": 2,
    "feedback": 2,
}


@dataclass(frozen=True)
class Opinion:
    """One opinion: its words, the page and the rating if they were given, and how old it is."""

    text: str
    page: str
    rating: int | None
    hours_ago: int


OPINIONS = (
    Opinion("Easy on my old phone. The big yellow button made me feel safe.", "home", 5, 3),
    Opinion(
        "I clean rooms at the Beacon Lodge. Two girls there never leave the top floor and a man "
        "holds their papers. I did not know where else to write this.",
        "",
        None,
        7,
    ),
    Opinion("", "signs", 4, 20),
    Opinion("Could the signs be in Tigrinya? My neighbour would read them.", "signs", 3, 31),
    Opinion("I was not sure if I may write when I am not certain. Say so earlier.", "home", 2, 52),
    Opinion("Clear words. Thank you for not asking my name.", "what", 5, 77),
)


def send(_given: dict[str, Any]) -> dict[str, Any]:
    """Send every opinion, as the public process does it."""
    from plainsight.core.ids import new_id
    from plainsight.feedback.sending import send_feedback

    for one in OPINIONS:
        send_feedback(token=new_id(), text=one.text, rating=one.rating, page=one.page)
    return {}


def age(_given: dict[str, Any]) -> dict[str, Any]:
    """Move the opinions back to their hours and fill in the weeks, as only the owner can.

    Nothing outside the seal says which row holds which words, so the hours are given in the order
    of the log, which knows what came first.
    """
    from plainsight.audit.models import AuditEntry
    from plainsight.core.clock import now, this_hour
    from plainsight.feedback.models import Feedback, PageCount

    came = AuditEntry.objects.filter(verb="feedback.received", subject_id__isnull=False)
    ids = came.order_by("id").values_list("subject_id", flat=True)
    for feedback, one in zip(ids, OPINIONS, strict=True):
        hour = this_hour() - timedelta(hours=one.hours_ago)
        Feedback.objects.filter(id=str(feedback)).update(received_hour=hour)
    today = now().date()
    PageCount.objects.bulk_create(
        PageCount(
            day=today - timedelta(days=ago),
            page=page,
            number=_readings(often, ago, today.weekday()),
        )
        for ago in range(1, 7 * WEEKS)
        for page, often in A_DAY.items()
    )
    return {}


def _readings(often: int, ago: int, weekday: int) -> int:
    """Return a day's readings of a page: slowly more of them, fewer at weekends, never even."""
    growth = 1.3 - 0.7 * ago / (7 * WEEKS)
    wave = 1 + 0.18 * math.sin(ago * 1.7 + often) + 0.15 * math.sin(ago / 7 * 2.3)
    return max(1, round(often * growth * wave * QUIETER_AT_WEEKENDS[(weekday - ago) % 7]))
