"""The places within some miles of a town or a known place, drawn without a network."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from plainsight.audit.services import Actor, Subject, record
from plainsight.intelligence.tokens import secret_of
from plainsight.matching.identifiers import postcode
from plainsight.matching.keys import hashed
from plainsight.people.access import demand
from plainsight.people.errors import NotNow
from plainsight.pole.geography import Frame, Point, dots, labelled, town_called
from plainsight.pole.models import Entity, Posting
from plainsight.pole.services.acting import Desk, known
from plainsight.triage.services.search import keep_words

FARTHEST, MOST = 200, 200


@dataclass(frozen=True, repr=False)
class Place:
    """A location on the map: its number there, how far it is, and where it is drawn."""

    number: int
    entity: Entity
    miles: float
    x: int
    y: int


@dataclass(frozen=True, repr=False)
class Map:
    """A drawing: towns as dots, some with their names, and the places that were found."""

    name: str
    places: tuple[Place, ...]
    names: tuple[tuple[str, int, int], ...]
    dots: tuple[tuple[int, int], ...]
    is_cut: bool


@transaction.atomic
def around(desk: Desk, *, place: str, miles: int) -> Map:
    """Return the map of what is known around a place; what was asked is kept as of a search.

    `place` is a town, or the postcode or words of a location that is known and has a place. Raises
    NotAllowed, what the vault raises, and NotNow for a place that nobody knows.
    """
    demand(desk.officer, "record.list")
    if not 1 <= miles <= FARTHEST:
        raise NotNow(_("Choose 1 to {n} miles.").format(n=FARTHEST))
    name, middle = _middle(desk, place)
    frame = Frame(middle, miles)
    north, east = frame.spans
    inside = known(desk.officer).filter(
        kind="location",
        latitude__range=(middle.latitude - north, middle.latitude + north),
        longitude__range=(middle.longitude - east, middle.longitude + east),
    )
    far = [(middle.miles_to(_point(one)), one) for one in inside.defer("words", "sounds")[:MOST]]
    near = sorted((pair for pair in far if pair[0] <= miles), key=lambda pair: pair[0])
    kept = keep_words(desk.officer, desk.unlocked, typed=place, within=0)
    actor, subject = Actor("officer", desk.officer.id), Subject("search", kept.id)
    record(actor, "record.searched", subject=subject, detail={"results": len(near)})
    return Map(
        name=name,
        places=tuple(
            Place(number, one, distance, *frame.drawn(_point(one)))
            for number, (distance, one) in enumerate(near, 1)
        ),
        names=tuple((town.name, x, y) for town, x, y in labelled(frame)),
        dots=tuple(dots(frame)),
        is_cut=len(far) == MOST,
    )


def _middle(desk: Desk, place: str) -> tuple[str, Point]:
    if town := town_called(place):
        return town.name, town.point
    placed = known(desk.officer).filter(kind="location", latitude__isnull=False)
    if code := postcode(place):
        keys = hashed([f"pc:{code.text}"], secret_of(desk.unlocked))
        placed = placed.filter(number__in=Posting.objects.filter(key__in=keys).values("number"))
    else:
        placed = placed.filter(label__icontains=" ".join(place.split()))
    found = placed.order_by("at").first() if place.strip() else None
    if found is None:
        raise NotNow(
            _(
                "No town or known place of this name. Write a town, such as Stafford, or a "
                "postcode of a location that is stored."
            )
        )
    return str(found), _point(found)


def _point(entity: Entity) -> Point:
    return Point(entity.latitude or 0.0, entity.longitude or 0.0)
