"""What is missing or odd in a record, by the minimum standard: a list of work, never a wall."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from plainsight.codes.lists import code_of
from plainsight.pole.checks import check
from plainsight.pole.kinds import attributes

FOUR, FIVE = "four", "five"
IDENTITY = ("given_name", "surname", "born", "gender")
CONTACT = ("telephone", "email", "postcode")
DESCRIPTORS = (
    *("gender", "build", "complexion", "distinguishing_feature", "eye_colour"),
    *("self_defined_ethnicity", "hair_colour"),
)
FEWEST_DESCRIPTORS = 4
NEEDED: Mapping[str, Sequence[tuple[str, ...]]] = {
    "organisation": (("business_name", "trading_name"), ("postcode",)),
    "vehicle": (("vrm",), ("make",), ("model",), ("body",), ("colour",)),
    "phone": (("telephone",),),
    "email": (("email",),),
    "account": (("handle", "url"), ("platform",)),
    "document": (("document_type",), ("document_number",), ("country",)),
    "property": (("category",), ("description",)),
    "location": (("postcode", "latitude", "area"), ("premises", "latitude", "area")),
    "event": (("category",), ("on",), ("mo",)),
}
"""For each kind the groups of attributes of which one each should be known."""


@dataclass(frozen=True, order=True)
class Gap:
    """One thing that is missing or odd; `field` is the attribute, if it is about one."""

    field: str
    words: str
    is_odd: bool = False


def gaps(
    kind: str,
    facts: Sequence[tuple[str, str]],
    *,
    roles: Collection[str] = (),
    ties: int = 0,
) -> list[Gap]:
    """Return what the standard finds lacking or odd in a record.

    `facts` are those that count, `roles` the parts that a person has in reports, `ties` the number
    of links and reports it hangs together with.
    """
    return [*_odd(kind, facts), *_missing(kind, {name for name, _v in facts}, roles, ties)]


def odd(kind: str, field: str, value: str) -> str:
    """Return what is odd about one value; empty for nothing."""
    known = attributes(kind).get(field)
    return check(str(known.facts.get("check", "")), value) if known else ""


def _odd(kind: str, facts: Sequence[tuple[str, str]]) -> Iterator[Gap]:
    for field, value in facts:
        if words := odd(kind, field, value):
            yield Gap(field, words, is_odd=True)


def _missing(kind: str, held: Collection[str], roles: Collection[str], ties: int) -> Iterator[Gap]:
    if ties == 0:
        yield Gap("", _("It is linked with nothing. Link it, or say which report it is from."))
    if kind == "person":
        yield from _of_person(held, roles)
    for group in NEEDED.get(kind, ()):
        if not any(one in held for one in group):
            names = [str(attributes(kind)[one]) for one in group]
            yield Gap(group[0], _("Not known yet: {what}.").format(what=_(" or ").join(names)))


def _of_person(held: Collection[str], roles: Collection[str]) -> Iterator[Gap]:
    wanted = {str(code.facts["needs"]) for one in roles if (code := code_of("person_roles", one))}
    described = sum(one in held for one in DESCRIPTORS)
    if wanted & {FOUR, "both"} and described < FEWEST_DESCRIPTORS:
        words = _("Somebody unknown needs four descriptors; {n} are held.")
        yield Gap("build", words.format(n=described))
    if wanted - {FOUR} or not wanted:
        yield from _four_and_one(held)
    if not any(one in held for one in (*IDENTITY, "alias", *DESCRIPTORS)):
        yield Gap("given_name", _("Nothing says who this is or what they look like."))


def _four_and_one(held: Collection[str]) -> Iterator[Gap]:
    lacking = [str(attributes("person")[one]) for one in IDENTITY if one not in held]
    if lacking:
        words = _("4+1 identity, not known yet: {what}.")
        yield Gap("given_name", words.format(what=", ".join(lacking)))
    if not any(one in held for one in CONTACT):
        yield Gap("telephone", _("4+1 identity: no telephone, e-mail or address is known."))
