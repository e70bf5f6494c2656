"""The public site's addresses. Those that a browser's history must not explain are bland."""

from __future__ import annotations

from django.urls import path

from plainsight.public import steps
from plainsight.public.views import (
    calling,
    chat,
    chat_files,
    chat_interpreter,
    chat_line,
    chat_over,
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
    path("chat/", pages.moved, {"to": "chat"}, name="chat_poster"),
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
    path("c/", chat.chat, name="chat"),
    path("c/w/", chat.write, name="chat_write"),
    path("c/n/", chat_line.news, name="chat_news"),
    path("c/l/", chat_line.live, name="chat_live"),
    path("c/t/", chat_line.unsent, name="chat_unsent"),
    path("c/a/", chat_line.answer, name="chat_answer"),
    path("c/f/", chat_files.files, name="chat_files"),
    path("c/i/", chat_interpreter.join, name="chat_join"),
    path("c/k/", chat_over.code, name="chat_code"),
    path("c/r/", chat_over.report, name="chat_report"),
    path("c/e/", chat_over.end, name="chat_end"),
    path("c/z/", chat_over.over, name="chat_over"),
    path("m/", messages.messages, name="messages"),
    path("m/c/", chat_over.resume, name="messages_chat"),
    path("m/a/", messages.answer, name="messages_answer"),
    path("m/f/", more_files.files, name="messages_files"),
    path("m/s/", wishes.contact, name="messages_contact"),
    path("m/w/", wishes.withdraw, name="messages_withdraw"),
    path("m/d/", messages.destroy, name="messages_destroy"),
]
