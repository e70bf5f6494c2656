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
    _place("nail-bar", _("Nail bar")),
    _place("car-wash", _("Car wash")),
    _place("farm", _("Farm")),
    _place("factory", _("Factory")),
    _place("warehouse", _("Warehouse")),
    _place("building-site", _("Building site"), "construction"),
    _place("restaurant", _("Food place or takeaway")),
    _place("hotel", _("Hotel")),
    _place("shop", _("Shop or barber"), "barber", "shop"),
    _place("house", _("House or flat"), "house", "cannabis_grow"),
    _place("family-home", _("Home with a helper"), "private_household"),
    _place("home-care", _("Care at home")),
    _place("care-home", _("Care home")),
    _place("holiday-let", _("Holiday let"), "short_let"),
    _place("massage", _("Massage or brothel"), "brothel_or_massage"),
    _place("street", _("Street")),
    _place("transport", _("Train, bus or taxi"), "public_transport"),
    _place("school", _("School or college")),
    _place("online", _("Online")),
    _place("bank", _("Bank or cash machine")),
    _place("doctor", _("Doctor or hospital"), "hospital_or_gp"),
    _place("airport", _("Port or airport"), "border"),
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
