"""The public site's addresses. Those that a browser's history must not explain are bland."""

from __future__ import annotations

from django.urls import path

from plainsight.public import steps
from plainsight.public.views import (
    calling,
    cookies,
    early,
    feedback,
    files,
    messages,
    more_files,
    pages,
    report,
    sending,
    signs,
    ticks,
    wishes,
)

urlpatterns = [
    path("", pages.home, name="home"),
    path("what/", pages.what, name="what"),
    path("signs/", signs.signs, name="signs"),
    path("signs/<slug:slug>/", signs.place, name="sign_place"),
    path("accessibility/", pages.accessibility, name="accessibility"),
    path("privacy/", pages.privacy, name="privacy"),
    path("contact/", pages.contact, name="contact"),
    path("safety/", pages.safety, name="safety"),
    path("leave/", pages.leave, name="leave"),
    path("cookies/", cookies.page, name="cookies"),
    path("feedback/", feedback.feedback, name="feedback"),
    path("report/", pages.moved, {"to": "report"}, name="report_poster"),
    path("messages/", pages.moved, {"to": "messages"}, name="messages_poster"),
    *[
        path(f"r/{page.letter}/", report.step, {"name": page.name}, name=page.name)
        for page in steps.PAGES
        if page.letter and page.name not in {steps.SIGNS, steps.FILES}
    ],
    path("r/", report.step, {"name": steps.FIRST}, name=steps.FIRST),
    path("r/9/", calling.call, name=steps.HELP),
    path("r/v/", ticks.ticks, name=steps.SIGNS),
    path("r/f/", files.files, name=steps.FILES),
    path("r/e/", early.early, name="report_early"),
    path("r/c/", sending.check, name="report_check"),
    path("r/k/", sending.code, name="report_code"),
    path("r/z/", sending.done, name="report_done"),
    path("m/", messages.messages, name="messages"),
    path("m/a/", messages.answer, name="messages_answer"),
    path("m/f/", more_files.files, name="messages_files"),
    path("m/s/", wishes.contact, name="messages_contact"),
    path("m/w/", wishes.withdraw, name="messages_withdraw"),
    path("m/d/", messages.destroy, name="messages_destroy"),
]
