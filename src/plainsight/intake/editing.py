"""A draft's row: read, changed, and saved over the revision that was read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from plainsight.intake import gates
from plainsight.intake.answers import FileNote
from plainsight.intake.draft import Draft, Sent, opened, sealed
from plainsight.intake.draftseal import DraftKey, draft_key
from plainsight.intake.errors import AlreadySent, DraftGone, NotNow, TooManyFiles
from plainsight.intake.handover import sealed_report
from plainsight.vault.published import forget_team_key

ATTEMPTS = 5


def find(cookie: str | None) -> Draft | Sent | None:
    """Return the cookie's draft, what became of it within thirty minutes, or None.

    Raises NotNow when the database is away, as everything here does.
    """
    key = draft_key(cookie) if cookie else None
    return read(key) if key else None


def size_class(size: int) -> int:
    """Return the power of two that a file of `size` bytes stays below: all that stands in clear."""
    return size.bit_length()


def read(key: DraftKey) -> Draft | Sent | None:
    """Return the draft of a key, what became of it, or None."""
    found = gates.rows("read_draft", key.locator)
    if not found:
        return None
    state, revision, body, reference = found[0]
    if state == "sent":
        return Sent(reference, key.unseal("receipt", body)["code"])
    return opened(key, revision, key.unseal("body", body))


def still_open(cookie: str | None) -> Draft:
    """Return the cookie's draft; raises DraftGone or AlreadySent."""
    found = find(cookie)
    if found is None:
        raise DraftGone
    if isinstance(found, Sent):
        raise AlreadySent
    return found


def edited(
    cookie: str | None,
    edit: Callable[[Draft], Draft],
    *,
    gained: FileNote | None = None,
    save: Callable[[Draft], str] | None = None,
) -> Draft:
    """Read, change and save; read again when another tab was quicker."""
    for _ in range(ATTEMPTS):
        before = still_open(cookie)
        after = edit(before)
        if after == before:
            return before
        said = save(after) if save else _save(after, gained)
        if said == "saved":
            return replace(after, revision=after.revision + 1)
        if said == "gone":
            raise DraftGone
        if said == "sent":
            raise AlreadySent
        if said == "full":
            raise TooManyFiles
        if said == "rotated":
            forget_team_key()
    raise NotNow


def _save(draft: Draft, gained: FileNote | None) -> str:
    """Save a draft, and what the desk may see of it, over the revision it was read at."""
    file = (gained.id, size_class(gained.size)) if gained else (None, None)
    if draft.shares_unfinished:
        unfinished = replace(draft.whole, is_finished=False)
        return outcome("save_shared", draft, *file, *sealed_report(draft, unfinished))
    if gained:
        return outcome("attach_file", draft, *file)
    return outcome("save_draft", draft)


def outcome(gate: str, draft: Draft, *more: Any) -> str:
    """Call a gate that saves a draft, and return what it says."""
    return str(gates.value(gate, draft.key.locator, draft.revision, sealed(draft), *more))
