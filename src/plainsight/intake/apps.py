"""The intake app."""

from __future__ import annotations

from django.apps import AppConfig


class IntakeConfig(AppConfig):
    """Registers drafts, reports and conversations."""

    name = "plainsight.intake"
    label = "intake"
    verbose_name = "Intake"
