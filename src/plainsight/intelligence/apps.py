"""Puts intelligence under the access rule."""

from __future__ import annotations

from django.apps import AppConfig

from plainsight.intelligence.policies import GUARDS
from plainsight.people.policies import guard


class IntelligenceConfig(AppConfig):
    """What triage let through, on its way to those who act on it."""

    name = "plainsight.intelligence"
    label = "intelligence"

    def ready(self) -> None:
        """Say how an intelligence report and its origin find their team."""
        for model, rule in GUARDS.items():
            guard(model, rule)
