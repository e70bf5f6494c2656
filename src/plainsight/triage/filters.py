"""What the queue can be narrowed by, as it stands in the page's address."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta
from typing import Any

from django import forms
from django.conf.locale import LANG_INFO
from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from plainsight.codes.lists import codes
from plainsight.core.clock import now
from plainsight.people.models import Officer
from plainsight.people.queries import colleagues_of
from plainsight.triage.piles import NOT_ANSWERED, STATES, UNREAD

ENGLISH = "en"
OTHER_LANGUAGE = "other"
NO_GRADE = "none"
MARKED = "marked"
ME, NOBODY = "me", "nobody"
Choices = list[tuple[str, str | Promise]]

AGES = {
    "under-1": (_("Less than a day"), timedelta(days=1)),
    "over-1": (_("More than a day"), timedelta(days=1)),
    "over-7": (_("More than 7 days"), timedelta(days=7)),
    "over-30": (_("More than 30 days"), timedelta(days=30)),
}
DEADLINES = {
    "over": (_("Passed"), timedelta()),
    "hour": (_("Within an hour, or passed"), timedelta(hours=1)),
    "day": (_("Within 24 hours, or passed"), timedelta(hours=24)),
}


def _any(choices: Choices) -> Choices:
    return [("", _("Any")), *choices]


def _languages() -> Choices:
    whole = {code: one["name"] for code, one in LANG_INFO.items() if "-" not in code}
    named = sorted((whole | {"zh": "Chinese"}).items(), key=lambda one: one[1])
    return _any([(OTHER_LANGUAGE, _("Any but English")), *named])


def _grades() -> Choices:
    known = codes("response_grades").values()
    return _any([(NO_GRADE, _("Not graded")), *((one.code, f"{one.code} {one}") for one in known)])


def _channels() -> Choices:
    return _any([(one.code, one.words) for one in codes("contact_channels").values()])


def _states() -> Choices:
    return _any([*STATES.items(), (MARKED, _("Marked malicious or spam"))])


class FilterForm(forms.Form):
    """The filter of the queue; what is not understood is named, not passed over in silence."""

    danger_now = forms.BooleanField(label=_("Danger now"), required=False)
    under_18 = forms.BooleanField(label=_("Under 18"), required=False)
    about_me = forms.BooleanField(label=_("About the reporter"), required=False)
    unread = forms.BooleanField(label=_("Unread replies"), required=False)
    control_room = forms.BooleanField(
        label=_("Sent to the control room, not acknowledged"), required=False
    )
    grade = forms.ChoiceField(
        label=_("Grade"),
        required=False,
        choices=lambda: _any(
            [
                (NO_GRADE, _("Not graded")),
                *(
                    (one.code, f"{one.code} {one.words}")
                    for one in codes("response_grades").values()
                ),
            ]
        ),
    )
    deadline = forms.ChoiceField(
        label=_("Deadline"),
        required=False,
        choices=_any([(code, words) for code, (words, _span) in DEADLINES.items()]),
    )
    assigned = forms.ChoiceField(label=_("Assigned to"), required=False)
    state = forms.ChoiceField(label=_("State"), required=False, choices=_states)
    channel = forms.ChoiceField(
        label=_("Came by"),
        required=False,
        choices=_channels,
    )
    language = forms.ChoiceField(label=_("Language"), required=False, choices=_languages)
    age = forms.ChoiceField(
        label=_("Age"),
        required=False,
        choices=_any([(code, words) for code, (words, _span) in AGES.items()]),
    )

    def __init__(self, officer: Officer, data: Any = None) -> None:
        """Offer the officer's own colleagues; read `data`, or nothing."""
        super().__init__(data or {}, auto_id="narrow-%s")
        self.officer = officer
        self.fields["assigned"].choices = _any(  # type: ignore[attr-defined]  # a ChoiceField
            [
                (ME, _("Me")),
                (NOBODY, _("Nobody")),
                *((str(one.id), one.name) for one in colleagues_of(officer)),
            ]
        )
        for field in self.fields.values():
            if isinstance(field, forms.ChoiceField):
                field.error_messages["invalid_choice"] = _("The filter “%(value)s” is not known.")

    @property
    def given(self) -> dict[str, Any]:
        """Return what is asked for and understood, by name, in the order of the form."""
        self.is_valid()
        return {name: one for name in self.fields if (one := self.cleaned_data.get(name))}

    def condition(self) -> Q:
        """Return what a report's standing has to be like."""
        asked = Q()
        for name, value in self.given.items():
            asked &= _CONDITIONS[name](value, self.officer)
        return asked

    def said(self) -> Iterator[tuple[str, str]]:
        """Give each filter that is on: its name, and it in words."""
        for name, value in self.given.items():
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                words = dict(field.choices).get(value, value)  # type: ignore[arg-type]  # flat
                yield name, f"{field.label}: {words}"
            else:
                yield name, str(field.label)


def _grade(value: str, _officer: Officer) -> Q:
    return Q(grade="" if value == NO_GRADE else value)


def _deadline(value: str, _officer: Officer) -> Q:
    return Q(due__lte=now() + DEADLINES[value][1])


def _assigned(value: str, officer: Officer) -> Q:
    if value == NOBODY:
        return Q(assigned_to=None)
    return Q(assigned_to=officer.id if value == ME else value)


def _state(value: str, _officer: Officer) -> Q:
    return ~Q(mark="") if value == MARKED else Q(state=value)


def _language(value: str, _officer: Officer) -> Q:
    code = ENGLISH if value == OTHER_LANGUAGE else value
    spoken = Q(report__language=code) | Q(report__language__startswith=f"{code}-")
    return ~spoken if value == OTHER_LANGUAGE else spoken


def _age(value: str, _officer: Officer) -> Q:
    since = now() - AGES[value][1]
    return Q(received_hour__gt=since) if value.startswith("under") else Q(received_hour__lte=since)


_CONDITIONS: Mapping[str, Callable[[Any, Officer], Q]] = {
    "danger_now": lambda _value, _officer: Q(report__danger_now=True),
    "under_18": lambda _value, _officer: Q(report__under_18=True),
    "about_me": lambda _value, _officer: Q(report__about_me=True),
    "unread": lambda _value, _officer: UNREAD,
    "control_room": lambda _value, _officer: NOT_ANSWERED,
    "grade": _grade,
    "deadline": _deadline,
    "assigned": _assigned,
    "state": _state,
    "channel": lambda value, _officer: Q(report__channel=value),
    "language": _language,
    "age": _age,
}
