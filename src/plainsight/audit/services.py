"""The way into the log for Python code: one act, one row, in the transaction of the act itself."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal
from uuid import UUID

from django.db import connection

from plainsight.audit.registry import verbs

CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.:+/-]{0,63}")
KEY = re.compile(r"[a-z][a-z0-9_]{0,31}")
NOTHING: Mapping[str, str | int | bool] = MappingProxyType({})


class NotLogged(Exception):
    """The act cannot be written to the log, so it must not happen; the message says why."""


@dataclass(frozen=True)
class Actor:
    """Who acts: an officer by id, a reporter (never identified), or the system itself.

    An interpreter is the id of their place in one chat.
    """

    kind: Literal["officer", "reporter", "interpreter", "system"]
    id: UUID | None = None


@dataclass(frozen=True)
class Subject:
    """What is acted upon: its kind ("report", "officer") and its id, if it has one."""

    kind: str
    id: UUID | None = None


SYSTEM = Actor("system")


def record(
    actor: Actor,
    verb: str,
    *,
    subject: Subject,
    detail: Mapping[str, str | int | bool] = NOTHING,
) -> None:
    """Write one act to the log.

    `detail` holds codes, whole numbers and yes or no, never content: words with spaces are refused.
    Raises NotLogged outside a transaction, for a verb that no app registers, and for a detail that
    is not codes. The database checks the same a second time.
    """
    if not connection.in_atomic_block:
        raise NotLogged(
            f"{verb} must be logged in the transaction of the act: use transaction.atomic()"
        )
    if verb not in verbs():
        raise NotLogged(f"{verb} is not registered: add it to the app's verbs.py")
    _check_codes(verb, subject, detail)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT audit.write(%s, %s, %s, %s, %s, %s)",
            [actor.kind, actor.id, verb, subject.kind, subject.id, json.dumps(dict(detail))],
        )


def _check_codes(verb: str, subject: Subject, detail: Mapping[str, str | int | bool]) -> None:
    """Raise NotLogged unless everything given is a code."""
    if not KEY.fullmatch(subject.kind):
        raise NotLogged(f"{verb}: the kind of its subject is no code")
    for key, value in detail.items():
        if not KEY.fullmatch(key):
            raise NotLogged(f"{verb}: a key of its detail is no code")
        if isinstance(value, str) and not CODE.fullmatch(value):
            raise NotLogged(f"{verb}: {key} is no code of at most 64 characters without spaces")
        if not isinstance(value, str | int):
            raise NotLogged(f"{verb}: {key} is neither a code nor a whole number nor yes or no")
