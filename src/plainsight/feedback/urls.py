"""The desk's addresses for feedback and for the use of the public site."""

from __future__ import annotations

from django.urls import path

from plainsight.feedback.views import queue, usage

urlpatterns = [
    path("feedback/", queue.listed),
    path("feedback/<uuid:feedback_id>/", queue.read),
    path("feedback/<uuid:feedback_id>/settle/", queue.settle),
    path("usage/", usage.shown),
]
