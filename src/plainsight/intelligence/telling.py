"""What a report from the public gives to its sanitised one: its words, and its reporter's own."""

from __future__ import annotations

from dataclasses import fields

from plainsight.intake.answers import Answers, Contact

NOT_TOLD = {"way", "language"}


def told(answers: Answers) -> list[str]:
    """Return every text that the reporter wrote, in the order of the form."""
    found = [getattr(answers, one.name) for one in fields(answers) if one.name not in NOT_TOLD]
    return [one for one in found if isinstance(one, str) and one.strip()]


def source_words(answers: Answers, contact: Contact) -> list[str]:
    """Return the words that name the reporter: they belong into no sanitised report."""
    del answers
    given = [getattr(contact, name, "") for name in ("name", "value")]
    return [word for one in given if isinstance(one, str) for word in one.split()]
