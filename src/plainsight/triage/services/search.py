"""Searching the sealed reports: each is unsealed, read and forgotten; no word is kept in clear."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from plainsight.audit.services import Actor, Subject, record
from plainsight.codes.indicators import label
from plainsight.core.ids import new_id
from plainsight.intake.answers import TEXTS
from plainsight.intake.messages import Author, unseal_message
from plainsight.intake.models import Conversation, Message, Report
from plainsight.intake.queries import reports
from plainsight.people.access import can, demand, visible_to
from plainsight.people.models import Officer
from plainsight.triage.models import Entry, Search
from plainsight.triage.services.entries import words_of
from plainsight.triage.services.reading import unsealed
from plainsight.triage.sought import Excerpt, Sought
from plainsight.vault.box import seal, unseal
from plainsight.vault.context import Context
from plainsight.vault.errors import CannotOpen, VaultError
from plainsight.vault.unlocked import Unlocked

AT_ONCE = 250
Keys = dict[UUID, bytes]
Part = tuple[str, str]


@dataclass(frozen=True)
class Hit:
    """A report in which everything was found, and where."""

    report: Report
    excerpts: tuple[Excerpt, ...]


@dataclass
class Looked:
    """How far a search has come; counted on as it goes."""

    through: int = 0
    found: int = 0
    unopened: int = 0


@transaction.atomic
def begin_search(*, officer: Officer, unlocked: Unlocked, typed: str) -> Search:
    """Write down that an officer searches, before anything is unsealed.

    The log has who, when, and within how many reports; the words are sealed, for supervisors.
    Raises NotAllowed and NotAdmitted.
    """
    demand(officer, "report.search")
    within = visible_to(officer, reports()).order_by().count()
    search = keep_words(officer, unlocked, typed=typed, within=within)
    subject = Subject("search", search.id)
    detail = {"within": search.within}
    record(Actor("officer", officer.id), "report.searched", subject=subject, detail=detail)
    return search


def keep_words(officer: Officer, unlocked: Unlocked, *, typed: str, within: int) -> Search:
    """Keep what an officer looks for, sealed, for those who supervise; raises NotAdmitted."""
    team_key, _team = unlocked.team()
    search = Search(id=new_id(), officer=officer, team_key=team_key, within=within)
    key = unlocked.new_record_key("search", search.id)
    search.words = seal(key, typed.encode(), _context(search))
    search.save(force_insert=True)
    return search


def run_search(
    *, officer: Officer, unlocked: Unlocked, sought: Sought, looked: Looked
) -> Iterator[Hit]:
    """Give each report in which everything is found, the latest first, as it is found.

    Rights are asked again for each few hundred: a search ends with them. A report whose seal does
    not open is counted in `looked.unopened`; one that was erased is not there.
    """
    known = visible_to(officer, reports()).order_by("-received_hour", "id")
    ids = list(known.values_list("id", flat=True))
    for begin in range(0, len(ids), AT_ONCE):
        if not can(officer, "report.search"):
            return
        some = visible_to(officer, reports()).in_bulk(ids[begin : begin + AT_ONCE])
        in_order = [some[one] for one in ids[begin : begin + AT_ONCE] if one in some]
        yield from _hits(unlocked, in_order, sought, looked)


@transaction.atomic
def words_of_search(*, officer: Officer, unlocked: Unlocked, search: Search) -> str:
    """Return what was looked for, to those who supervise searches. Raises as opening a record."""
    demand(officer, "search.review", search)
    subject = Subject("search", search.id)
    record(Actor("officer", officer.id), "search.reviewed", subject=subject)
    return unseal(unlocked.record_key("search", search.id), search.words, _context(search)).decode()


def _hits(unlocked: Unlocked, some: list[Report], sought: Sought, looked: Looked) -> Iterator[Hit]:
    ids = [report.id for report in some]
    keys = keys_that_open(unlocked, "report", ids)
    said = _said(unlocked, ids)
    done: dict[UUID, list[Part]] = {}
    for entry in Entry.objects.filter(report__in=list(keys), text__isnull=False):
        done.setdefault(entry.report_id, []).append(("history", words_of(entry, keys)))
    for report in some:
        looked.through += 1
        key = keys.get(report.id)
        if key is None:
            looked.unopened += 1
            continue
        try:
            parts = [*_told(report, key), *said.get(report.id, ()), *done.get(report.id, ())]
        except CannotOpen:
            looked.unopened += 1
            continue
        if excerpts := sought.found_in(parts):
            looked.found += 1
            yield Hit(report, tuple(excerpts))


def _told(report: Report, key: bytes) -> Iterator[Part]:
    """Give what the reporter wrote. How they can be reached stays behind its own lock."""
    account = unsealed(report, key)
    yield "reference", report.reference
    for name in TEXTS:
        yield name, getattr(account, name)
    yield "signs", "\n".join(label(one) for one in account.signs)


def _said(unlocked: Unlocked, ids: list[UUID]) -> dict[UUID, list[Part]]:
    """Return the messages of the reports that have any."""
    talks = dict(
        Conversation.objects.filter(report__in=ids, last_seq__gt=0).values_list("id", "report_id")
    )
    keys = keys_that_open(unlocked, "conversation", list(talks))
    said: dict[UUID, list[Part]] = {}
    for one in Message.objects.filter(conversation__in=list(keys)):
        key, talk = keys[one.conversation_id], one.conversation_id
        author: Author = "desk" if one.author == Message.Author.DESK else "reporter"
        try:
            text = unseal_message(key, talk, author, one.client_id, one.body).text
        except CannotOpen:
            continue
        said.setdefault(talks[talk], []).append(("conversation", text))
    return said


def keys_that_open(unlocked: Unlocked, kind: str, ids: Collection[UUID]) -> Keys:
    """Return the keys that open; one that does not, stops none of the others."""
    try:
        return unlocked.record_keys(kind, ids)
    except VaultError:
        return {one: key for one in ids for key in _one_key(unlocked, kind, one)}


def _one_key(unlocked: Unlocked, kind: str, one: UUID) -> Iterator[bytes]:
    try:
        yield unlocked.record_key(kind, one)
    except VaultError:
        return


def _context(search: Search) -> Context:
    return Context("search", search.id, "words")
