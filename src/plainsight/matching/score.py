"""Two questions about a pair, each with its own answer.

Whether two records are the same person, and whether two people are associated. People who share a
phone, a van or a house agree in much and are still two, so contact alone never makes them one: the
identity guard asks that a name, a date of birth or the number of a document agree as well.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType

from plainsight.matching.compare import MISSING, Comparison, compare
from plainsight.matching.model import Model

__all__ = ["Answers", "answers", "associated", "compare", "field_bits", "is_guarded", "score"]

LINKS = MappingProxyType(
    {
        "phone": "exact",
        "email": "exact",
        "plate": "repaired",
        "postcode": "exact",
        "document": "exact",
    }
)
"""What associates two people, and how closely it must agree."""


@dataclass(frozen=True, slots=True)
class Answers:
    """Both answers about a pair.

    `same` is bits for the same person, or None where no name, date of birth or document agrees.
    `links` are the fields that associate the two, and `link_bits` how rare such an agreement is.
    """

    same: float | None
    links: tuple[str, ...]
    link_bits: float


def field_bits(comparison: Comparison, model: Model) -> dict[str, float]:
    """Return what each field counts, in bits, in the order of `compare.FIELDS`; 0 if missing."""
    return {
        name: 0.0 if level == MISSING else model.fields[name][level]
        for name, level in comparison.levels.items()
    }


def score(comparison: Comparison, model: Model) -> float:
    """Return the weight of the whole comparison in bits: the prior and what each field counts.

    At 0 bits the chance of one person is even; each bit doubles the odds. The guard is not in it.
    """
    return model.start + sum(field_bits(comparison, model).values())


def is_guarded(comparison: Comparison) -> bool:
    """Whether identity has a ground of its own: a name or a date of birth that agrees.

    A name agrees when given name and surname are both at least alike and one of them sounds the
    same; where a record has only one of the two, that one must sound the same. A date of birth
    agrees in full, swapped, or in at least two parts; a bare year is no ground. A document is one's
    own, so its number is a ground as well: one passport under two names should be looked at.
    """
    if comparison.reached("born", "partly") or comparison.reached("document", "exact"):
        return True
    levels = [comparison.levels[name] for name in ("given", "surname")]
    sounding = [name for name in ("given", "surname") if comparison.reached(name, "sounds")]
    return bool(sounding) and all(
        level == MISSING or comparison.reached(name, "alike")
        for name, level in zip(("given", "surname"), levels, strict=True)
    )


def associated(comparison: Comparison) -> tuple[str, ...]:
    """Return the fields through which the two are associated; none where nothing is shared."""
    return tuple(name for name, level in LINKS.items() if comparison.reached(name, level))


def answers(comparison: Comparison, model: Model) -> Answers:
    """Return both answers about a pair. Neither is a decision: nothing is merged by a figure."""
    links = associated(comparison)
    bits = field_bits(comparison, model)
    return Answers(
        same=score(comparison, model) if is_guarded(comparison) else None,
        links=links,
        link_bits=sum(bits[name] for name in links),
    )
