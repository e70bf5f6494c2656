"""The desk's addresses for the live chat."""

from __future__ import annotations

from django.urls import path

from plainsight.operators.views import acts, blocks, chat, hours, planning, room

urlpatterns = [
    path("chat/", room.room),
    path("chat/there/", room.there),
    path("chat/hours/", hours.hours),
    path("chat/blocks/", blocks.page),
    path("chat/planning/", planning.planning),
    path("chat/<uuid:chat_id>/", chat.shown),
    path("chat/<uuid:chat_id>/after/", chat.after),
    path("chat/<uuid:chat_id>/<slug:name>/", acts.act),
]
