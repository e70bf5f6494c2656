"""The forms of an intelligence report: its grades, and the whole of it as it is written."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from plainsight.codes.lists import Code, codes
from plainsight.intelligence.grading import (
    ASSESSMENTS,
    MARKINGS,
    PRIORITIES,
    SOURCES,
    Grades,
    handling_codes,
)
from plainsight.intelligence.sealing import Body, Item, OriginBody

LONGEST, LONGEST_TITLE = 10_000, 200
ITEMS = 6
"""Items on the form; more than these want a report of their own, by the standard's own advice."""


class DayInput(forms.DateInput):
    """The browser's own way to give a day."""

    input_type = "date"


def _choices(found: list[Code], empty: str = "") -> list[tuple[str, str]]:
    chosen = [(one.code, f"{one.words}: {one.facts['meaning']}") for one in found]
    return [("", empty), *chosen] if empty else chosen


def _select(label: Any, **more: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, required=False, **more)


def words_field(label: Any, *, required: bool = False, **more: Any) -> forms.CharField:
    """Return a box for words, of at most LONGEST letters unless told otherwise."""
    more.setdefault("max_length", LONGEST)
    return forms.CharField(label=label, required=required, widget=forms.Textarea, **more)


class GradesForm(forms.Form):
    """The grades of the whole, and each item's assessment; `problems` of the rules are added."""

    use_required_attribute = False
    source = _select(_("Evaluation of the source"))
    handling = _select(_("Handling code"))
    action = _select(_("Action, under C"))
    sanitisation = _select(_("Sanitisation, under C"))
    marking = _select(_("Protective marking"))
    priority = _select(_("Priority"))
    intelligence_on = forms.DateField(
        label=_("Date of the intelligence"),
        help_text=_("The day that it is about or was learnt, if known. Not the day of writing."),
        required=False,
        widget=DayInput(format="%Y-%m-%d"),
    )

    def __init__(self, *given: Any, items: int = ITEMS, **more: Any) -> None:
        """Offer the codes of the lists, and an assessment for each item."""
        super().__init__(*given, **more)
        nothing = str(_("None"))
        offered = {
            "source": _choices(list(codes(SOURCES).values())),
            "handling": _choices(handling_codes("handling")),
            "action": _choices(handling_codes("action"), nothing),
            "sanitisation": _choices(handling_codes("sanitisation"), nothing),
            "marking": _choices(list(codes(MARKINGS).values())),
            "priority": _choices(list(codes(PRIORITIES).values())),
        }
        for name, found in offered.items():
            self.fields[name].choices = found  # type: ignore[attr-defined]  # a ChoiceField's
        for number in range(1, items + 1):
            box = _select(_("How the source knows item {n}").format(n=number))
            box.choices = _choices(list(codes(ASSESSMENTS).values()), str(_("Not assessed")))
            self.fields[f"assessment_{number}"] = box
        self.count = items

    def grades(self) -> Grades:
        """Return the grades of a valid form."""
        names = ("source", "handling", "action", "sanitisation", "marking", "priority")
        chosen = {name: self.cleaned_data[name] for name in names}
        return Grades(**chosen, intelligence_on=self.cleaned_data["intelligence_on"])

    def assessments(self) -> list[str]:
        """Return the assessment of each item, empty where there is none."""
        return [self.cleaned_data[f"assessment_{n}"] for n in range(1, self.count + 1)]


class WriteForm(GradesForm):
    """A whole report with its origin. The origin is sealed apart, and asked for only once."""

    intel = forms.UUIDField(widget=forms.HiddenInput)
    title = forms.CharField(
        label=_("Title"),
        max_length=LONGEST_TITLE,
        error_messages={"required": _("Give it a title that says what it is about.")},
    )
    provenance = words_field(
        _("Provenance: how the source knows"),
        required=True,
        help_text=_("Without a hint at who they are, or at whether it was open or covert."),
        error_messages={"required": _("Say how the source knows, without saying who they are.")},
    )
    provenance_assessment = _select(_("How sure the provenance is"))
    legacy = forms.RegexField(
        r"(?i)^[A-E][1-5][1-5]$",
        label=_("Graded before by 5x5x5"),
        help_text=_(
            "Only for intelligence from before 3x5x2, such as B24. It stays to be read; which "
            "grades of today it comes to, you say above."
        ),
        required=False,
        error_messages={"invalid": _("Give a letter A to E and two digits 1 to 5, such as B24.")},
    )
    conditions = words_field(_("Handling instructions"))
    risk = words_field(_("Risk, to the source and to others"))
    origin = words_field(
        _("The source"),
        help_text=_("Who or what it is. Sealed apart; only the intelligence unit can read it."),
    )
    reference = forms.CharField(
        label=_("Reference in another register"), required=False, max_length=LONGEST_TITLE
    )
    is_checked = forms.BooleanField(
        label=_("I have read what the check found. Nothing here leads to the source."),
        required=False,
    )

    def __init__(self, *given: Any, has_origin: bool = True, **more: Any) -> None:
        """Put a text box before each item's assessment."""
        super().__init__(*given, **more)
        for number in range(1, ITEMS + 1):
            label = _("Item {n}").format(n=number)
            self.fields[f"item_{number}"] = words_field(label)
        box = self.fields["provenance_assessment"]
        box.choices = _choices(list(codes(ASSESSMENTS).values()))  # type: ignore[attr-defined]  # as above
        if not has_origin:
            del self.fields["origin"], self.fields["reference"]

    def clean(self) -> dict[str, Any]:
        """Ask for an assessment of each item that has words, and for words where there is one."""
        said = super().clean() or self.cleaned_data
        for number in range(1, ITEMS + 1):
            text, assessed = said.get(f"item_{number}", ""), said.get(f"assessment_{number}", "")
            if text and not assessed:
                self.add_error(f"assessment_{number}", _("Assess this item, A to E."))
            elif assessed and not text:
                self.add_error(f"item_{number}", _("Write the item, or take its assessment away."))
        return said

    def pairs(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """Return each item's box with its assessment's."""
        return [(self[f"item_{n}"], self[f"assessment_{n}"]) for n in range(1, ITEMS + 1)]

    def body(self) -> Body:
        """Return the sanitised report of a valid form."""
        said = self.cleaned_data
        both = [(said[f"item_{n}"], said[f"assessment_{n}"]) for n in range(1, ITEMS + 1)]
        return Body(
            title=said["title"],
            provenance=said["provenance"],
            provenance_assessment=said["provenance_assessment"],
            items=tuple(Item(text, assessed) for text, assessed in both if text),
            conditions=said["conditions"],
            risk=said["risk"],
            legacy=said["legacy"].upper(),
        )

    def origin_body(self) -> OriginBody:
        """Return the origin of a valid form."""
        return OriginBody(self.cleaned_data["origin"], self.cleaned_data["reference"])
