"""Why two records are thought to be one person, or not, in sentences an officer can check.

Every field has its line, gaps as well, so that a reader sees what spoke for it, what against, and
what nobody knows. The lines add up to the figure. It is stored with the version of the model.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from plainsight.matching.compare import MISSING, Comparison, compare
from plainsight.matching.model import Band, Model
from plainsight.matching.records import Person
from plainsight.matching.score import answers, field_bits
from plainsight.matching.wording import (
    FIRST_OF_JANUARY,
    NOT_COMPARED,
    NOUNS,
    UNKNOWN_IN_BOTH,
    UNKNOWN_IN_ONE,
    sentence,
    values,
)

NOTHING, STRONG = 0.5, 6.0
"""Bits below which a line says nothing either way, and from which it is strong."""


class Verdict(StrEnum):
    """What a field says of the two records."""

    AGREES = "agrees"
    DIFFERS = "differs"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Line:
    """One field of the explanation: its sentence, and its bits for (above 0) or against."""

    field: str
    verdict: Verdict
    sentence: str
    bits: float

    @property
    def strength(self) -> str:
        """What the bits mean, in words."""
        size = abs(self.bits)
        if self.verdict is Verdict.MISSING:
            return "counts for nothing"
        if size < NOTHING:
            return "says little either way"
        side = "for" if self.bits > 0 else "against"
        return f"speaks {'strongly ' if size >= STRONG else ''}{side} it"


@dataclass(frozen=True, slots=True)
class Explanation:
    """Both answers in words, with the lines they rest on.

    `band` is None where the identity guard refuses an answer. `start` is where the count begins:
    how unlikely two records taken blindly are to be one person; with the lines it makes `bits`.
    """

    band: Band | None
    bits: float
    start: float
    lines: tuple[Line, ...]
    links: tuple[str, ...]
    version: str
    is_trained: bool

    @property
    def same_person(self) -> str:
        """The first answer, as a sentence or two."""
        if self.band is None:
            return (
                "Neither a name nor a date of birth agrees, so nothing says that this is one "
                "person."
            )
        said = f"It is {self.band.word} that this is one person."
        if self.band.word == "possible":
            said = "It is possible that this is one person; more is needed to tell."
        if self.band.share is not None:
            said += f" Of made-up pairs like this, {self.band.share:.1%} were one person."
        elif not self.is_trained:
            said += " These weights are estimates and have not been tried on real records."
        return said

    @property
    def association(self) -> str:
        """The second answer, as a sentence."""
        if not self.links:
            return "They share no telephone number, e-mail address, vehicle or postcode."
        shared = [f"a{'n' if NOUNS[one][0] in 'aeiou' else ''} {NOUNS[one]}" for one in self.links]
        listed = " and ".join(filter(None, (", ".join(shared[:-1]), shared[-1])))
        return f"They are associated: the records share {listed}."

    def read(self) -> str:
        """Return the whole explanation as plain text: both answers, then a line for each field."""
        told = [
            f"{line.bits:+6.1f}  {line.sentence} This {line.strength}."
            if line.verdict is not Verdict.MISSING
            else f"     -  {line.sentence}"
            for line in self.lines
        ]
        start = f"{self.start:+6.1f}  Two records taken blindly are hardly ever one person."
        total = f"{self.bits:+6.1f}  In all, by model {self.version}."
        return "\n".join([self.same_person, self.association, start, *told, total])


def explain(a: Person, b: Person, model: Model) -> Explanation:
    """Compare two records and return both answers with their reasons, strongest line first."""
    comparison = compare(a, b)
    found = answers(comparison, model)
    bits = field_bits(comparison, model)
    if comparison.levels["order"] != 0:  # told only where it is odd; else it goes with the surname
        bits["surname"] += bits.pop("order")
    lines = [_line(name, a, b, comparison, bits[name]) for name in bits]
    total = model.start + sum(bits.values())
    return Explanation(
        band=None if found.same is None else model.band(found.same),
        bits=total,
        start=model.start,
        lines=tuple(sorted(lines, key=lambda line: (line.verdict == "missing", -abs(line.bits)))),
        links=found.links,
        version=model.version,
        is_trained=model.is_trained,
    )


def _line(name: str, a: Person, b: Person, comparison: Comparison, bits: float) -> Line:
    level = comparison.levels[name]
    ours, theirs = values(a, name), values(b, name)
    if level == MISSING:
        known = (bool(ours), bool(theirs))
        said = NOT_COMPARED if all(known) else UNKNOWN_IN_ONE if any(known) else UNKNOWN_IN_BOTH
        return Line(name, Verdict.MISSING, said.format(noun=NOUNS[name]), bits)
    words = comparison.words.get(name)
    if words and level:
        ours, theirs = (words[0].title(),), (words[1].title(),)
    shared = [one for one in ours if one in theirs]
    said = sentence(name, level, ", ".join(shared or ours), ", ".join(theirs))
    dates = [one.born for one in (a, b) if one.born]
    if name == "born" and any(date.is_first_of_january for date in dates):
        said += FIRST_OF_JANUARY
    return Line(name, Verdict.AGREES if level else Verdict.DIFFERS, said, bits)
