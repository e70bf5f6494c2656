"""The public zone's addresses."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [path("", include("plainsight.public.urls"))]

handler400 = "plainsight.public.views.trouble.bad_request"
handler403 = "plainsight.public.views.trouble.forbidden"
handler404 = "plainsight.public.views.trouble.not_found"
handler500 = "plainsight.public.views.trouble.server_error"
