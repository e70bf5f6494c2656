"""The core app: shared templates and tags, no models."""

from __future__ import annotations

from django.apps import AppConfig


class CoreConfig(AppConfig):
    """Registers the shared templates."""

    name = "plainsight.core"
    label = "core"
