"""The forms of records: what is looked for, what is known, how two hang together."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from plainsight.codes.lists import codes
from plainsight.intelligence.forms import DayInput
from plainsight.intelligence.models import IntelReport
from plainsight.pole.kinds import KINDS, attributes, links
from plainsight.pole.services.saving import LONGEST_VALUE, Telling

ANY = ("", _("Any"))
LONGEST_SEARCH = 200


def day_field(label: Any) -> forms.DateField:
    """Return a field for a day that may be left empty."""
    return forms.DateField(label=label, required=False, widget=DayInput(format="%Y-%m-%d"))


class SearchForm(forms.Form):
    """One box, and what narrows it."""

    use_required_attribute = False
    words = forms.CharField(
        label=_("What do you look for?"),
        help_text=_("A name in any spelling, a number or plate in any format, or any words."),
        required=False,
        max_length=LONGEST_SEARCH,
    )
    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=[ANY, *KINDS.items()])
    place = forms.CharField(label=_("Place"), required=False, max_length=LONGEST_SEARCH)
    grade = forms.ChoiceField(
        label=_("Source"),
        required=False,
        choices=[ANY, ("1", _("Reliable")), ("2", _("Reliable or untested"))],
    )
    since = day_field(_("Saved since"))
    until = day_field(_("Saved until"))


class MapForm(forms.Form):
    """Around which place, and how far."""

    use_required_attribute = False
    place = forms.CharField(
        label=_("Around which place?"),
        help_text=_("A town, or the postcode of a location that is stored."),
        max_length=LONGEST_SEARCH,
        error_messages={"required": _("Write a town or a postcode.")},
    )
    miles = forms.TypedChoiceField(
        label=_("Within how many miles"),
        coerce=int,
        choices=[(n, n) for n in (2, 5, 10, 25, 50, 100)],
        initial=10,
    )


class RecordForm(forms.Form):
    """All that can be known of a kind; nothing has to be."""

    use_required_attribute = False
    entity = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, kind: str, reports: Iterable[IntelReport], **more: Any) -> None:
        """Build the fields of a kind from the code list."""
        super().__init__(*args, **more)
        self.kind = kind
        for name, code in attributes(kind).items():
            self.fields[name] = forms.CharField(
                label=str(code), required=False, max_length=LONGEST_VALUE
            )
        self.fields |= source_fields(reports)
        if kind == "person":
            self.fields["is_protected"] = forms.BooleanField(
                label=_("A victim, a witness or a source: protect this person from the first save"),
                required=False,
            )

    def told(self) -> list[Telling]:
        """Return what was filled in."""
        given = self.cleaned_data
        return [Telling(one, given[one]) for one in attributes(self.kind) if given[one]]


class FactForm(forms.Form):
    """One more thing that is known or thought."""

    use_required_attribute = False
    field = forms.ChoiceField(label=_("What it is"))
    value = forms.CharField(
        label=_("As it is known"),
        max_length=LONGEST_VALUE,
        error_messages={"required": _("Write what is known.")},
    )
    is_opinion = forms.BooleanField(label=_("It is an opinion, not a fact"), required=False)

    def __init__(self, *args: Any, kind: str, reports: Iterable[IntelReport], **more: Any) -> None:
        """Offer the attributes of a kind, and the reports that it may come from."""
        super().__init__(*args, **more)
        listed = [(name, str(code)) for name, code in attributes(kind).items()]
        self.fields["field"].choices = listed  # type: ignore[attr-defined]  # a choice field, above
        self.fields |= source_fields(reports)


class LinkForm(forms.Form):
    """How two records hang together, from when to when, and how that is known."""

    use_required_attribute = False
    other = forms.UUIDField(widget=forms.HiddenInput)
    code = forms.ChoiceField(label=_("How they are linked"))
    from_on = day_field(_("From"))
    to_on = day_field(_("Until"))

    def __init__(
        self, *args: Any, kinds: tuple[str, str], reports: Iterable[IntelReport], **more: Any
    ) -> None:
        """Offer the links that fit the two kinds, in both directions."""
        super().__init__(*args, **more)
        here, there = kinds
        forward = [(f"out:{one.code}", str(one)) for one in links(here, there)]
        back = [(f"in:{one.code}", one.facts["back"]) for one in links(there, here)]
        self.fields["code"].choices = forward + back  # type: ignore[attr-defined]  # a choice field, above
        self.fields |= source_fields(reports)


class PartForm(forms.Form):
    """The part that a person has in a report."""

    use_required_attribute = False
    role = forms.ChoiceField(
        label=_("Part"), choices=[(one.code, str(one)) for one in codes("person_roles").values()]
    )

    def __init__(self, *args: Any, reports: Iterable[IntelReport], **more: Any) -> None:
        """Offer the reports that the officer may read."""
        super().__init__(*args, **more)
        listed = [(str(one.id), str(one)) for one in reports]
        self.fields["intel"] = forms.ChoiceField(label=_("In which report"), choices=listed)


class MarkerForm(forms.Form):
    """A warning, what it rests on, and when it is looked at again."""

    use_required_attribute = False
    code = forms.ChoiceField(
        label=_("Warning"),
        choices=[(one.code, str(one)) for one in codes("warning_markers").values()],
    )
    why = forms.CharField(
        label=_("What it rests on"),
        max_length=LONGEST_VALUE,
        error_messages={"required": _("Say what it rests on.")},
    )
    review_on = forms.DateField(
        label=_("Review on"),
        help_text=_("Within a year; within 90 days for a warning that can stigmatise."),
        widget=DayInput(format="%Y-%m-%d"),
        error_messages={"required": _("Say when it is reviewed.")},
    )


def source_fields(reports: Iterable[IntelReport]) -> dict[str, forms.Field]:
    """Return the two fields that say from which item of which report something comes."""
    listed = [("", _("What I know myself")), *((str(one.id), str(one)) for one in reports)]
    return {
        "intel": forms.ChoiceField(label=_("It comes from"), required=False, choices=listed),
        "item": forms.IntegerField(
            label=_("Item of that report"), required=False, min_value=1, max_value=50
        ),
    }
