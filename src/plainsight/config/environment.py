"""Reads settings from the environment, typed, and fails loudly with what to do.

Every setting may also be given as NAME_FILE, the path of a file that holds the value: a
secret in a file is in no process listing and no crash report.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path


class BadSetting(Exception):
    """A setting is missing or unusable; the message says which and what to do."""


@dataclass(frozen=True)
class Setting:
    """What the documentation and the checks know about one setting."""

    name: str
    meaning: str
    zones: str
    default: str | None = None


SHORTEST_SECRET = 32

KNOWN: dict[str, Setting] = {}


def declare(name: str, meaning: str, *, zones: str, default: str | None = None) -> None:
    """Make a setting known; reading one that is not declared is a defect."""
    KNOWN[name] = Setting(name, meaning, zones, default)


def raw(name: str) -> str | None:
    """Return the value of a declared setting, from NAME or the file that NAME_FILE names."""
    setting = KNOWN[name]
    path = os.environ.get(f"{name}_FILE")
    if path and name in os.environ:
        raise BadSetting(f"Give either {name} or {name}_FILE, not both.")
    if path:
        try:
            return Path(path).read_text(encoding="utf-8").strip()
        except OSError as error:
            raise BadSetting(
                f"{name}_FILE names a file that cannot be read: {error.strerror}."
            ) from error
    value = os.environ.get(name, setting.default)
    return value if value != "" else setting.default


def text(name: str) -> str:
    """Return a setting that must be there.

    Raises BadSetting when it is not set and has no default.
    """
    value = raw(name)
    if value is None:
        raise BadSetting(f"Set {name} (or {name}_FILE): {KNOWN[name].meaning}")
    return value


def number(name: str) -> int:
    """Return a whole number; raises BadSetting when it is not one."""
    value = text(name)
    try:
        return int(value)
    except ValueError:
        raise BadSetting(f"{name} must be a whole number, not {value!r}.") from None


def address(name: str) -> str:
    """Return a socket's path or host:port, or nothing when it is not set.

    Raises BadSetting for anything else.
    """
    value = raw(name) or ""
    host, _, port = value.rpartition(":")
    if value and not value.startswith("/") and not (host and port.isdigit()):
        raise BadSetting(f"{name} must be the path of a socket or host:port.")
    return value


def issuer(name: str) -> str:
    """Return the address of a provider, or nothing when it is not set.

    Raises BadSetting for one that is not https; this machine itself may go without, for a trial.
    """
    value = raw(name) or ""
    begins = ("https://", "http://127.0.0.1:", "http://localhost:")
    if value and not value.startswith(begins):
        raise BadSetting(f"{name} must begin with https://.")
    return value


def secret(name: str) -> bytes:
    """Return a secret of at least 32 characters as bytes; raises BadSetting when shorter."""
    value = text(name)
    if len(value) < SHORTEST_SECRET:
        raise BadSetting(f"{name} is too short: give at least {SHORTEST_SECRET} random characters.")
    return value.encode()


def boolean(name: str) -> bool:
    """Return yes or no; raises BadSetting for anything else."""
    value = text(name).lower()
    if value not in {"yes", "no"}:
        raise BadSetting(f"{name} must be yes or no, not {value!r}.")
    return value == "yes"
