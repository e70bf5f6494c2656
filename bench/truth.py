"""How well pairs and clusters fit a known truth: recall at a precision, the best F1, by culture."""

from __future__ import annotations

from typing import Any

import duckdb
import numpy as np
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components

PRECISION = 0.975


class Truth:
    """Who each record is, by its number, and how to judge scored pairs of numbers."""

    def __init__(self, store: duckdb.DuckDBPyConnection) -> None:
        """Read the table `truth` of a store."""
        rows = store.execute(
            "SELECT number, truth, culture FROM truth ORDER BY number"
        ).fetchnumpy()
        self.known = len(rows["number"])
        self.size = int(rows["number"].max()) + 1
        self.who = np.full(self.size, -1)
        self.who[rows["number"]] = rows["truth"]
        cultures, codes = np.unique(rows["culture"].astype(str), return_inverse=True)
        self.cultures = list(cultures)
        self.culture = np.zeros(self.size, dtype=int)
        self.culture[rows["number"]] = codes
        self.pairs = self._pairs(rows["truth"])

    @staticmethod
    def _pairs(who: Any) -> int:
        counts = np.unique(who, return_counts=True)[1]
        return int((counts * (counts - 1) // 2).sum())

    def right(self, low: Any, high: Any) -> Any:
        """Say for each pair whether it is one person."""
        return self.who[low] == self.who[high]

    def recall_at(self, low: Any, high: Any, score: Any) -> tuple[float, float]:
        """Return the greatest recall where precision still holds, and the score it takes."""
        order = np.argsort(-score, kind="stable")
        right = np.cumsum(self.right(low[order], high[order]))
        holds = np.nonzero(right / np.arange(1, len(right) + 1) >= PRECISION)[0]
        if not len(holds):
            return 0.0, float("inf")
        last = holds[-1]
        return float(right[last] / self.pairs), float(score[order][last])

    def precision_and_recall(self, low: Any, high: Any) -> tuple[float, float]:
        """Return the share of these pairs that is right, and of all right pairs that is here."""
        right = int(self.right(low, high).sum())
        return right / max(len(low), 1), right / self.pairs

    def worst_share(self, low: Any, high: Any) -> tuple[float, dict[str, float]]:
        """Return the worst culture's recall as a share of the best's, and each one's recall."""
        known = self.who >= 0
        of_pair = self.culture[low][self.right(low, high)]
        found = {}
        for code, name in enumerate(self.cultures):
            everybody = self._pairs(self.who[known & (self.culture == code)])
            found[name] = float((of_pair == code).sum() / everybody)
        return min(found.values()) / max(found.values()), found

    def best_f1(self, low: Any, high: Any, score: Any) -> tuple[float, float]:
        """Return the best F1 of clusters over thresholds, and the threshold it takes."""
        best = (0.0, 0.0)
        for share in np.linspace(0.05, 0.95, 19):
            lowest = float(np.quantile(score, share))
            kept = score >= lowest
            found = self._f1(low[kept], high[kept])
            best = max(best, (found, lowest))
        return best

    def _f1(self, low: Any, high: Any) -> float:
        ties = coo_matrix((np.ones(len(low)), (low, high)), shape=(self.size, self.size))
        _count, cluster = connected_components(ties, directed=False)
        known = self.who >= 0
        claimed = self._pairs(cluster[known])
        both = cluster[known].astype(np.int64) * self.size + self.who[known]
        right = self._pairs(both)
        return 2 * right / (claimed + self.pairs)
