"""The desk's addresses for intelligence."""

from __future__ import annotations

from django.urls import path

from plainsight.intelligence.views import acts, reading, watching, writing

urlpatterns = [
    path("intelligence/", reading.lists),
    path("intelligence/watches/", watching.watches),
    path("intelligence/new/", writing.new),
    path("intelligence/from/<uuid:report_id>/", writing.from_report),
    path("intelligence/<uuid:intel_id>/", reading.shown),
    path("intelligence/<uuid:intel_id>/again/", writing.again),
    path("intelligence/<uuid:intel_id>/<slug:name>/", acts.act),
]
