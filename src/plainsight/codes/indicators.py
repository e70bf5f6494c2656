"""The signs of modern slavery: 118 prompts, each with its facts and its plain words.

A sign is a prompt to look and to ask. It is never a finding and never a score for an automatic
decision: one sign proves nothing. The facts (facts.toml) are those of the research, with the
frameworks that each was read in; the words (words/) are our own.

Nationality, language and accent are never signs. Two prompts of the research that speak of
language are kept for the record and never shown to the public.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from django.utils.functional import Promise

from plainsight.codes.words import harm, names, person, work
from plainsight.codes.words.notes import NOTES

NEVER_PUBLIC = frozenset({"IND031", "IND032"})
"""They speak of language and of who talks to whom: a vulnerability at most, no suspicion."""

ANYWHERE = "any"
_TEXTS: Mapping[str, Promise] = {**person.TEXTS, **work.TEXTS, **harm.TEXTS}
_GROUP_ORDER = tuple(names.GROUPS)


@dataclass(frozen=True, eq=False)
class Sign:
    """One sign. `text`, `note`: translated when shown. `strength`: weak, medium or strong.

    `ilo` holds the reference and the grades of the conduct in the ILO/EC tables of 2009 that it
    was matched with; empty where there is none. `note` says why a grade differs from them.
    """

    id: str
    group: str
    settings: tuple[str, ...]
    text: Promise
    strength: str
    strength_basis: str
    seen_by: str
    exploitation_types: tuple[str, ...]
    sources: tuple[str, ...]
    note: Promise | str
    ilo: Mapping[str, str]
    flag: str
    is_about_children: bool

    @property
    def is_public(self) -> bool:
        """Whether the public pages may show it."""
        return self.seen_by != "professional" and self.id not in NEVER_PUBLIC


def _table(name: str) -> dict[str, Any]:
    return tomllib.loads(files("plainsight.codes").joinpath(name).read_text(encoding="utf-8"))


def _sign(sign_id: str, facts: Mapping[str, Any]) -> Sign:
    return Sign(
        id=sign_id,
        group=facts["group"],
        settings=tuple(facts["settings"]),
        text=_TEXTS[sign_id],
        strength=facts["strength"],
        strength_basis=facts["strength_basis"],
        seen_by=facts["seen_by"],
        exploitation_types=tuple(facts["exploitation_types"]),
        sources=tuple(facts["sources"]),
        note=NOTES.get(sign_id, ""),
        ilo=MappingProxyType(facts.get("ilo", {})),
        flag=facts.get("flag", ""),
        is_about_children=facts.get("child_specific", False),
    )


SIGNS: Mapping[str, Sign] = MappingProxyType(
    {sign_id: _sign(sign_id, facts) for sign_id, facts in _table("facts.toml").items()}
)
FRAMEWORKS: Mapping[str, Mapping[str, str]] = MappingProxyType(_table("frameworks.toml"))
"""Where signs were read: short form to its name, address and terms."""


def public_signs() -> tuple[Sign, ...]:
    """Return the signs that the public can see and may be shown."""
    return tuple(sign for sign in SIGNS.values() if sign.is_public)


def label(sign_id: str) -> str:
    """Return a sign's words in the language of the moment; "" for an unknown id."""
    sign = SIGNS.get(sign_id)
    return str(sign.text) if sign else ""


def known(sign_ids: Iterable[str]) -> tuple[str, ...]:
    """Return those of the ids that a member of the public may tick, each once, in their order."""
    asked = set(sign_ids)
    return tuple(sign.id for sign in public_signs() if sign.id in asked)


def signs_by_group(signs: Iterable[Sign]) -> tuple[tuple[str, tuple[Sign, ...]], ...]:
    """Return the signs in their groups, each group with its heading; empty groups are left out."""
    kept = tuple(signs)
    return tuple(
        (str(names.GROUPS[group]), found)
        for group in _GROUP_ORDER
        if (found := tuple(sign for sign in kept if sign.group == group))
    )
