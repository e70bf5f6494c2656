"""The roles that a member of staff can have in a team."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """What somebody is there for. A role gives actions; membership gives the need to know."""

    TRIAGE_OFFICER = "triage_officer", _("triage officer")
    SUPERVISOR = "supervisor", _("supervisor")
    AUDITOR = "auditor", _("auditor")
    ADMINISTRATOR = "administrator", _("administrator")
    INTELLIGENCE_OFFICER = "intelligence_officer", _("intelligence officer")
    INVESTIGATOR = "investigator", _("investigator")
    VICTIM_IDENTIFICATION = "victim_identification", _("victim identification officer")
