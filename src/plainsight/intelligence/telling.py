"""What a report or a chat gives to its sanitised report: its words, and its reporter's own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields

from plainsight.intake.answers import Answers, Contact
from plainsight.intake.models import Message
from plainsight.triage.services.open_report import Written

REPORTERS = {Message.Author.REPORTER, Message.Author.INTERPRETER}
NOT_TOLD = {"way", "language"}


def told(answers: Answers) -> list[str]:
    """Return every text that the reporter wrote, in the order of the form."""
    found = [getattr(answers, one.name) for one in fields(answers) if one.name not in NOT_TOLD]
    return [one for one in found if isinstance(one, str) and one.strip()]


def said(messages: Iterable[Written]) -> list[str]:
    """Return what the reporter wrote afterwards, in a message or a chat; no file, no contact."""
    return [
        one.text
        for one in messages
        if one.author in REPORTERS and one.kind == "text" and one.text.strip()
    ]


def source_words(answers: Answers, contact: Contact) -> list[str]:
    """Return the words that name the reporter: they belong into no sanitised report."""
    del answers
    given = [getattr(contact, name, "") for name in ("name", "value")]
    return [word for one in given if isinstance(one, str) for word in one.split()]
