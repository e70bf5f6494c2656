"""What an administrator fills in about officers."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from plainsight.people.models import Officer, Team
from plainsight.people.roles import Role


class RolesForm(forms.Form):
    """The roles of an officer in one team."""

    team = forms.ModelChoiceField(label=_("Team"), queryset=Team.objects.all(), empty_label=None)
    roles = forms.MultipleChoiceField(
        label=_("Roles in this team"),
        choices=Role.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )


class NewOfficerForm(RolesForm):
    """A new officer."""

    username = forms.CharField(
        label=_("Username"),
        max_length=60,
        validators=Officer._meta.get_field("username").validators,  # noqa: SLF001 (Django's documented name)
        help_text=_("Small letters, digits, dot and hyphen, such as amara.okafor."),
    )
    name = forms.CharField(label=_("Name"), max_length=120)
    collar_number = forms.CharField(label=_("Collar number"), max_length=20, required=False)
    field_order = ("username", "name", "collar_number", "team", "roles")

    def clean_roles(self) -> list[str]:
        """Ask for one role at least: without one nobody can do anything here."""
        roles: list[str] = self.cleaned_data["roles"]
        if not roles:
            raise forms.ValidationError(_("Choose at least one role."))
        return roles

    def given(self) -> dict[str, Any]:
        """Return what the service takes."""
        said = dict(self.cleaned_data)
        said["roles"] = [Role(role) for role in said["roles"]]
        return said
