"""The live app: no models, a native ASGI application beside Django."""

from __future__ import annotations

from django.apps import AppConfig


class LiveConfig(AppConfig):
    """Registers the app under its label."""

    name = "plainsight.live"
    label = "live"
