"""The public site's addresses. Those that a browser's history must not explain are bland."""

from __future__ import annotations

from django.urls import path

from plainsight.public import steps
from plainsight.public.views import files, messages, pages, report, sending

urlpatterns = [
    path("", pages.home, name="home"),
    path("contact/", pages.contact, name="contact"),
    path("safety/", pages.safety, name="safety"),
    path("leave/", pages.leave, name="leave"),
    path("report/", pages.moved, {"to": "report"}, name="report_poster"),
    path("messages/", pages.moved, {"to": "messages"}, name="messages_poster"),
    path("r/", report.step, {"name": steps.FIRST}, name=steps.FIRST),
    path("r/p/", report.step, {"name": "report_where"}, name="report_where"),
    path("r/t/", report.step, {"name": "report_when"}, name="report_when"),
    path("r/d/", report.step, {"name": "report_people"}, name="report_people"),
    path("r/f/", files.files, name="report_files"),
    path("r/s/", report.step, {"name": "report_contact"}, name="report_contact"),
    path("r/c/", sending.check, name="report_check"),
    path("r/k/", sending.code, name="report_code"),
    path("r/z/", sending.done, name="report_done"),
    path("m/", messages.messages, name="messages"),
    path("m/a/", messages.answer, name="messages_answer"),
    path("m/d/", messages.destroy, name="messages_destroy"),
]
