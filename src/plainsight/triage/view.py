"""One way of looking at the queue: a pile, filters, an order, and the page in it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar
from urllib.parse import parse_qsl, urlencode

from django.db.models import Q

from plainsight.people.models import Officer
from plainsight.triage.filters import FilterForm
from plainsight.triage.piles import Pile
from plainsight.triage.sorting import Order, Place

Kind = TypeVar("Kind", bound=StrEnum)
LONGEST = 500
"""Characters of a query that can be kept."""


@dataclass(frozen=True)
class View:
    """What an address of the queue asks for. `after` or `before` is where its page begins."""

    officer: Officer
    pile: Pile
    order: Order
    form: FilterForm
    after: Place | None = None
    before: Place | None = None

    @classmethod
    def of(cls, officer: Officer, query: str) -> View:
        """Read the query of an address; what it does not name is as in the plain queue."""
        given = dict(parse_qsl(query))
        order = _one_of(Order, given.get("order", ""), Order.RISK)
        form = FilterForm(officer, given)
        # Somebody who asks for a state wants every report in it, not those of the pile they left.
        pile = _one_of(Pile, given.get("pile", ""), Pile.WAITING)
        return cls(
            officer,
            Pile.ALL if "state" in form.given else pile,
            order,
            form,
            Place.read(order, given.get("after", "")),
            Place.read(order, given.get("before", "")),
        )

    @property
    def query(self) -> str:
        """What an address says of it, always in the same order, without the page."""
        return self.query_with()

    def query_with(self, **changed: str) -> str:
        """Return the query with some of it changed, or taken out by an empty text."""
        named: dict[str, str] = {"pile": self.pile.value}
        named |= {name: "on" if one is True else str(one) for name, one in self.form.given.items()}
        if self.order is not Order.RISK:
            named["order"] = self.order.value
        return urlencode({name: one for name, one in (named | changed).items() if one})

    def parts(self) -> tuple[Q, ...]:
        """Return what a report's standing has to be like to be in it: one of these, never two."""
        narrowed = self.form.condition()
        return tuple(part & narrowed for part in self.pile.parts(self.officer))

    @property
    def is_narrowed(self) -> bool:
        """Say whether a filter is on."""
        return bool(self.form.given)

    @property
    def is_first_page(self) -> bool:
        """Say whether it shows the queue from its head."""
        return self.after is None and self.before is None


def _one_of(kind: type[Kind], value: str, otherwise: Kind) -> Kind:
    try:
        return kind(value)
    except ValueError:
        return otherwise
