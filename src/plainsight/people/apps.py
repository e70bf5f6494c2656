"""The people app."""

from __future__ import annotations

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Staff, teams, roles, second factors and the access rule."""

    name = "plainsight.people"
    label = "people"
