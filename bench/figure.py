"""The table of figures: what is measured, in which unit, how good it has to be, and who is near.

Each module in bench/figures has `run() -> dict[str, float]` and gives every figure declared for
it here. It may set RUNS, how often it is run (the median counts); a long one sets 1.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Figure:
    """One figure. A goal of None is a figure that is shown beside others and judged by nobody."""

    name: str
    unit: str
    goal: float | None
    better: Literal["lower", "higher"]
    module: str
    peer: str | None = None
    peer_value: str | None = None

    def met(self, value: float) -> bool | None:
        """Return whether a value reaches the goal, or None where there is no goal."""
        if self.goal is None:
            return None
        return value <= self.goal if self.better == "lower" else value >= self.goal


BOTH = "GlobaLeaks; Hush Line"
SPLINK = "Splink 5, its own comparisons"

FIGURES = (
    Figure("report_form.bytes", "B", 14_000, "lower", "report_form", BOTH, "684,000; 778,000"),
    Figure("report_form.requests", "requests", 2, "lower", "report_form", BOTH, "38; 14"),
    Figure("report_form.usable_slow_s", "s", 2.5, "lower", "report_form", "GlobaLeaks", "21.0"),
    Figure("home.bytes", "B", 14_000, "lower", "front_pages"),
    Figure("home.requests", "requests", 2, "lower", "front_pages"),
    Figure("home.usable_slow_s", "s", 2.5, "lower", "front_pages"),
    Figure("signs.bytes", "B", 14_000, "lower", "front_pages"),
    Figure("signs.requests", "requests", 2, "lower", "front_pages"),
    Figure("signs.usable_slow_s", "s", 2.5, "lower", "front_pages"),
    Figure("exit.request_ms", "ms", 60, "lower", "exit"),
    Figure("flood.honest_p95_ms", "ms", 150, "lower", "flood"),
    Figure("lighthouse.min", "of 100", 100, "higher", "lighthouse"),
    Figure("axe.public_findings", "findings", 0, "lower", "axe"),
    Figure("reading_age.min", "years", 9, "higher", "reading_age"),
    Figure("reading_age.max", "years", 11, "lower", "reading_age"),
    Figure(
        "submit.per_second",
        "1/s",
        300,
        "higher",
        "submit",
        "GlobaLeaks (concurrency 1); Hush Line",
        "8.9; 42",
    ),
    Figure("submit.failed", "%", 0, "lower", "submit", BOTH, "60; 0"),
    Figure("submit.p95_ms", "ms", 150, "lower", "submit", BOTH, "5,300; 259"),
    Figure("submit.journeys_per_second", "1/s", None, "higher", "submit"),
    Figure("public.rss_mb", "MB", 150, "lower", "rss", "GlobaLeaks (after 176 reports)", "211"),
    Figure("audit_verify.s", "s", 30, "lower", "audit_verify", "none can", None),
    Figure("vault.open_envelopes_s", "s", 2.0, "lower", "vault"),
    Figure("vault.open_wraps_s", "s", 0.5, "lower", "vault"),
    Figure("queue.p95_ms", "ms", 150, "lower", "queue"),
    Figure("report_open.p95_ms", "ms", 120, "lower", "report_open"),
    Figure("sealed_search.s", "s", 2, "lower", "sealed_search"),
    Figure("chat.idle_kib", "KiB", 60, "lower", "chat_idle"),
    Figure("chat.p50_ms", "ms", 50, "lower", "chat_talk"),
    Figure("chat.p99_ms", "ms", 250, "lower", "chat_talk"),
    Figure("chat.lost", "messages", 0, "lower", "chat_faults"),
    Figure("chat.doubled", "messages", 0, "lower", "chat_faults"),
    Figure("match.candidates_p95_ms", "ms", 10, "lower", "record_store"),
    Figure("match.blocking_recall_ratio", "x", 1.10, "higher", "match_store", SPLINK, "1"),
    Figure("match.pair_recall_ratio", "x", 1.25, "higher", "match_store", SPLINK, "1"),
    Figure("match.cluster_f1_ratio", "x", 1.15, "higher", "match_store", SPLINK, "1"),
    Figure("match.culture_worst_share", "of best", 0.90, "higher", "match_store"),
    Figure("match.batch_s", "s", 60, "lower", "match_store"),
    Figure("match.batch_gb", "GiB", 4, "lower", "match_store"),
    Figure("match.calibration_gap", "share", 0.03, "lower", "match_store"),
    Figure("match.parity_differences", "pairs", 0, "lower", "match_store"),
    Figure("match.febrl4_f1", "", 1.0, "higher", "febrl", "recordlinkage", "see the run"),
    Figure("match.febrl4_time_ratio", "x", 1.0, "lower", "febrl", "recordlinkage", "1"),
    Figure("search.p95_ms", "ms", 200, "lower", "record_store"),
    Figure("entity.save_p95_ms", "ms", 50, "lower", "record_store"),
    Figure("backup.s", "s", None, "lower", "backup"),
    Figure("restore.s", "s", None, "lower", "backup"),
    Figure("demo.first_s", "s", 180, "lower", "demo"),
    Figure("demo.again_s", "s", 10, "lower", "demo"),
)


def chosen(wanted: str | None) -> tuple[Figure, ...]:
    """Return the figures whose name is `wanted` or begins with it; all for None."""
    if not wanted:
        return FIGURES
    return tuple(
        figure
        for figure in FIGURES
        if figure.name == wanted or figure.name.startswith(wanted.removesuffix(".") + ".")
    )
