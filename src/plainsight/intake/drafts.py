"""Writing a report: one sealed row, changed step by step, readable only with the cookie.

The return code, the ids and the keys of the report and its conversation are made with the draft,
so that sending, however often it is tried, always makes the same report.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

from plainsight.core.ids import new_id
from plainsight.files import store
from plainsight.intake import gates, returncodes
from plainsight.intake.answers import MOST_FILES, Answers, FileNote
from plainsight.intake.draft import Draft, sealed
from plainsight.intake.draftseal import new_draft_key, taken_up
from plainsight.intake.editing import edited, find, outcome, read, size_class
from plainsight.intake.errors import TooManyFiles
from plainsight.intake.handover import early_code
from plainsight.vault import box

__all__ = [
    "attach",
    "begin",
    "change",
    "detach",
    "discard",
    "find",
    "forget_code",
    "keep_code",
    "size_class",
    "take_up",
]


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

    `fields` are those of Answers. Raises DraftGone, AlreadySent or NotNow (DraftFull is one).
    """
    return edited(cookie, lambda draft: _with(draft, **fields))


def attach(cookie: str | None, note: FileNote) -> Draft:
    """Add a file that is already sealed under the draft's `file_key`.

    Raises TooManyFiles, and what `change` raises; then the caller deletes the sealed file.
    """

    def with_it(draft: Draft) -> Draft:
        if note in draft.answers.files:
            return draft
        if len(draft.whole.files) >= MOST_FILES:
            raise TooManyFiles
        return _with(draft, files=(*draft.answers.files, note))

    return edited(cookie, with_it, gained=note)


def detach(cookie: str | None, file: UUID) -> Draft:
    """Take a file out of the draft, then throw its sealed bytes away; harmless when it is gone.

    Raises what `change` raises, and then the file is untouched.
    """
    had: list[FileNote] = []

    def without_it(draft: Draft) -> Draft:
        files = draft.answers.files
        had[:] = [note for note in files if note.id == file]
        return _with(draft, files=tuple(note for note in files if note.id != file))

    draft = edited(cookie, without_it)
    if had:
        store.delete(file)
    return draft


def keep_code(cookie: str | None, *, share_unfinished: bool) -> Draft:
    """Let the draft's return code open it, as later the conversation; safe to repeat.

    With `share_unfinished` the draft is sealed to the team at once and with every later save, and
    becomes a report an hour after it was last touched. Without, what was sealed so is gone at
    once. Raises what `change` raises.
    """

    def kept(draft: Draft) -> Draft:
        if share_unfinished and draft.has_early_code:
            return draft
        return replace(draft, has_early_code=True, shares_unfinished=False)

    draft = edited(cookie, kept, save=_save_with_code)
    if not share_unfinished:
        return draft
    return edited(cookie, lambda draft: replace(draft, shares_unfinished=draft.has_early_code))


def forget_code(cookie: str | None) -> Draft:
    """Let the code open nothing until the report is sent; nothing is shared unfinished then.

    Raises what `change` raises.
    """
    return edited(
        cookie,
        lambda draft: replace(draft, has_early_code=False, shares_unfinished=False),
        save=lambda draft: outcome("forget_code", draft),
    )


def discard(cookie: str | None) -> None:
    """Throw an open draft away with its files and its code; harmless when there is none."""
    found = find(cookie)
    if isinstance(found, Draft) and gates.value("discard_draft", found.key.locator):
        for note in found.whole.files:
            store.delete(note.id)


def take_up(raw: bytes) -> Draft | None:
    """Return the open draft of a key that its code has opened, with nothing of it to be seen."""
    found = read(taken_up(raw))
    return found if isinstance(found, Draft) else None


def _with(draft: Draft, **fields: Any) -> Draft:
    return replace(draft, answers=replace(draft.answers, **fields))


def _save_with_code(draft: Draft) -> str:
    return outcome("keep_code", draft, *early_code(draft))
