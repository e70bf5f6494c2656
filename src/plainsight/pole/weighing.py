"""Whether two records are one, and what associates them: for people by the model, else by rules.

A vehicle, a number or a document is known by what identifies it, so a few plain rules say more
than a model would; both come as the same lines.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from plainsight.matching.compare import FIELDS, Comparison, compare
from plainsight.matching.explain import Line, Verdict, explain
from plainsight.matching.identifiers import Postcode, postcode
from plainsight.matching.model import default_model
from plainsight.matching.names import business_name
from plainsight.matching.normalise import fold
from plainsight.matching.records import Person
from plainsight.matching.score import answers, associated
from plainsight.matching.similarity import jaro_winkler
from plainsight.matching.wording import sentence, values
from plainsight.pole.shape import Shape, handle, person_of

BITS: Mapping[str, float] = {"very likely": 12.0, "likely": 7.0, "possible": 2.0}
RULES = "rules-1"
NEAR = 0.92
Found = tuple[str, str] | None


@dataclass(frozen=True, slots=True)
class Weighed:
    """Both answers about two records.

    `band` is how likely they are one (very likely, likely, possible, unlikely), or None where
    nothing says so; `bits` what it rests on. `links` are the fields through which they are
    associated.
    """

    band: str | None
    bits: float | None
    links: tuple[str, ...]
    version: str

    @property
    def is_worth_showing(self) -> bool:
        """Whether a person should look at it."""
        return self.band not in (None, "unlikely")


@dataclass(frozen=True, slots=True)
class Reasons:
    """The answers in words, with the lines they rest on, strongest first."""

    same: str
    association: str
    lines: tuple[Line, ...]
    start: float
    total: float
    version: str


def weigh(kinds: tuple[str, str], a: Person, b: Person, shapes: tuple[Shape, Shape]) -> Weighed:
    """Weigh two records; without sentences, for there are many candidates and few are shown."""
    comparison = compare(a, b)
    if kinds == ("person", "person"):
        model = default_model()
        found = answers(comparison, model)
        band = None if found.same is None else model.band(found.same).word
        return Weighed(band, found.same, found.links, model.version)
    rule = _rule(kinds, comparison, shapes)
    band = rule[0] if rule else None
    return Weighed(band, BITS[band] if band else None, associated(comparison), RULES)


def reasons(kinds: tuple[str, str], shapes: tuple[Shape, Shape]) -> Reasons:
    """Return why, field by field, gaps as well."""
    a, b = person_of(shapes[0]), person_of(shapes[1])
    if kinds == ("person", "person"):
        told = explain(a, b, default_model())
        return Reasons(
            told.same_person, told.association, told.lines, told.start, told.bits, told.version
        )
    comparison = compare(a, b)
    rule = _rule(kinds, comparison, shapes)
    bits = BITS[rule[0]] if rule else 0.0
    lines = [Line("rule", Verdict.AGREES, rule[1], bits)] if rule else []
    lines += _shared(comparison, a, b)
    said = f"It is {rule[0]} that this is one and the same." if rule else NOTHING_SAME
    shared = associated(comparison)
    tied = "They are associated through what they share." if shared else "They share nothing else."
    return Reasons(said, tied, tuple(lines), 0.0, bits, RULES)


NOTHING_SAME = "Nothing says that this is one and the same."


def _shared(comparison: Comparison, a: Person, b: Person) -> Iterator[Line]:
    for name, level in comparison.levels.items():
        if level > 0 and name in ("phone", "email", "plate", "postcode", "document"):
            listed = ", ".join(values(a, name)), ", ".join(values(b, name))
            yield Line(name, Verdict.AGREES, sentence(name, level, *listed), 0.0)


def _rule(kinds: tuple[str, str], comparison: Comparison, shapes: tuple[Shape, Shape]) -> Found:
    rule = _RULES.get(kinds[0])
    return rule(comparison, *shapes) if rule and kinds[0] == kinds[1] else None


def _by_field(name: str, bands: Mapping[str, str]) -> Callable[[Comparison, Shape, Shape], Found]:
    def rule(comparison: Comparison, _a: Shape, _b: Shape) -> Found:
        level = comparison.levels[name]
        word = FIELDS[name][level] if level >= 0 else ""
        return (bands[word], SAID[word].format(what=WHAT[name])) if word in bands else None

    return rule


SAID = {
    "exact": "The {what} is the same.",
    "repaired": "The {what} is the same once a misreading is put right.",
    "slip": "The {what} differs by one character.",
}
WHAT = {"plate": "number plate", "phone": "number", "email": "address", "document": "number"}
_EXACT = {"exact": "very likely"}


def _organisation(comparison: Comparison, a: Shape, b: Shape) -> Found:
    if comparison.reached("document", "exact"):
        return "very likely", "The company number is the same."
    ours, theirs = _names(a), _names(b)
    contact = any(comparison.reached(name, "exact") for name in ("phone", "email", "postcode"))
    if ours & theirs:
        said = "The name is the same"
        if contact:
            return "very likely", f"{said}, and so is a number or a postcode."
        return "likely", f"{said}; nothing else is known to agree."
    alike = max((jaro_winkler(*sorted((x, y))) for x in ours for y in theirs), default=0.0)
    if alike >= NEAR:
        return ("likely" if contact else "possible"), "The names are nearly the same."
    return None


def _location(comparison: Comparison, a: Shape, b: Shape) -> Found:
    ours, theirs = ({fold(one) for one in shape.get("premises", ())} for shape in (a, b))
    here, there = ({_outward(one) for one in shape.get("postcodes", ())} for shape in (a, b))
    if comparison.reached("postcode", "exact"):
        if ours & theirs:
            return "very likely", "The building and the postcode are the same."
        if not ours or not theirs:
            return "possible", "The postcode is the same; one record names no building."
    elif ours & theirs and here & there:
        return "possible", "The building is named the same, in one postal district."
    return None


def _account(_comparison: Comparison, a: Shape, b: Shape) -> Found:
    ours, theirs = ({handle(one) for one in shape.get("handles", ())} for shape in (a, b))
    return ("likely", "The name of the account is the same.") if ours & theirs else None


def _event(comparison: Comparison, a: Shape, b: Shape) -> Found:
    is_day = bool(set(a.get("dates", ())) & set(b.get("dates", ())))
    near = comparison.reached("postcode", "sector")
    return ("possible", "The day and the place agree.") if is_day and near else None


def _names(shape: Shape) -> set[str]:
    return set(filter(None, map(business_name, shape.get("names", ()))))


def _outward(written: str) -> str:
    found: Postcode | None = postcode(written)
    return found.outward if found else written


_RULES: Mapping[str, Callable[[Comparison, Shape, Shape], Found]] = {
    "vehicle": _by_field("plate", _EXACT | {"repaired": "likely", "slip": "possible"}),
    "phone": _by_field("phone", _EXACT),
    "email": _by_field("email", _EXACT),
    "document": _by_field("document", _EXACT | {"slip": "possible"}),
    "property": _by_field("document", _EXACT | {"slip": "possible"}),
    "organisation": _organisation,
    "location": _location,
    "account": _account,
    "event": _event,
}
