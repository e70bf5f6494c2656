"""The signs that somebody noticed, as boxes to tick. One sign proves nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from plainsight.codes import indicators
from plainsight.intake.answers import MOST_SIGNS
from plainsight.public.forms.base import Step


@dataclass(frozen=True)
class Group:
    """Signs of one kind; `ticked` says whether any of them is chosen."""

    title: str
    signs: list[tuple[str, str, bool]]
    ticked: int


class Signs(Step):
    """Any number of signs; one that we do not know is left out without a word."""

    keeps = ("signs",)
    signs = forms.Field(
        label=_("What have you noticed?"), required=False, widget=forms.SelectMultiple
    )

    def clean_signs(self) -> tuple[str, ...]:
        """Return the ticked signs."""
        ticked = indicators.known(self.cleaned_data["signs"] or ())
        if len(ticked) > MOST_SIGNS:
            raise forms.ValidationError(
                ngettext(
                    "You can tick up to %(most)d sign. Keep those that you are most sure of.",
                    "You can tick up to %(most)d signs. Keep those that you are most sure of.",
                    MOST_SIGNS,
                )
                % {"most": MOST_SIGNS}
            )
        return ticked

    def groups(self) -> Iterator[Group]:
        """Give every sign by its kind, with the ticks that stand."""
        chosen = set(self["signs"].value() or ())
        for title, signs in indicators.signs_by_group(indicators.public_signs()):
            rows = [(sign.id, str(sign.text), sign.id in chosen) for sign in signs]
            yield Group(title, rows, sum(ticked for *_, ticked in rows))

    def typed(self) -> list[str]:
        """Return the words of the ticked signs."""
        ids = indicators.known(self.data.getlist("signs"))  # type: ignore[attr-defined]  # a form's own data
        return ["\n".join(indicators.label(one) for one in ids)] if ids else []
