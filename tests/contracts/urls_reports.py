"""Who gets what at the addresses of reports; what the columns say stands in `urls`."""

from __future__ import annotations

REPORTS = {
    "/enter/": (
        "302 302 200 200 200 403 403",
        "401 302 405 405 405 403 403",
    ),
    "/enter/<slug:channel>/": (
        "302 302 404 404 404 403 403",
        "401 302 404 404 404 403 403",
    ),
    "/reports/": (
        "302 302 200 200 200 403 403",
        "401 302 405 405 405 403 403",
    ),
    "/reports/news/": (
        "302 302 200 200 200 403 403",
        "401 302 405 405 405 403 403",
    ),
    "/reports/views/": (
        "302 302 405 405 405 403 403",
        "401 302 422 422 422 403 403",
    ),
    "/reports/views/<uuid:view_id>/remove/": (
        "302 302 405 405 405 403 403",
        "401 302 404 404 404 403 403",
    ),
    "/reports/<uuid:report_id>/": (
        "302 302 302 200 200 403 403",
        "401 302 423 405 405 403 403",
    ),
    "/reports/<uuid:report_id>/act/<slug:name>/": (
        "302 302 302 405 405 403 403",
        "401 302 423 404 404 403 403",
    ),
    "/reports/<uuid:report_id>/consultations/": (
        "302 302 403 403 200 403 403",
        "401 302 405 405 405 403 403",
    ),
    "/reports/<uuid:report_id>/access/": (
        "302 302 403 403 200 403 403",
        "401 302 403 403 405 403 403",
    ),
    "/reports/<uuid:report_id>/certificate/": (
        "302 302 403 403 404 403 403",
        "401 302 403 403 405 403 403",
    ),
    "/reports/<uuid:report_id>/ask/": (
        "302 302 302 405 405 403 403",
        "401 302 423 422 422 403 403",
    ),
    "/reports/<uuid:report_id>/entered/": (
        "302 302 200 200 200 403 403",
        "401 302 405 405 405 403 403",
    ),
    "/reports/<uuid:report_id>/contact/": (
        "302 302 302 405 405 403 403",
        "401 302 423 422 422 403 403",
    ),
    "/reports/<uuid:report_id>/files/<uuid:file_id>/": (
        "302 302 302 405 405 403 403",
        "401 302 423 404 404 403 403",
    ),
    "/reports/<uuid:report_id>/files/<uuid:file_id>/copy/": (
        "302 302 302 405 405 403 403",
        "401 302 423 404 404 403 403",
    ),
    "/reports/<uuid:report_id>/files/<uuid:file_id>/lock/": (
        "302 302 302 405 405 403 403",
        "401 302 423 404 404 403 403",
    ),
    "/reports/<uuid:report_id>/files/<uuid:file_id>/lift/": (
        "302 302 403 403 403 403 403",
        "401 302 403 403 403 403 403",
    ),
}
