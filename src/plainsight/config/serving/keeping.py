"""Gives a form that could not be taken back to its sender, ready to be sent again.

A page of ours is never stored by a browser, so Back shows an empty form where no script runs.
"""

from __future__ import annotations

from dataclasses import replace
from html import escape
from urllib.parse import parse_qsl, urlsplit

from plainsight.config.serving.answers import Answer
from plainsight.core.asgi import Receive, Scope, header

LARGEST = 300_000
MOST_FIELDS = 200
_WORDS = b"application/x-www-form-urlencoded"
_KEPT = ("What you typed is kept in this page. Wait a minute or two, then press the button.",)


async def kept(refusal: Answer, scope: Scope, receive: Receive) -> Answer:
    """Return the refusal with the form in it, where it is one of words and came from our page."""
    if not (header(scope, b"content-type") or b"").startswith(_WORDS) or not _is_ours(scope):
        return refusal
    body = bytearray()
    more = True
    while more:
        message = await receive()
        body += message.get("body", b"")
        if len(body) > LARGEST:
            return refusal
        more = message.get("more_body", False)
    try:
        fields = parse_qsl(body.decode("ascii"), keep_blank_values=True, max_num_fields=MOST_FIELDS)
    except ValueError:
        return refusal
    return replace(refusal, advice=_KEPT, form=_form(scope["path"], fields))


def _form(path: str, fields: list[tuple[str, str]]) -> str:
    hidden = "\n".join(
        f'<input type="hidden" name="{escape(name)}" value="{escape(value)}">'
        for name, value in fields
    )
    return (
        f'<form method="post" action="{escape(path)}">\n{hidden}\n'
        '<button>Send it again</button>\n</form>\n<p><a href="/leave/">Leave this site</a></p>'
    )


def _is_ours(scope: Scope) -> bool:
    """Say whether the browser itself says that a page of ours sent the form.

    A stranger's page could otherwise have its own words shown under our address.
    """
    origin = (header(scope, b"origin") or b"").decode("latin-1")
    host = (header(scope, b"host") or b"").decode("latin-1")
    same = header(scope, b"sec-fetch-site") in {b"same-origin", None}
    return bool(host) and same and urlsplit(origin).netloc == host
