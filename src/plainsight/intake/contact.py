"""How a reporter may be reached, and what makes it safe: sealed with the report, or in a message.

Reading is forgiving of fields that are missing (a report that was sealed before they were asked)
or that another version adds; what has the wrong type is refused.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any


@dataclass(frozen=True)
class Contact:
    """A safe way to reach the reporter: who, how, where, at what times, and what makes it safe.

    `how` is "", "phone", "text", "email" or "other"; `message`, whether a message may be left:
    "", "yes" or "no". `windows` are codes of `windows.CODES`, and `times` what they say of times
    besides; `language` is the one to speak, in their words; `word`, what the desk says first so
    that the reporter knows who it is.
    """

    name: str = ""
    how: str = ""
    value: str = ""
    times: str = ""
    safe: str = ""
    message: str = ""
    windows: tuple[str, ...] = ()
    language: str = ""
    word: str = ""


def read_contact(values: Mapping[str, Any]) -> Contact:
    """Return the contact in plain values; raises TypeError for anything else."""
    if not isinstance(values, Mapping):
        raise TypeError("a contact is a table")
    plain = {one.name: values[one.name] for one in fields(Contact) if one.name in values}
    windows = plain.pop("windows", ())
    if not isinstance(windows, list | tuple):
        raise TypeError("the windows of a contact are a list")
    if not all(isinstance(said, str) for said in (*plain.values(), *windows)):
        raise TypeError("a contact is made of words")
    return Contact(**plain, windows=tuple(windows))
