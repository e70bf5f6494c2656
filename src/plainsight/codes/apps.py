"""The app of the lists. It has no tables: what it knows is packaged with it."""

from __future__ import annotations

from django.apps import AppConfig


class CodesConfig(AppConfig):
    """Makes the lists' words findable for translation."""

    name = "plainsight.codes"
    label = "codes"
    verbose_name = "Lists"
