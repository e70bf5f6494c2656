"""The orders of the queue, and a place in one of them.

A page of the queue begins after the place where the last one ended, not after a number of rows:
while an officer reads one page, others open and close reports of it, and by number the next page
would leave out as many as have gone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import BooleanField, Case, DateTimeField, F, Func, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce, Least
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from plainsight.triage.models import Standing
from plainsight.triage.piles import OPEN, RESPONSE_RUNS

NEVER = datetime(9999, 1, 1, tzinfo=UTC)
"""Where no clock runs: after everything."""

DUE = Coalesce(
    Case(
        When(
            OPEN,
            then=Least(
                Case(When(RESPONSE_RUNS, then=F("respond_by"))),
                Case(When(crime_decision="", then=F("crime_decision_by"))),
            ),
        )
    ),
    Value(NEVER),
    output_field=DateTimeField(),
)
"""The next deadline of a report: of the response, or of the crime recording decision."""

Rows = TypeVar("Rows", bound=QuerySet[Any])


class Order(StrEnum):
    """In which order; the value stands in the page's address."""

    RISK = "risk"
    DEADLINE = "deadline"
    OLDEST = "oldest"
    NEWEST = "newest"

    @property
    def words(self) -> str | Promise:
        """What the page calls it."""
        return _WORDS[self]

    @property
    def keys(self) -> tuple[str, ...]:
        """What is compared, first to last; the last one differs in every report."""
        return _KEYS[self]

    @property
    def is_falling(self) -> bool:
        """Say whether the greatest stands first."""
        return self is Order.NEWEST


_WORDS = {
    Order.RISK: _("Risk first"),
    Order.DEADLINE: _("Next deadline first"),
    Order.OLDEST: _("Oldest first"),
    Order.NEWEST: _("Newest first"),
}
_KEYS = {
    Order.RISK: ("rank", "received_hour", "report_id"),
    Order.DEADLINE: ("due", "report_id"),
    Order.OLDEST: ("received_hour", "report_id"),
    Order.NEWEST: ("received_hour", "report_id"),
}
_READ: dict[str, Callable[[str], Any]] = {
    "rank": int,
    "due": datetime.fromisoformat,
    "received_hour": datetime.fromisoformat,
    "report_id": UUID,
}


@dataclass(frozen=True)
class Place:
    """A row's place in an order: the values that are compared."""

    order: Order
    values: tuple[Any, ...]

    @classmethod
    def of(cls, order: Order, row: Standing) -> Place:
        """Return where a row of the queue stands."""
        return cls(order, tuple(getattr(row, key) for key in order.keys))

    @classmethod
    def read(cls, order: Order, text: str) -> Place | None:
        """Return the place that an address names, or None when it names none in this order."""
        given = text.split("~")
        if len(given) != len(order.keys):
            return None
        try:
            values = tuple(_READ[key](one) for key, one in zip(order.keys, given, strict=True))
        except (ValueError, OverflowError):
            return None
        if any(isinstance(one, datetime) and one.tzinfo is None for one in values):
            return None
        return cls(order, values)

    def __str__(self) -> str:
        """Return it as it stands in an address."""
        return "~".join(_written(one) for one in self.values)

    def beyond(self, *, backwards: bool = False) -> Q:
        """Return the condition for rows after this place, or before it."""
        sign = "<" if self.order.is_falling is not backwards else ">"
        rows = _row(map(F, self.order.keys)), _row(map(Value, self.values))
        # Two rows of values, compared as PostgreSQL compares them: an index can begin there.
        compared = Func(
            *rows, template="%(expressions)s", arg_joiner=sign, output_field=BooleanField()
        )
        return Q(compared)


def in_order(rows: Rows, order: Order, *, backwards: bool = False) -> Rows:
    """Put rows of the queue, with `due`, into an order, or into its reverse."""
    falling = order.is_falling is not backwards
    return rows.order_by(*(f"-{key}" if falling else key for key in order.keys))


def _row(parts: Iterable[Any]) -> Func:
    return Func(*parts, template="(%(expressions)s)", output_field=BooleanField())


def _written(value: Any) -> str:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
    return str(value)
