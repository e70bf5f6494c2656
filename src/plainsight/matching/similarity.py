"""How alike two words are: Jaro-Winkler, and whether one slip of the finger lies between them.

Both by rapidfuzz, whose figures DuckDB's functions of the same names give as well.
"""

from __future__ import annotations

from functools import lru_cache

from rapidfuzz.distance import OSA, JaroWinkler


@lru_cache(maxsize=65_536)
def jaro_winkler(one: str, other: str) -> float:
    """Return the Jaro-Winkler similarity, from 0 to 1: Jaro's, raised for a common beginning.

    Source: W. E. Winkler, String Comparator Metrics (1990); raised only above 0.7, by a tenth for
    each of up to four letters.
    """
    return JaroWinkler.similarity(one, other)


def is_one_slip(one: str, other: str) -> bool:
    """Whether the words differ by one letter added, lost or changed, or two that changed places.

    Damerau's four errors, at most once.
    """
    return OSA.distance(one, other, score_cutoff=1) == 1
