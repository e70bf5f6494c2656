"""The child process that makes one viewing copy: cleartext in by a pipe, the copy out by another.

Run as `python -I -B -m plainsight.files.copying picture|paper` with an empty environment, and
only by `viewing`. It imports what it needs, rehearses (a library may load a part late), shuts
itself in, and only then reads the first byte. Its answer is one line of JSON, then the parts.
"""

from __future__ import annotations

import json
import os
import sys

from plainsight.files.confined import confine
from plainsight.files.refusal import CopyRefused

MEMORY = 1_200_000_000
"""Bytes of address space, of which the interpreter and its libraries take about a fifth."""

CPU_SECONDS = 12
_PIECE = 1 << 16


def main(kind: str) -> None:
    """Copy what comes on standard input; `kind` is "picture" or "paper"."""
    if kind == "picture":
        from plainsight.files.pictures import copied, rehearse  # noqa: PLC0415 (one of the two)
    else:
        from plainsight.files.papers import copied, rehearse  # noqa: PLC0415 (as above)
    rehearse()
    confine(memory=MEMORY, seconds=CPU_SECONDS)
    content = _all()
    try:
        parts = copied(content)
    except CopyRefused as refusal:
        _answer({"refused": str(refusal)})
    except MemoryError:
        _answer({"refused": "too_large"})
    except Exception:  # noqa: BLE001 (whatever a stranger's file does to a parser is one answer)
        _answer({"refused": "damaged"})
    else:
        _answer({"parts": [len(part) for part in parts]}, *parts)


def _all() -> bytes:
    content = bytearray()
    while piece := os.read(0, _PIECE):
        content += piece
    return bytes(content)


def _answer(head: dict[str, object], *parts: bytes) -> None:
    for part in (json.dumps(head).encode() + b"\n", *parts):
        view = memoryview(part)
        while view:
            view = view[os.write(1, view) :]


if __name__ == "__main__":
    main(sys.argv[1])
    os._exit(0)  # nothing is left to do, and little is allowed
