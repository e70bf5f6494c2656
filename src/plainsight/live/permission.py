"""How a Django view lets a browser have the event stream.

    @access("live.listen")
    def live(request):
        return stream_allowed()

The server takes this answer and opens the stream in its place; it never reaches the browser.
Any other answer (a redirect to sign in, a refusal) goes to the browser as it is.
"""

from __future__ import annotations

from django.http import HttpResponse

MARK = (b"x-live-stream", b"open")


def stream_allowed() -> HttpResponse:
    """Return the answer that opens the stream."""
    return HttpResponse(status=204, headers={MARK[0].decode(): MARK[1].decode()})
