"""The shell's own addresses: the front door, the event stream, the log."""

from __future__ import annotations

from django.urls import path

from plainsight.desk.views import log, shell

urlpatterns = [
    path("", shell.front),
    path("live/", shell.live),
    path("log/", log.log),
]
