"""Who gets what at the desk's addresses of the live chat; what the columns say stands in `urls`."""

from __future__ import annotations

CHAT = {
    "/chat/": (
        "302 302 200 200 200 403 403",
        "401 302 405 405 405 403 403",
    ),
    "/chat/there/": (
        "302 302 405 405 405 403 403",
        "401 302 302 302 302 403 403",
    ),
    "/chat/hours/": (
        "302 302 403 403 200 403 403",
        "401 302 403 403 422 403 403",
    ),
    "/chat/planning/": (
        "302 302 403 403 200 403 403",
        "401 302 403 403 405 403 403",
    ),
    "/chat/<uuid:chat_id>/": (
        "302 302 302 404 404 403 403",
        "401 302 423 405 405 403 403",
    ),
    "/chat/<uuid:chat_id>/after/": (
        "302 302 302 404 404 403 403",
        "401 302 423 405 405 403 403",
    ),
    "/chat/<uuid:chat_id>/<slug:name>/": (
        "302 302 302 405 405 403 403",
        "401 302 423 404 404 403 403",
    ),
}
