"""The exact security headers of each zone."""

from __future__ import annotations

import base64
import hashlib

import pytest

from plainsight.core.headers import FEATURES, INLINE, headers_for, raw_headers_for

COMMON = {
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-embedder-policy": "require-corp",
    "cross-origin-resource-policy": "same-origin",
    "origin-agent-cluster": "?1",
    "referrer-policy": "same-origin",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "x-permitted-cross-domain-policies": "none",
    "cache-control": "no-store",
}


def source(name: str) -> str:
    digest = hashlib.sha256((INLINE / name).read_bytes()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def test_the_public_zone_has_exactly_these() -> None:
    assert headers_for("public", "/") == COMMON | {
        "content-security-policy": (
            f"default-src 'none'; style-src {source('chat.css')} {source('site.css')}; "
            f"script-src {source('chat.js')} {source('exit.js')} {source('join.js')}; "
            "img-src 'self' data:; connect-src 'self'; base-uri 'none'; "
            "form-action 'self'; frame-ancestors 'none'"
        ),
        "permissions-policy": ", ".join(f"{name}=()" for name in FEATURES),
    }


def test_the_desk_has_exactly_these() -> None:
    passkeys = ("publickey-credentials-create", "publickey-credentials-get")
    assert headers_for("desk", "/reports/") == COMMON | {
        "content-security-policy": (
            "default-src 'none'; style-src 'self'; script-src 'self'; font-src 'self'; "
            "img-src 'self' data:; worker-src 'self'; connect-src 'self'; "
            "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
        ),
        "permissions-policy": ", ".join(
            f"{name}={'(self)' if name in passkeys else '()'}" for name in FEATURES
        ),
        "x-robots-tag": "noindex, nofollow",
    }


def test_tls_is_promised_only_where_there_is_tls() -> None:
    assert "strict-transport-security" not in headers_for("public", "/")
    promised = headers_for("public", "/", https=True)["strict-transport-security"]
    assert promised == "max-age=63072000; includeSubDomains"


@pytest.mark.parametrize(
    ("path", "status", "kept"),
    [
        ("/static/desk/desk.0123456789ab.css", 200, True),
        ("/static/desk/desk.0123456789ab.css", 304, True),
        ("/static/desk/desk.0123456789ab.css", 404, False),
        ("/static/desk/desk.css", 200, False),
        ("/static/../r/desk.0123456789ab.css", 200, False),
        ("/r/desk.0123456789ab.css", 200, False),
        ("/", 200, False),
    ],
)
def test_only_a_static_file_named_by_its_content_is_kept(
    path: str, status: int, *, kept: bool
) -> None:
    found = headers_for("desk", path, status=status)["cache-control"]
    assert found == ("public, max-age=31536000, immutable" if kept else "no-store")


def test_what_is_sent_is_what_is_said() -> None:
    said = headers_for("public", "/", https=True)
    sent = raw_headers_for("public", "/", https=True)
    assert {name.decode(): value.decode() for name, value in sent} == said


def test_a_caller_cannot_change_what_others_get() -> None:
    headers_for("public", "/").clear()
    assert headers_for("public", "/")
