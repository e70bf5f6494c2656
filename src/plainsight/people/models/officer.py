"""A person who signs in to the desk."""

from __future__ import annotations

from functools import cached_property
from uuid import UUID

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.core.validators import RegexValidator
from django.db import models
from django.db.models.functions import Lower

from plainsight.core.clock import now
from plainsight.core.ids import new_id
from plainsight.people.roles import Role


class Officers(BaseUserManager["Officer"]):
    """Finds an officer by username, whatever its case."""

    def get_by_natural_key(self, username: str | None) -> Officer:
        """Return the officer with this username; raises Officer.DoesNotExist."""
        return self.get(username=(username or "").strip().lower())


class Officer(AbstractBaseUser):
    """A member of staff. Rights come from memberships alone: there is no superuser."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    username = models.CharField(
        max_length=60,
        unique=True,
        validators=[
            RegexValidator(r"^[a-z0-9][a-z0-9.\-]*$", "Use small letters, digits, dot and hyphen.")
        ],
    )
    name = models.CharField(max_length=120)
    collar_number = models.CharField(max_length=20, blank=True)
    email = models.EmailField(blank=True)
    is_told_by_email = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    is_password_temporary = models.BooleanField(default=False)
    last_login = None
    joined_at = models.DateTimeField(default=now)

    objects = Officers()

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        """What the database holds to."""

        constraints = [
            models.CheckConstraint(
                condition=models.Q(username=Lower("username")),
                name="officer_username_is_lower_case",
            )
        ]
        ordering = ["name"]

    def __str__(self) -> str:
        """Return what a page or a command shows."""
        return f"{self.name} ({self.collar_number})" if self.collar_number else self.name

    def get_full_name(self) -> str:
        """Return the name as it is shown on a page."""
        return self.name

    @cached_property
    def roles_by_team(self) -> dict[UUID, frozenset[Role]]:
        """The officer's roles in each team, read once for this object."""
        held: dict[UUID, set[Role]] = {}
        for team, role in self.memberships.values_list("team_id", "role"):
            held.setdefault(team, set()).add(Role(role))
        return {team: frozenset(roles) for team, roles in held.items()}

    @property
    def roles(self) -> frozenset[Role]:
        """Every role that the officer has in any team."""
        return frozenset(role for roles in self.roles_by_team.values() for role in roles)
