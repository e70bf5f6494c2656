"""Stands around every public page: holds cookies to the registry, and counts where it may."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from plainsight.feedback.counting import count_page
from plainsight.public import choices, cookies, known

GetResponse = Callable[[HttpRequest], HttpResponse]
SHOWN = 200


class ChoicesMiddleware:
    """Does what was chosen about cookies, on every answer."""

    def __init__(self, get_response: GetResponse) -> None:
        """Keep what comes next."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer; withdraw what a signal refuses; count a page that was agreed to be counted."""
        response = self.get_response(request)
        if choices.has_signal(request):
            choices.withdraw(request, response)
        cookies.only_known(response)
        page = known.page_of(request)
        is_shown = request.method == "GET" and response.status_code == SHOWN
        if page and is_shown and choices.read(request).usage:
            count_page(page)
        return response
