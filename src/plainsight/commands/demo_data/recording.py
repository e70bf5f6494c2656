"""The county's first records: a car wash, who runs it, who works there, and the van between."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import NAMESPACE_DNS, UUID, uuid5

BY_UNIT, BY_INVESTIGATOR = "mina.harrow", "leo.strand"
# Name, kind, who saves it, number of the report and item it comes from (or none), what is known.
RECORDS: tuple[tuple[str, str, str, tuple[int, int] | None, dict[str, str]], ...] = (
    (
        "wash",
        "organisation",
        BY_UNIT,
        (0, 1),
        {
            "business_name": "Millgate Hand Car Wash",
            "trade": "Hand car wash",
            "postcode": "ZE9 9ZZ",
        },
    ),
    ("van", "vehicle", BY_UNIT, (0, 1), {"vrm": "ZZ12 ABC", "colour": "White", "body": "Van"}),
    (
        "owner",
        "person",
        BY_UNIT,
        (0, 3),
        {
            "given_name": "Dorian",
            "surname": "Velsh",
            "born": "12/03/1979",
            "gender": "male",
            "telephone": "01632 960 417",
        },
    ),
    (
        "driver",
        "person",
        BY_INVESTIGATOR,
        None,
        {"given_name": "Dorjan", "surname": "VELSH", "born": "1979-03-12", "vrm": "ZZ12ABC"},
    ),
    (
        "unknown",
        "person",
        BY_INVESTIGATOR,
        (0, 1),
        {"alias": "Big Tal", "build": "Heavy", "hair_colour": "Grey", "clothing": "Red overall"},
    ),
    (
        "phone",
        "phone",
        BY_INVESTIGATOR,
        None,
        {"telephone": "+44 1632 960417", "phone_type": "mobile"},
    ),
    (
        "room",
        "location",
        BY_INVESTIGATOR,
        (0, 2),
        {
            "premises": "Room above 4 Millgate Parade",
            "town": "Millgate",
            "postcode": "ZE9 9ZZ",
            "latitude": "52.85",
            "longitude": "-2.05",
        },
    ),
    (
        "worker",
        "person",
        BY_UNIT,
        (0, 3),
        {"given_name": "Ilir", "surname": "Gashtan", "born": "1999", "language": "Albanian"},
    ),
)
LINKS = (
    ("owner", "wash", "person.business.owner", (0, 3)),
    ("driver", "van", "person.driverOf", None),
    ("van", "wash", "op.usedBy", (0, 1)),
    ("unknown", "van", "person.inVehicle", (0, 1)),
    ("worker", "owner", "ms.documentsHeldBy", (0, 3)),
    ("worker", "room", "ms.harbouredAt", (0, 2)),
    ("phone", "owner", "ms.phoneUsedBy", None),
)


def record(staff: dict[str, Any], keys: dict[str, Any], reports: list[Any]) -> None:
    """Save the records, link them, give their parts and put on a warning."""
    from plainsight.core.clock import now
    from plainsight.pole.services import linking
    from plainsight.pole.services.acting import Desk
    from plainsight.pole.services.saving import OWN_KNOWLEDGE, Telling, create
    from plainsight.pole.services.sourcing import source_of

    desks = {name: Desk(staff[name], keys[name]) for name in (BY_UNIT, BY_INVESTIGATOR)}
    unit = desks[BY_UNIT]

    def source(of: tuple[int, int] | None) -> Any:
        return source_of(unit, reports[of[0]].id, of[1]) if of else OWN_KNOWLEDGE

    for name, kind, by, of, known in RECORDS:
        told = [Telling(field, value) for field, value in known.items()]
        create(desks[by], _id(name), kind=kind, told=told, source=source(of))
    for a, b, code, of in LINKS:
        linking.link(unit, _id(a), _id(b), code=code, source=source(of))
    intel = reports[0].id
    linking.give_part(unit, _id("owner"), intel=intel, role="P_002")
    linking.give_part(unit, _id("unknown"), intel=intel, role="P_003")
    linking.give_part(unit, _id("worker"), intel=intel, role="P_004")
    today = now().date()
    review = date(today.year + (today.month > 6), (today.month + 5) % 12 + 1, 1)  # noqa: PLR2004 (half a year on)
    why = "Said to keep a dog on a chain behind the wash."
    linking.mark(unit, _id("wash"), code="DOG", why=why, review_on=review)
    linking.be_interested(desks[BY_INVESTIGATOR], _id("van"), is_on=True)


def _id(name: str) -> UUID:
    return uuid5(NAMESPACE_DNS, f"record-{name}.example.org")
