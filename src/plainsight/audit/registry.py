"""The verbs of the log: what each app can do that must be remembered, in words a person reads.

An app lists its verbs in `<app>/verbs.py` as `VERBS`. An act whose verb is not there is refused,
so the list in docs/audit-verbs.md is complete.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from types import MappingProxyType

from django.apps import apps

NAME = re.compile(r"[a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)+")
LONGEST = 64  # characters, as the door has it


class Kind(StrEnum):
    """What an act is in law: the six of section 62, Data Protection Act 2018, and access.

    Access is signing in, locking, admitting and the like: not processing of a record, but what an
    inquiry asks for first.
    """

    COLLECTION = "collection"
    ALTERATION = "alteration"
    CONSULTATION = "consultation"
    DISCLOSURE = "disclosure"
    COMBINATION = "combination"
    ERASURE = "erasure"
    ACCESS = "access"


@dataclass(frozen=True)
class Verb:
    """One act: its stable name ("report.opened"), kind in law and wording ("opened report")."""

    name: str
    kind: Kind
    wording: str

    def __post_init__(self) -> None:
        """Refuse a name that the log's door would refuse."""
        if len(self.name) > LONGEST or not NAME.fullmatch(self.name):
            raise ValueError(
                f"{self.name!r} is no verb: write it as noun.done, at most 64 characters"
            )


def gathered() -> Iterator[tuple[str, Verb]]:
    """Yield (app label, verb) for each verb of the installed apps, in their order."""
    for config in apps.get_app_configs():
        if config.name.startswith("plainsight.") and find_spec(f"{config.name}.verbs"):
            for verb in import_module(f"{config.name}.verbs").VERBS:
                yield config.label, verb


@cache
def verbs() -> Mapping[str, Verb]:
    """Return all verbs by name; raises ValueError when two apps claim the same one."""
    found: dict[str, Verb] = {}
    for label, verb in gathered():
        if verb.name in found:
            raise ValueError(f"{label}.verbs: {verb.name} belongs to another app already")
        found[verb.name] = verb
    return MappingProxyType(found)
