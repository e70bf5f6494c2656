"""The acts that a report's page offers, in the order in which they are thought of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from plainsight.triage.forms.acting import ActForm, ReasonForm, WordsForm
from plainsight.triage.forms.ending import CloseForm, MarkForm, MergeForm
from plainsight.triage.forms.keeping import KeepForm
from plainsight.triage.forms.routing import AcknowledgedForm, AssignForm, ControlRoomForm, ReferForm
from plainsight.triage.forms.weighing import CrimeForm, GradeForm, ThriveForm
from plainsight.triage.models import Standing
from plainsight.triage.services import assess, ending, keeping, merging, routing

State = Standing.State


def _is_open(standing: Standing) -> bool:
    return standing.state in {State.NEW, State.TRIAGE}


def _waits_for_control_room(standing: Standing) -> bool:
    return bool(standing.control_room_at and not standing.control_room_acknowledged_at)


@dataclass(frozen=True)
class Act:
    """One act: `words` on its button, `done` once it is done, `action` for the access rule.

    `name` stands in the address and before the names of its form's fields.
    """

    name: str
    words: str | Promise
    done: str | Promise
    form: type[ActForm]
    do: Callable[..., None]
    is_offered: Callable[[Standing], bool] = _is_open
    action: str = "report.triage"
    is_grave: bool = False


def _can_be_weighed(standing: Standing) -> bool:
    return standing.state in {State.NEW, State.TRIAGE, State.CLOSED}


ACTS = (
    Act(
        "thrive",
        _("Record THRIVE"),
        _("THRIVE is recorded."),
        ThriveForm,
        assess.record_thrive,
    ),
    Act(
        "grade",
        _("Grade the response"),
        _("The response is graded."),
        GradeForm,
        assess.grade_report,
    ),
    Act(
        "responded",
        _("Note the response"),
        _("The response is noted, and its clock stands."),
        WordsForm,
        assess.mark_responded,
        lambda standing: bool(standing.respond_by and not standing.responded_at),
    ),
    Act(
        "control-room",
        _("Send to the control room"),
        _("Recorded. It stays on top until they have acknowledged it."),
        ControlRoomForm,
        routing.send_to_control_room,
        lambda standing: _is_open(standing) and not _waits_for_control_room(standing),
    ),
    Act(
        "acknowledged",
        _("The control room has acknowledged it"),
        _("The acknowledgement is recorded."),
        AcknowledgedForm,
        routing.acknowledge_control_room,
        _waits_for_control_room,
    ),
    Act(
        "crime",
        _("Decide on the recording of a crime"),
        _("The decision is recorded."),
        CrimeForm,
        assess.decide_crime,
        _can_be_weighed,
    ),
    Act(
        "assign",
        _("Assign"),
        _("It is assigned."),
        AssignForm,
        routing.assign,
        action="report.assign",
    ),
    Act("refer", _("Refer to another agency"), _("It is recorded."), ReferForm, routing.refer_out),
    Act(
        "merge",
        _("Merge: it repeats another report"),
        _("The reports are merged."),
        MergeForm,
        merging.merge_report,
        _can_be_weighed,
        action="report.merge",
    ),
    Act(
        "split",
        _("Split from the other report"),
        _("The reports are split."),
        ReasonForm,
        merging.split_report,
        lambda standing: standing.state == State.MERGED,
        action="report.merge",
    ),
    Act(
        "mark",
        _("Mark as spam or malicious"),
        _("The mark is changed."),
        MarkForm,
        ending.mark_report,
    ),
    Act(
        "close",
        _("Close"),
        _("The report is closed."),
        CloseForm,
        ending.close_report,
        is_grave=True,
    ),
    Act(
        "reopen",
        _("Reopen"),
        _("The report is open again."),
        ReasonForm,
        ending.reopen_report,
        lambda standing: standing.state == State.CLOSED,
    ),
    Act(
        "keep",
        _("Keep it for longer"),
        _("It is kept until the day that you gave."),
        KeepForm,
        keeping.keep_longer,
        lambda standing: standing.dispose_on is not None,
        action="retention.keep",
    ),
    Act(
        "hold",
        _("Put a legal hold on it"),
        _("Nothing of it is erased until the hold is lifted."),
        ReasonForm,
        keeping.hold_report,
        lambda standing: not standing.is_held and standing.state != State.ERASED,
        action="report.hold",
    ),
    Act(
        "lift-hold",
        _("Lift the legal hold"),
        _("The hold is lifted."),
        ReasonForm,
        keeping.lift_hold,
        lambda standing: standing.is_held,
        action="report.hold",
        is_grave=True,
    ),
)
BY_NAME = {act.name: act for act in ACTS}


def offered(
    standing: Standing, may: Callable[[str], object], bound: ActForm | None, **options: Any
) -> list[tuple[Act, ActForm | None]]:
    """Return the acts that can be done now, each with its form; `bound` in its place.

    None stands for an empty form that is the same at every report (the tag `act_fields` has it).

    A form that was sent and not taken is offered whatever has become of the report since.
    """
    found: list[tuple[Act, ActForm | None]] = []
    for act in ACTS:
        if bound is not None and bound.prefix == act.name:
            found.append((act, bound))
        elif act.is_offered(standing) and may(act.action):
            own = None if act.form.is_same_everywhere else act.form(prefix=act.name, **options)
            found.append((act, own))
    return found
