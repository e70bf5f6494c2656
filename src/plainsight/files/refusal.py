"""Why no viewing copy is made. The child says one of these words and no other."""

from __future__ import annotations

from typing import Literal, get_args

Why = Literal[
    "damaged", "too_large", "password", "unclean", "unsupported", "slow", "busy", "away", "infected"
]
REASONS = frozenset(get_args(Why))


class CopyRefused(Exception):
    """No copy: the message is one of `Why`. The original can still be asked for."""

    def __init__(self, why: Why) -> None:
        """`why` is a code; the page says it in words."""
        super().__init__(why)
        self.why: Why = why
