"""The places in which somebody may notice a sign, each with an address and plain words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from plainsight.codes.indicators import ANYWHERE, Sign, public_signs


@dataclass(frozen=True)
class Place:
    """A place as the public knows it. `slug` stands in its address; `words` is its link and title.

    `settings` are those of the research that belong to it.
    """

    slug: str
    words: Promise
    settings: frozenset[str]


def _place(slug: str, words: Promise, *settings: str) -> Place:
    return Place(slug, words, frozenset(settings or {slug.replace("-", "_")}))


_ALL = (
    _place("nail-bar", _("A nail bar")),
    _place("car-wash", _("A car wash")),
    _place("farm", _("A farm")),
    _place("factory", _("A factory")),
    _place("warehouse", _("A warehouse")),
    _place("building-site", _("A building site, or work on a home"), "construction"),
    _place("restaurant", _("A restaurant or takeaway")),
    _place("hotel", _("A hotel or guest house")),
    _place("care-home", _("A care home")),
    _place("home-care", _("Care in a private home")),
    _place("house", _("A house or flat near you"), "house", "cannabis_grow"),
    _place("family-home", _("A family home with a helper"), "private_household"),
    _place("holiday-let", _("A holiday let"), "short_let"),
    _place("massage", _("A massage parlour or brothel"), "brothel_or_massage"),
    _place("street", _("A street")),
    _place("transport", _("A train, bus or taxi"), "public_transport"),
    _place("school", _("A school or college")),
    _place("online", _("Online")),
    _place("bank", _("A bank or cash machine")),
    _place("shop", _("A barber or shop"), "barber", "shop"),
    _place("airport", _("A port or airport"), "border"),
    _place("doctor", _("A hospital, doctor or pharmacy"), "hospital_or_gp"),
)
PLACES: Mapping[str, Place] = MappingProxyType({place.slug: place for place in _ALL})


def signs_at(place: Place) -> tuple[Sign, ...]:
    """Return the public signs of a place: those that belong to it and not merely anywhere."""
    return tuple(sign for sign in public_signs() if place.settings & set(sign.settings))


def signs_anywhere(place: Place | None = None) -> tuple[Sign, ...]:
    """Return the public signs that are seen anywhere; with a place, without those of its own."""
    own = {sign.id for sign in signs_at(place)} if place else set()
    return tuple(
        sign for sign in public_signs() if ANYWHERE in sign.settings and sign.id not in own
    )
