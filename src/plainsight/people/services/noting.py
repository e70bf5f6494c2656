"""Writes one act about an officer to the log, in few words."""

from __future__ import annotations

from plainsight.audit.services import SYSTEM, Actor, Subject, record
from plainsight.people.models import Officer


def note(
    verb: str, *, by: Officer | None, about: Officer | None, **codes: str | int | bool
) -> None:
    """Log an act by an officer (None: the system) about an officer (None: nobody known)."""
    actor = Actor("officer", by.id) if by else SYSTEM
    subject = Subject("officer", about.id if about else None)
    record(actor, verb, subject=subject, detail=codes)
