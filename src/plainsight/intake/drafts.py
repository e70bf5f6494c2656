"""Writing a report: one sealed row, changed step by step, readable only with the cookie.

The return code, the ids and the keys of the report and its conversation are made with the draft,
so that sending, however often it is tried, always makes the same report.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any
from uuid import UUID

from plainsight.core.ids import new_id
from plainsight.files import store
from plainsight.intake import gates, returncodes
from plainsight.intake.answers import MOST_FILES, Answers, FileNote
from plainsight.intake.draft import Draft, Sent, opened, sealed
from plainsight.intake.draftseal import draft_key, new_draft_key
from plainsight.intake.errors import AlreadySent, DraftGone, NotNow, TooManyFiles
from plainsight.vault import box

ATTEMPTS = 5


def find(cookie: str | None) -> Draft | Sent | None:
    """Return the cookie's draft, what became of it within thirty minutes, or None.

    Raises NotNow when the database is away, as everything here does.
    """
    key = draft_key(cookie) if cookie else None
    if key is None:
        return None
    found = gates.rows("read_draft", key.locator)
    if not found:
        return None
    state, revision, body, reference = found[0]
    if state == "sent":
        return Sent(reference, key.unseal("receipt", body)["code"])
    return opened(key, revision, key.unseal("body", body))


def begin(answers: Answers) -> Draft:
    """Save the first answers as a new draft; set its `cookie`."""
    draft = Draft(
        key=new_draft_key(),
        revision=1,
        answers=answers,
        report=new_id(),
        record_key=box.new_key(),
        conversation=new_id(),
        conversation_key=box.new_key(),
        return_code=returncodes.new_code(),
    )
    gates.value("save_draft", draft.key.locator, 0, sealed(draft))
    return draft


def change(cookie: str | None, **fields: Any) -> Draft:
    """Save some answers over the draft, leaving the others as another tab may have set them.

    `fields` are those of Answers. Raises DraftGone, AlreadySent or NotNow.
    """
    return _edited(cookie, lambda answers: replace(answers, **fields))


def attach(cookie: str | None, note: FileNote) -> Draft:
    """Add a file that is already sealed under the draft's `file_key`.

    Raises TooManyFiles, and what `change` raises; then the caller deletes the sealed file.
    """

    def with_it(answers: Answers) -> Answers:
        if note in answers.files:
            return answers
        if len(answers.files) >= MOST_FILES:
            raise TooManyFiles
        return replace(answers, files=(*answers.files, note))

    return _edited(cookie, with_it, gained=note)


def detach(cookie: str | None, file: UUID) -> Draft:
    """Take a file out of the draft, then throw its sealed bytes away; harmless when it is gone.

    Raises what `change` raises, and then the file is untouched.
    """
    had: list[FileNote] = []

    def without_it(answers: Answers) -> Answers:
        had[:] = [note for note in answers.files if note.id == file]
        return replace(answers, files=tuple(note for note in answers.files if note.id != file))

    draft = _edited(cookie, without_it)
    if had:
        store.delete(file)
    return draft


def size_class(size: int) -> int:
    """Return the power of two that a file of `size` bytes stays below: all that stands in clear."""
    return size.bit_length()


def _still_open(cookie: str | None) -> Draft:
    found = find(cookie)
    if found is None:
        raise DraftGone
    if isinstance(found, Sent):
        raise AlreadySent
    return found


def _edited(
    cookie: str | None, edit: Callable[[Answers], Answers], *, gained: FileNote | None = None
) -> Draft:
    """Read, change and save; read again when another tab was quicker."""
    for _ in range(ATTEMPTS):
        before = _still_open(cookie)
        answers = edit(before.answers)
        if answers == before.answers:
            return before
        after = replace(before, answers=answers)
        if _saved(after, gained):
            return replace(after, revision=after.revision + 1)
    raise NotNow


def _saved(draft: Draft, gained: FileNote | None) -> bool:
    """Save a draft over the revision it was read at; False when another tab was quicker."""
    arguments = (draft.key.locator, draft.revision, sealed(draft))
    if gained:
        outcome = gates.value("attach_file", *arguments, gained.id, size_class(gained.size))
    else:
        outcome = gates.value("save_draft", *arguments)
    if outcome == "gone":
        raise DraftGone
    if outcome == "sent":
        raise AlreadySent
    if outcome == "full":
        raise TooManyFiles
    return bool(outcome == "saved")
