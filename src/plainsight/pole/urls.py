"""The desk's addresses for records."""

from __future__ import annotations

from django.urls import path

from plainsight.pole.views import mapping, matching, reading, searching, writing

urlpatterns = [
    path("records/", searching.searched),
    path("records/seen/", searching.noted),
    path("records/queue/", searching.to_judge),
    path("records/map/", mapping.mapped),
    path("records/new/<slug:kind>/", writing.new),
    path("records/from/<uuid:intel_id>/", writing.from_report),
    path("records/<uuid:entity_id>/", reading.shown),
    path("records/<uuid:entity_id>/link/", matching.linked),
    path("records/<uuid:entity_id>/with/<uuid:other_id>/", matching.beside),
    path("records/<uuid:entity_id>/<slug:name>/", reading.act),
]
