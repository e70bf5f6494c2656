"""The files app: no models, a store and an upload handler."""

from __future__ import annotations

from django.apps import AppConfig


class FilesConfig(AppConfig):
    """Registers the app under its label."""

    name = "plainsight.files"
    label = "files"
