"""Puts records under the access rule."""

from __future__ import annotations

from django.apps import AppConfig

from plainsight.people.policies import guard
from plainsight.pole.policies import GUARDS


class PoleConfig(AppConfig):
    """People, objects, locations and events, and who is who."""

    name = "plainsight.pole"
    label = "pole"

    def ready(self) -> None:
        """Say how a record finds its team."""
        for model, rule in GUARDS.items():
            guard(model, rule)
