"""Where a report stands: all that the queue is ordered and narrowed by, and nothing sealed."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from plainsight.intake.models import Report
from plainsight.people.models import Officer


class Standing(models.Model):
    """One row for every report, made by the database when the report arrives.

    `rank` is the order of the queue, 0 the most urgent: by the reporter's flags until a person
    has graded the report, by the grade from then on (`gate.flag_rank`, and `rank` in the list of
    response grades). `unread` is kept by the database as messages come and are read.

    `alarm_since` is the one exact moment of arrival that is kept anywhere: of a report that alarms
    the desk, until somebody opens it. `alarm_level` is 0 before two minutes, 1 after them, 2 once
    the supervisors were told.

    `version` grows with every act of triage: two officers who act at once do not overwrite each
    other.
    """

    class State(models.TextChoices):
        """How far triage has come with a report."""

        NEW = "new"
        TRIAGE = "triage"
        CLOSED = "closed"
        MERGED = "merged"
        ERASED = "erased"

    report = models.OneToOneField(
        Report, primary_key=True, on_delete=models.CASCADE, related_name="standing"
    )
    team_key = models.UUIDField()
    received_hour = models.DateTimeField()
    state = models.CharField(max_length=8, choices=State.choices)
    rank = models.PositiveSmallIntegerField()
    version = models.PositiveIntegerField(db_default=1)
    unread = models.PositiveIntegerField(db_default=0)
    alarm_since = models.DateTimeField(null=True)
    alarm_level = models.PositiveSmallIntegerField(db_default=0)

    grade = models.CharField(max_length=12, blank=True, db_default="")
    graded_at = models.DateTimeField(null=True)
    respond_by = models.DateTimeField(null=True)
    responded_at = models.DateTimeField(null=True)
    thrive_at = models.DateTimeField(null=True)
    crime_decision_by = models.DateTimeField()
    crime_decision = models.CharField(max_length=20, blank=True, db_default="")
    control_room_at = models.DateTimeField(null=True)
    control_room_acknowledged_at = models.DateTimeField(null=True)
    assigned_to = models.ForeignKey(
        Officer, null=True, on_delete=models.PROTECT, related_name="assigned_reports"
    )
    mark = models.CharField(max_length=12, blank=True, db_default="")
    closed_at = models.DateTimeField(null=True)
    closing = models.CharField(max_length=24, blank=True, db_default="")
    merged_into = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="merged"
    )
    dispose_on = models.DateField(null=True)
    disposal_warned_at = models.DateTimeField(null=True)
    is_held = models.BooleanField(db_default=False)

    class Meta:
        """The queue is read in its order; what is merged says into what."""

        constraints: ClassVar = [
            models.CheckConstraint(
                name="triage_standing_merged_into_another",
                condition=(
                    Q(state="merged", merged_into__isnull=False) & ~Q(merged_into=F("report"))
                )
                | (~Q(state="merged") & Q(merged_into=None)),
            ),
            models.CheckConstraint(
                name="triage_standing_closed_with_a_reason",
                condition=Q(closed_at=None, closing="")
                | (Q(closed_at__isnull=False) & ~Q(closing="")),
            ),
            models.CheckConstraint(
                name="triage_standing_acknowledged_what_was_sent",
                condition=Q(control_room_acknowledged_at=None) | Q(control_room_at__isnull=False),
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                "team_key",
                "rank",
                "received_hour",
                "report",
                name="triage_standing_open",
                condition=Q(state__in=["new", "triage"]),
            ),
            models.Index(
                "team_key", "rank", "received_hour", "report", name="triage_standing_order"
            ),
            models.Index(
                fields=["team_key", "received_hour", "report"], name="triage_standing_age"
            ),
            models.Index(
                fields=["team_key"], name="triage_standing_unopened", condition=Q(state="new")
            ),
            models.Index(
                fields=["team_key"], name="triage_standing_unread", condition=Q(unread__gt=0)
            ),
            models.Index(
                fields=["alarm_since"],
                name="triage_standing_alarms",
                condition=Q(alarm_since__isnull=False),
            ),
            models.Index(fields=["dispose_on"], name="triage_standing_disposal"),
        ]

    def __str__(self) -> str:
        """Return a name that gives nothing away."""
        return f"standing ({self.state})"
