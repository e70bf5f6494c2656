"""What is asked before anything is told: danger, whose story it is, and an early code."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from plainsight.intake.answers import Answers
from plainsight.public.forms.base import NOT_A_CHOICE, YES_NO_UNSURE, Step, choice


class Danger(Step):
    """Danger before everything else."""

    flags = ("danger_now",)
    danger_now = choice(
        _("Is anyone in danger right now?"),
        YES_NO_UNSURE,
        hint=_("You, or someone else. If you say yes, we show you first how to get help at once."),
    )


class Who(Step):
    """Whom it happens to, which also chooses the way through the form."""

    way = choice(
        _("Who is it happening to?"),
        [
            ("seen", _("Someone else")),
            ("me", _("Me")),
            ("young", _("Me, and I am under 18")),
        ],
        hint=_("We ask so that we can leave out what you do not need."),
    )

    def changes(self) -> dict[str, Any]:
        """Return the way, and what it says about the reporter."""
        way = self.cleaned_data["way"]
        said: dict[str, Any] = {"way": way or "seen", "about_me": way != "seen" if way else None}
        if way == "young":
            said["under_18"] = True
        elif self.initial.get("way") == "young":
            said["under_18"] = None
        return said

    @classmethod
    def shown(cls, answers: Answers) -> dict[str, Any]:
        """Return the way, once it was chosen."""
        return {"way": None if answers.about_me is None else answers.way}


class Early(forms.Form):
    """What becomes of a report that its writer never finishes."""

    use_required_attribute = False
    share = forms.ChoiceField(
        label=_("If you never finish, may we read what you wrote?"),
        choices=[
            ("yes", _("Yes. Read it an hour after I stop writing")),
            ("no", _("No. Throw it away a day after I stop writing")),
        ],
        widget=forms.RadioSelect,
        error_messages=NOT_A_CHOICE
        | {"required": _("Choose whether we may read it if you never finish.")},
    )
