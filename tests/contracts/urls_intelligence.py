"""Who gets what at the desk's addresses of intelligence; the columns stand in `urls`."""

from __future__ import annotations

INTELLIGENCE = {
    "/intelligence/": (
        "302 302 200 200 200 403 403",
        "401 302 405 405 405 403 403",
    ),
    "/intelligence/new/": (
        "302 302 302 200 200 403 403",
        "401 302 423 422 422 403 403",
    ),
    "/intelligence/from/<uuid:report_id>/": (
        "302 302 302 200 200 403 403",
        "401 302 423 422 422 403 403",
    ),
    "/intelligence/watches/": (
        "302 302 302 200 200 403 403",
        "401 302 423 422 422 403 403",
    ),
    "/intelligence/<uuid:intel_id>/": (
        "302 302 302 404 404 403 403",
        "401 302 423 405 405 403 403",
    ),
    "/intelligence/<uuid:intel_id>/again/": (
        "302 302 302 404 404 403 403",
        "401 302 423 404 404 403 403",
    ),
    "/intelligence/<uuid:intel_id>/<slug:name>/": (
        "302 302 302 405 405 403 403",
        "401 302 423 404 404 403 403",
    ),
    "/records/": (
        "302 302 302 200 200 403 403",
        "401 302 423 422 422 403 403",
    ),
    "/records/seen/": (
        "302 302 405 405 405 403 403",
        "401 302 302 302 302 403 403",
    ),
    "/records/queue/": (
        "302 302 302 200 200 403 403",
        "401 302 423 405 405 403 403",
    ),
    "/records/new/<slug:kind>/": (
        "302 302 302 404 404 403 403",
        "401 302 423 404 404 403 403",
    ),
    "/records/from/<uuid:intel_id>/": (
        "302 302 302 404 404 403 403",
        "401 302 423 422 422 403 403",
    ),
    "/records/<uuid:entity_id>/": (
        "302 302 302 404 404 403 403",
        "401 302 423 405 405 403 403",
    ),
    "/records/<uuid:entity_id>/link/": (
        "302 302 302 404 404 403 403",
        "401 302 423 404 404 403 403",
    ),
    "/records/<uuid:entity_id>/with/<uuid:other_id>/": (
        "302 302 302 404 404 403 403",
        "401 302 423 404 404 403 403",
    ),
    "/records/<uuid:entity_id>/<slug:name>/": (
        "302 302 302 405 405 403 403",
        "401 302 423 404 404 403 403",
    ),
}
