"""The county's first intelligence: one report accepted, one that waits, one returned."""

from __future__ import annotations

from typing import Any
from uuid import NAMESPACE_DNS, uuid5

from plainsight.commands.demo_data.recording import record

KEPT = (
    (0, "vrm", "ZZ12 ABC"),
    (0, "business", "Millgate Hand Car Wash"),
    (1, "vrm", "zz12abc"),
    (1, "phone", "01632 960 417"),
)
"""What the unit kept of which report: one plate is in two of them."""

WRITERS = ("amara.okafor", "tom.hale", "nadia.birch")
UNIT, INVESTIGATOR = "mina.harrow", "leo.strand"
TOLD: tuple[dict[str, Any], ...] = (
    {
        "title": "Labour exploitation at a hand car wash in Millgate",
        "items": (
            ("A white van brings six men to a hand car wash behind the station each morning.", "A"),
            ("The men sleep in a room above the shop next to it.", "C"),
            ("The owner of the car wash keeps their identity papers.", "C"),
        ),
        "provenance": "Seen on several mornings in one month; the rest was heard there.",
        "conditions": "Nobody visits the premises before the unit has been asked.",
        "risk": "The men may be moved if they learn of an interest in the premises.",
        "priority": "high",
    },
    {
        "title": "Women moved between flats in two towns",
        "items": (
            ("Different women stay at a flat for about a week each.", "A"),
            ("A grey estate car takes them away on Sundays.", "A"),
        ),
        "provenance": "Seen over two months.",
        "conditions": "",
        "risk": "",
        "priority": "medium",
    },
    {
        "title": "A debt said to be paid off by work",
        "items": (("A kitchen worker pays off a debt for the journey by unpaid shifts.", "D"),),
        "provenance": "It is not known how this was learnt.",
        "conditions": "",
        "risk": "",
        "priority": "low",
    },
)


def inform(given: dict[str, Any]) -> dict[str, Any]:
    """Write three reports out of what was triaged; the unit accepts one and returns one."""
    from plainsight.intake.models import Report
    from plainsight.intelligence.grading import Grades
    from plainsight.intelligence.sealing import Body, Item, OriginBody
    from plainsight.intelligence.services.acting import Acting
    from plainsight.intelligence.services.evaluating import accept, send_back
    from plainsight.intelligence.services.mentioning import keep
    from plainsight.intelligence.services.writing import Written, submit
    from plainsight.people.models import Officer
    from plainsight.vault.services import unlock

    staff = Officer.objects.in_bulk((*WRITERS, UNIT, INVESTIGATOR), field_name="username")
    keys = {
        name: unlock(holder=one.id, passphrase=given["passphrase"]) for name, one in staff.items()
    }
    made, grades = [], []
    for number, (name, told) in enumerate(zip(WRITERS, TOLD, strict=True)):
        report = Report.objects.get(reference=given["references"][number])
        grades.append(
            Grades(
                source="2",
                handling="C",
                action="A1",
                sanitisation="S2",
                priority=told["priority"],
            )
        )
        body = Body(
            title=told["title"],
            provenance=told["provenance"],
            provenance_assessment="A",
            items=tuple(Item(text, assessed) for text, assessed in told["items"]),
            conditions=told["conditions"],
            risk=told["risk"],
        )
        written = Written(grades[-1], body)
        intel = uuid5(NAMESPACE_DNS, f"intelligence-{number}.example.org")
        origin = OriginBody("A member of the public, by the reporting form.")
        made.append(
            submit(staff[name], keys[name], intel, written=written, origin=origin, report=report.id)
        )
    unit = [Acting(staff[UNIT], keys[UNIT], one.id) for one in made]
    assessed = [one[1] for one in TOLD[0]["items"]]
    accept(unit[0], grades=grades[0], assessments=assessed, note="A patrol saw the van as well.")
    send_back(unit[2], note="How is this known? Without that it cannot be assessed.")
    for number, kind, value in KEPT:
        keep(unit[number], kind=kind, written=value)
    record(staff, keys, made)
    return {}
