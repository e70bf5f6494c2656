"""Runs one step of loading in a process of its own: JSON in, JSON out."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping
from typing import Any

Step = Callable[[dict[str, Any]], dict[str, Any]]


def run(steps: Mapping[str, Step]) -> None:
    """Run the step that the command line names."""
    answer = steps[sys.argv[1]](json.load(sys.stdin))
    json.dump(answer, sys.stdout)
