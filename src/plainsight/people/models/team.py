"""Teams, who is in them with which role, and which sealing keys are theirs."""

from __future__ import annotations

from django.db import models

from plainsight.core.clock import now
from plainsight.core.ids import new_id
from plainsight.people.models.officer import Officer
from plainsight.people.roles import Role


class Team(models.Model):
    """A group within a force that shares what it knows."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    name = models.CharField(max_length=120)
    force = models.CharField(max_length=120)

    class Meta:
        """What the database holds to."""

        constraints = [
            models.UniqueConstraint(fields=["force", "name"], name="team_name_is_unique_in_force")
        ]
        ordering = ["force", "name"]

    def __str__(self) -> str:
        """Return what a page or a command shows."""
        return f"{self.name}, {self.force}"


class Membership(models.Model):
    """One role of one officer in one team."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    officer = models.ForeignKey(Officer, on_delete=models.CASCADE, related_name="memberships")
    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=30, choices=Role)
    since = models.DateTimeField(default=now)

    class Meta:
        """What the database holds to."""

        constraints = [
            models.UniqueConstraint(
                fields=["officer", "team", "role"], name="role_is_held_once_in_a_team"
            ),
            models.CheckConstraint(
                condition=models.Q(role__in=Role.values),
                name="membership_role_is_known",
            ),
        ]

    def __str__(self) -> str:
        """Return what a page or a command shows."""
        return f"{self.officer}: {self.get_role_display()}, {self.team}"


class TeamKey(models.Model):
    """Which team owns a sealing key, so that a record's key says whose need-to-know it is."""

    team_key = models.UUIDField(primary_key=True, editable=False)
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="keys")

    def __str__(self) -> str:
        """Return what a page or a command shows."""
        return f"key of {self.team}"
