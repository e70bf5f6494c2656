"""What the desk did with the reports of the past: drawn once, done by its own services."""

from __future__ import annotations

import random
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from plainsight.commands.demo_data.county import Told
from plainsight.commands.demo_data.past import DAY, SEED, words

if TYPE_CHECKING:
    from plainsight.triage.services.acting import Acting

RATINGS = ("low", "medium", "medium", "high", "unknown")
ELEMENTS = {
    "T": "threat",
    "H": "harm",
    "R": "risk",
    "I": "investigation",
    "V": "vulnerability",
    "E": "engagement",
}
RESPONDED = {"G1": 1, "G2": 2.5, "G3": 6}
"""After how many days the last of a grade has been responded to; before, some are overdue."""

CLOSED_AFTER = ((20 * DAY, 0.93), (6 * DAY, 0.6), (2 * DAY, 0.2), (0, 0.0))
"""From how many hours on which share of the reports is closed."""

AGENCIES = ("CSC", "ASC", "LA", "FWA", "FIRE", "POLICE")
REASONS = ("intelligence", "investigation", "no_concern", "not_enough", "referred")


@dataclass(frozen=True)
class Fate:
    """One thing to be done with a report: the service's name, and what it is given."""

    act: str
    given: dict[str, Any]


def fate_of(number: int, told: Told, officers: list[uuid.UUID]) -> list[Fate]:
    """Return what was done with a report, in order; the same every time."""
    dice = random.Random(SEED + number)  # noqa: S311 (a story, not a secret)
    old = told.past
    if old is not None and old.mark:
        note = "Nobody is told of." if old.mark == "spam" else "Sent to do harm to somebody."
        return [
            Fate("mark_report", {"mark": old.mark, "note": note}),
            Fate("close_report", {"reason": old.mark, "note": note}),
        ]
    if old is not None and old.repeats is not None:
        return [
            Fate("merge_report", {"repeats": old.repeats, "note": "The same place and people."})
        ]
    if old is None and dice.random() < 0.5:  # noqa: PLR2004 (half of the recent is untouched)
        return []
    return [*_weighed(dice, number, told, officers), *_ended(dice, told)]


def _weighed(dice: random.Random, number: int, told: Told, officers: list[uuid.UUID]) -> list[Fate]:
    say = words()
    done = [
        Fate("assign", {"to": officers[number % len(officers)]}),
        Fate(
            "record_thrive",
            {
                "ratings": {name: dice.choice(RATINGS) for name in (*ELEMENTS, "overall")},
                "words": {name: dice.choice(say[what]) for name, what in ELEMENTS.items()},
            },
        ),
        _graded(dice, told, say),
    ]
    grade = done[-1].given["grade"]
    days = told.hours_ago / DAY
    if grade in RESPONDED and dice.random() < min(1.0, days / RESPONDED[grade]):
        done.append(Fate("mark_responded", {"note": ""}))
    if days > 1 and dice.random() < min(1.0, 0.8 + days / 50):  # the rest is overdue
        done.append(_decided(dice, number, say))
    return done


def _graded(dice: random.Random, told: Told, say: dict[str, list[str]]) -> Fate:
    if told.answers.get("danger_now"):
        grade, why = "G1", say["grade"][0]
    elif told.answers.get("under_18"):
        grade, why = "G2", say["grade"][1]
    else:
        grade, why = dice.choice((("G3", say["grade"][2]), ("INTEL", say["grade"][3])))
    return Fate("grade_report", {"grade": grade, "reason": why})


def _decided(dice: random.Random, number: int, say: dict[str, list[str]]) -> Fate:
    decision = dice.choice(("crime", "none", "none", "N200_1"))
    numbered = decision != "none"
    return Fate(
        "decide_crime",
        {
            "decision": decision,
            "number": f"NM/{4000 + number}/26" if numbered else "",
            "reason": say["crime"][1 if numbered else 0],
        },
    )


def _ended(dice: random.Random, told: Told) -> list[Fate]:
    done = []
    reason = dice.choice(REASONS)
    if reason == "referred" or dice.random() < 0.1:  # noqa: PLR2004 (a tenth goes to two)
        note = "The duty worker, by telephone; to protect somebody from harm."
        done.append(
            Fate("refer_out", {"agency": dice.choice(AGENCIES), "reference": "", "note": note})
        )
    share = next(share for hours, share in CLOSED_AFTER if told.hours_ago >= hours)
    if dice.random() < share:
        done.append(
            Fate("close_report", {"reason": reason, "note": dice.choice(words()["closing"])})
        )
    return done


def do(acting: Acting, fate: Fate, references: list[str], recent: int) -> None:
    """Do one thing by the service that does it at the desk.

    `recent` reports stand before those of the past in `references`. What the desk would refuse
    (a report without a decision on a crime is not closed) stays undone.
    """
    from plainsight.people.errors import NotNow
    from plainsight.triage.services import assess, ending, merging, routing

    services: dict[str, Callable[..., None]] = {
        "assign": routing.assign,
        "refer_out": routing.refer_out,
        "record_thrive": assess.record_thrive,
        "grade_report": assess.grade_report,
        "mark_responded": assess.mark_responded,
        "decide_crime": assess.decide_crime,
        "merge_report": merging.merge_report,
        "mark_report": ending.mark_report,
        "close_report": ending.close_report,
    }
    given = dict(fate.given)
    if "repeats" in given:
        given["into"] = references[recent + given.pop("repeats")]
    try:
        services[fate.act](acting, **given)
    except NotNow:
        return
