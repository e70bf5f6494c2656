"""What is sealed as text: plain values as JSON in UTF-8."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any


def packed(values: Mapping[str, Any]) -> bytes:
    """Return values as compact JSON in UTF-8; a lone surrogate from a broken form is replaced."""
    text = json.dumps(values, ensure_ascii=False, separators=(",", ":"))
    return text.encode("utf-8", "replace")


def unpacked(text: bytes) -> Any:
    """Return what `packed` wrote; raises ValueError, also for what is nested too deep to read."""
    try:
        return json.loads(text)
    except RecursionError:
        raise ValueError("nested too deep") from None
