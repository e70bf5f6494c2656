"""The public app."""

from __future__ import annotations

from django.apps import AppConfig


class PublicConfig(AppConfig):
    """Registers the public site's templates and tags."""

    name = "plainsight.public"
    label = "public"
