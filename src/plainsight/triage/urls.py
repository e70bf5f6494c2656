"""The desk's addresses for the queue and a report."""

from __future__ import annotations

from django.urls import path

from plainsight.triage.views import (
    acting,
    acts,
    contact,
    entering,
    files,
    queue,
    report,
    retention,
    saved_views,
    search,
    sight,
)

urlpatterns = [
    path("enter/", entering.choose),
    path("enter/<slug:channel>/", entering.enter),
    path("reports/", queue.reports),
    path("search/", search.search),
    path("searches/", search.searches),
    path("searches/<uuid:search_id>/", search.review),
    path("reports/news/", queue.news),
    path("reports/views/", saved_views.keep),
    path("reports/views/<uuid:view_id>/remove/", saved_views.remove),
    path("reports/<uuid:report_id>/", report.read),
    path("reports/<uuid:report_id>/act/<slug:name>/", acting.act),
    path("reports/<uuid:report_id>/consultations/", sight.consulted),
    path("reports/<uuid:report_id>/access/", sight.explained),
    path("retention/", retention.retention),
    path("reports/<uuid:report_id>/certificate/", retention.certificate),
    path("reports/<uuid:report_id>/ask/", acts.ask),
    path("reports/<uuid:report_id>/entered/", entering.entered),
    path("reports/<uuid:report_id>/contact/", contact.contact),
    path("reports/<uuid:report_id>/files/<uuid:file_id>/", files.original),
    path("reports/<uuid:report_id>/files/<uuid:file_id>/copy/", files.copy),
    path("reports/<uuid:report_id>/files/<uuid:file_id>/lock/", files.lock),
    path("reports/<uuid:report_id>/files/<uuid:file_id>/lift/", files.lift),
]
