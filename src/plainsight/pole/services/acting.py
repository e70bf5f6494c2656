"""Who works on records, with which open key; and what every act shares."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from plainsight.audit.services import Actor, Subject, record
from plainsight.people.access import can, demand, visible_to
from plainsight.people.errors import NotNow, NotVisible
from plainsight.people.models import Officer
from plainsight.pole.models import Entity
from plainsight.vault import box
from plainsight.vault.context import Context
from plainsight.vault.unlocked import Unlocked

KIND = "record"


class Overtaken(NotNow):
    """Somebody else has acted on it since the page was shown."""


@dataclass(frozen=True, repr=False)
class Desk:
    """An officer and their open key."""

    officer: Officer
    unlocked: Unlocked

    def found(
        self, entity_id: UUID, action: str = "record.list", version: int | None = None
    ) -> Entity:
        """Return a record that the officer may know of, held until the transaction ends.

        Raises NotVisible, NotAllowed, and Overtaken when it is not of the page's version.
        """
        Entity.objects.select_for_update().filter(id=entity_id).first()
        entity = self.seen(entity_id, action)
        if version is not None and entity.version != version:
            raise Overtaken(_("Somebody else has just changed it. Read what they did, then send."))
        return entity

    def seen(self, entity_id: UUID, action: str = "record.list") -> Entity:
        """Return a record that the officer may know of, for a page. Raises as `found`."""
        entity = known(self.officer).filter(id=entity_id).first()
        if entity is None:
            raise NotVisible
        demand(self.officer, action, entity)
        return entity

    def log(self, verb: str, entity: UUID, **detail: Any) -> None:
        """Write an act to the log, in the act's transaction."""
        subject = Subject(KIND, entity)
        record(Actor("officer", self.officer.id), verb, subject=subject, detail=detail)

    def key(self, entity: UUID) -> bytes:
        """Return a record's data key; raises what the vault raises."""
        return self.unlocked.record_key(KIND, entity)


def seal(key: bytes, entity: UUID, part: UUID, text: str) -> bytes:
    """Seal a text of a record, a fact's or a warning's, under the record's key."""
    return box.seal(key, text.encode(), Context(KIND, entity, f"text:{part}"))


def unseal(key: bytes, entity: UUID, part: UUID, sealed: bytes | memoryview) -> str:
    """Open what `seal` made; raises CannotOpen."""
    return box.unseal(key, bytes(sealed), Context(KIND, entity, f"text:{part}")).decode()


def known(officer: Officer) -> QuerySet[Entity]:
    """Return the records that an officer may know of: protected people only for few."""
    found = visible_to(officer, Entity.objects.all())
    if not can(officer, "record.protected"):
        found = found.filter(Q(is_protected=False) | Q(owner=officer))
    return found
