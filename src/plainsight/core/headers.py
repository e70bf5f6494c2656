"""The security headers of every answer, exact, for each zone.

They are put on at the outermost edge of the server (config.serving.edge), so that no answer
leaves without them: not a refusal, not a static file, not a failure. A page may add headers;
it cannot remove or weaken these.
"""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache
from pathlib import Path
from typing import Literal

Zone = Literal["public", "desk"]

INLINE = Path(__file__).resolve().parent.parent / "public" / "inline"
"""The files that public pages carry inside themselves; each is allowed by its exact hash."""

NEVER_KEEP = "no-store"
KEEP_FOR_EVER = "public, max-age=31536000, immutable"
LASTING = frozenset({200, 206, 304})
_HASHED_STATIC = re.compile(r"/static/.+\.[0-9a-f]{8,64}\.[a-z0-9.]+")

# Every feature that a browser could lend to a page, and that ours do without.
FEATURES = (
    "accelerometer",
    "autoplay",
    "browsing-topics",
    "camera",
    "clipboard-read",
    "clipboard-write",
    "compute-pressure",
    "display-capture",
    "encrypted-media",
    "fullscreen",
    "gamepad",
    "geolocation",
    "gyroscope",
    "hid",
    "identity-credentials-get",
    "idle-detection",
    "keyboard-map",
    "local-fonts",
    "magnetometer",
    "microphone",
    "midi",
    "otp-credentials",
    "payment",
    "picture-in-picture",
    "publickey-credentials-create",
    "publickey-credentials-get",
    "screen-wake-lock",
    "serial",
    "storage-access",
    "sync-xhr",
    "usb",
    "window-management",
    "xr-spatial-tracking",
)
PASSKEYS = frozenset({"publickey-credentials-create", "publickey-credentials-get"})


def headers_for(zone: Zone, path: str, *, status: int = 200, https: bool = False) -> dict[str, str]:
    """Return the headers that an answer to `path` in `zone` must carry, names in lower case.

    `status` is the answer's: a static file that is not there is not kept for ever. `https` says
    whether people reach the zone over TLS; only then is HSTS promised.
    """
    return dict(_headers(zone, is_hashed_static(path) and status in LASTING, https))


def raw_headers_for(
    zone: Zone, path: str, *, status: int = 200, https: bool = False
) -> tuple[tuple[bytes, bytes], ...]:
    """Return what `headers_for` does, as a server sends it."""
    return _raw_headers(zone, is_hashed_static(path) and status in LASTING, https)


@cache
def _headers(zone: Zone, lasting: bool, https: bool) -> dict[str, str]:  # noqa: FBT001 (private)
    headers = {
        "content-security-policy": content_policy(zone),
        "permissions-policy": permissions_policy(zone),
        "cross-origin-opener-policy": "same-origin",
        "cross-origin-embedder-policy": "require-corp",
        "cross-origin-resource-policy": "same-origin",
        "origin-agent-cluster": "?1",
        "referrer-policy": "same-origin",
        "x-content-type-options": "nosniff",
        "x-frame-options": "DENY",
        "x-permitted-cross-domain-policies": "none",
        "cache-control": KEEP_FOR_EVER if lasting else NEVER_KEEP,
    }
    if zone == "desk":
        headers["x-robots-tag"] = "noindex, nofollow"
    if https:
        headers["strict-transport-security"] = "max-age=63072000; includeSubDomains"
    return headers


@cache
def _raw_headers(zone: Zone, lasting: bool, https: bool) -> tuple[tuple[bytes, bytes], ...]:  # noqa: FBT001 (private)
    named = _headers(zone, lasting, https)
    return tuple((name.encode(), value.encode()) for name, value in named.items())


def is_hashed_static(path: str) -> bool:
    """Say whether `path` names a static file whose name changes with its content."""
    return _HASHED_STATIC.fullmatch(path) is not None and ".." not in path


@cache
def content_policy(zone: Zone) -> str:
    """Return the zone's Content-Security-Policy; computed once, the same for every page."""
    if zone == "desk":
        own = {name: ["'self'"] for name in ("style-src", "script-src", "font-src")}
        own |= {"img-src": ["'self'", "data:"], "worker-src": ["'self'"]}
    else:
        own = {
            "style-src": _hashes(INLINE, "*.css") or ["'none'"],
            "script-src": _hashes(INLINE, "*.js") or ["'none'"],
            "img-src": ["'self'", "data:"],
        }
    policy = {
        "default-src": ["'none'"],
        **own,
        "connect-src": ["'self'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    }
    return "; ".join(f"{name} {' '.join(sources)}" for name, sources in policy.items())


@cache
def permissions_policy(zone: Zone) -> str:
    """Return the zone's Permissions-Policy: nothing, and passkeys for the desk."""
    given = PASSKEYS if zone == "desk" else frozenset[str]()
    return ", ".join(f"{name}={'(self)' if name in given else '()'}" for name in FEATURES)


def _hashes(folder: Path, pattern: str) -> list[str]:
    """Return the CSP source of each matching file: the SHA-256 of its exact bytes."""
    return [
        f"'sha256-{base64.b64encode(hashlib.sha256(path.read_bytes()).digest()).decode()}'"
        for path in sorted(folder.glob(pattern))
    ]
