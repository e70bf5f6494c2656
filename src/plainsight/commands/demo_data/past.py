"""The months before the demo's first start: reports put together from the scenes of `past.toml`.

The same every time. What became of each is drawn with it, and done later by the desk's own
services: most of what is old is closed, a few things are overdue, some wait for an answer.
"""

from __future__ import annotations

import random
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from plainsight.codes.places import PLACES, signs_at

FILE = Path(__file__).with_name("past.toml")
HOW_MANY = 290
SEED = 17004
DAY = 24
DAYS = (2, 4, 6, 9, 13, 20, 34, 55, 90, 150, 240)
"""How many days ago: as many reports stand between each two, so the recent are the denser."""

SPAM = 14
MALICIOUS = 9
REPEATED = 17  # every so manyeth report is told by a second person


@dataclass(frozen=True)
class Past:
    """One report of the past. `repeats` is the number of the report that it tells of again.

    `talk` has at most one question of the desk and the reporter's answer: (by, text).
    """

    answers: dict[str, Any]
    hours_ago: int
    mark: str = ""
    repeats: int | None = None
    talk: tuple[tuple[str, str], ...] = ()


def past() -> list[Past]:
    """Return the reports of the past, the oldest first."""
    said = tomllib.loads(FILE.read_text(encoding="utf-8"))
    dice = random.Random(SEED)  # noqa: S311 (a story, not a secret)
    told: list[Past] = []
    for hours_ago in sorted((_hours_ago(dice) for _ in range(HOW_MANY)), reverse=True):
        number = len(told)
        if number % SPAM == SPAM - 1:
            told.append(Past({"what": dice.choice(said["spam"][0]["texts"])}, hours_ago, "spam"))
        elif number % (SPAM * MALICIOUS // 2) == SPAM:
            texts = said["malicious"][0]["texts"]
            told.append(Past({"what": dice.choice(texts)}, hours_ago, "malicious"))
        elif number % REPEATED == REPEATED - 1 and not told[-1].mark:
            again = told[-1].answers | {"what": f"{_again(dice)} {told[-1].answers['what']}"}
            told.append(Past(again, hours_ago, repeats=number - 1))
        else:
            answers = _answers(dice, said)
            talk = _talk(dice, said) if answers["way"] == "seen" else ()
            told.append(Past(answers, hours_ago, talk=talk))
    return told


def words() -> dict[str, list[str]]:
    """Return what the desk may write of such reports, by what it is about."""
    said: dict[str, list[str]] = tomllib.loads(FILE.read_text(encoding="utf-8"))["words"]
    return said


def _talk(dice: random.Random, said: dict[str, Any]) -> tuple[tuple[str, str], ...]:
    talk = dice.choice(said["talk"])
    reply = dice.choice(talk["reporters"])
    filled = reply.format(day=dice.choice(said["days"]), hour=dice.choice(said["hours"]))
    whole = (("desk", talk["desk"]), ("reporter", filled))
    return whole[: dice.choice((0, 0, 0, 1, 2, 2))]


def _hours_ago(dice: random.Random) -> int:
    first = dice.randrange(len(DAYS) - 1)
    return dice.randint(DAYS[first] * DAY, DAYS[first + 1] * DAY)


def _again(dice: random.Random) -> str:
    return dice.choice(
        ("I wrote last week and have more to say.", "My husband has told you of this, I think.")
    )


def _answers(dice: random.Random, said: dict[str, Any]) -> dict[str, Any]:
    scene = dice.choice(said["scene"])
    filled = {
        "place": dice.choice(scene["names"]),
        "street": dice.choice(said["streets"]),
        "town": dice.choice(said["towns"]),
        "day": dice.choice(said["days"]),
        "hour": dice.choice(scene.get("hours", said["hours"])),
        "count": dice.choice(said["counts"]),
        "age": dice.choice(scene.get("ages", said["ages"])),
        "weeks": str(dice.randint(2, 30)),
    }
    sentences = [
        dice.choice(scene["seen"]),
        *dice.sample(scene["more"], dice.randint(1, min(3, len(scene["more"])))),
        dice.choice(scene.get("end", said["end"])),
    ]
    way = scene.get("way", "seen")
    answers: dict[str, Any] = {
        "way": way,
        "what": _begun(" ".join(filter(None, sentences)).format(**filled)),
        "exploited": _begun(scene["exploited"].format(**filled)),
        "responsible": scene["responsible"],
        "about_me": way != "seen",
        "under_18": scene.get("young", False),
        "danger_now": dice.random() < 0.06,  # noqa: PLR2004 (one in sixteen)
    }
    answers |= {name: scene[name] for name in ("vehicles", "adverts") if name in scene}
    if scene["place"] in PLACES:
        street, town = filled["street"], filled["town"]
        answers |= {
            "business": _begun(filled["place"]) if filled["place"][0].isupper() else "",
            "address": f"{street}, {town}",
            "when": f"{filled['day']}, {filled['hour']}",
            "signs": _signs(dice, scene["place"]),
        }
    return answers


def _signs(dice: random.Random, place: str) -> tuple[str, ...]:
    offered = [sign.id for sign in signs_at(PLACES[place])]
    return tuple(dice.sample(offered, min(len(offered), dice.randint(0, 5))))


def _begun(text: str) -> str:
    return text[:1].upper() + text[1:]
