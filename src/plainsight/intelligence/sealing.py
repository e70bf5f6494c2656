"""What is sealed of an intelligence report and of its origin: JSON under keys of their own."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any
from uuid import UUID

from plainsight.intake.packing import packed, unpacked
from plainsight.vault import box
from plainsight.vault.context import Context
from plainsight.vault.errors import CannotOpen

KIND, ORIGIN = "intelligence", "origin"


@dataclass(frozen=True)
class Item:
    """One numbered item: what is said, and how the source knows it (A to E)."""

    text: str
    assessment: str


@dataclass(frozen=True, repr=False)
class Body:
    """The sanitised report: nothing of it leads to the source.

    `legacy` is how it was graded by the older 5x5x5 standard, such as B24; empty for none.
    """

    title: str
    provenance: str
    provenance_assessment: str
    items: tuple[Item, ...]
    conditions: str = ""
    risk: str = ""
    legacy: str = ""

    def text(self) -> str:
        """Return all that a reader sees, for the check of hints at the source."""
        told = [self.title, self.provenance, *(one.text for one in self.items), self.conditions]
        return "\n".join(told)


@dataclass(frozen=True, repr=False)
class OriginBody:
    """Who or what the source is, and how to reach them; `reference` is of a register elsewhere."""

    source: str
    reference: str = ""


def seal_body(key: bytes, intel: UUID, body: Body) -> bytes:
    """Seal a report's body under its key."""
    return box.seal(key, packed(asdict(body)), Context(KIND, intel, "body"))


def open_body(key: bytes, intel: UUID, sealed: bytes | memoryview) -> Body:
    """Open what `seal_body` made; raises CannotOpen for anything else."""
    values = _opened(key, sealed, Context(KIND, intel, "body"))
    try:
        items = tuple(Item(**one) for one in values.pop("items"))
        return Body(items=items, **values)
    except (KeyError, TypeError):
        raise CannotOpen("the body is not in the form that intelligence seals") from None


def seal_origin(key: bytes, origin: UUID, body: OriginBody) -> bytes:
    """Seal an origin under its own key."""
    return box.seal(key, packed(asdict(body)), Context(ORIGIN, origin, "body"))


def open_origin(key: bytes, origin: UUID, sealed: bytes | memoryview) -> OriginBody:
    """Open what `seal_origin` made; raises CannotOpen for anything else."""
    try:
        return OriginBody(**_opened(key, sealed, Context(ORIGIN, origin, "body")))
    except TypeError:
        raise CannotOpen("the origin is not in the form that intelligence seals") from None


def seal_text(key: bytes, intel: UUID, step: UUID, text: str) -> bytes | None:
    """Seal what was written at a step; None for nothing."""
    return box.seal(key, text.encode(), _step(intel, step)) if text else None


def open_text(key: bytes, intel: UUID, step: UUID, sealed: bytes | memoryview | None) -> str:
    """Open what `seal_text` made."""
    return box.unseal(key, bytes(sealed), _step(intel, step)).decode() if sealed else ""


def _opened(key: bytes, sealed: bytes | memoryview, context: Context) -> dict[str, Any]:
    try:
        values = unpacked(box.unseal(key, bytes(sealed), context))
    except ValueError:
        raise CannotOpen("the seal holds no JSON") from None
    if not isinstance(values, dict):
        raise CannotOpen("the seal holds no record")
    return values


def _step(intel: UUID, step: UUID) -> Context:
    return Context(KIND, intel, f"step:{step}")
