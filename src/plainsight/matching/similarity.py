"""How alike two words are: Jaro-Winkler, and whether one slip of the finger lies between them.

Plain Python, so that the library needs nothing; rapidfuzz's `JaroWinkler.similarity` gives the same
figures and may stand in for `jaro_winkler`.
"""

from __future__ import annotations

from functools import lru_cache

BOOST_ABOVE = 0.7
PREFIX, PREFIX_WEIGHT = 4, 0.1


def jaro(one: str, other: str) -> float:
    """Return the Jaro similarity of two words, from 0 to 1; two empty words are alike."""
    if one == other:
        return 1.0
    if not one or not other:
        return 0.0
    window = max(max(len(one), len(other)) // 2 - 1, 0)
    taken = [False] * len(other)
    matched = []
    for place, letter in enumerate(one):
        for there in range(max(place - window, 0), min(place + window + 1, len(other))):
            if not taken[there] and other[there] == letter:
                taken[there] = True
                matched.append(letter)
                break
    if not matched:
        return 0.0
    facing = [letter for letter, was in zip(other, taken, strict=True) if was]
    out_of_order = sum(a != b for a, b in zip(matched, facing, strict=True)) // 2
    same = len(matched)
    return (same / len(one) + same / len(other) + (same - out_of_order) / same) / 3


@lru_cache(maxsize=65_536)
def jaro_winkler(one: str, other: str) -> float:
    """Return the Jaro-Winkler similarity, from 0 to 1: Jaro's, raised for a common beginning.

    Source: W. E. Winkler, String Comparator Metrics (1990); raised only above 0.7, by a tenth for
    each of up to four letters.
    """
    similarity = jaro(one, other)
    if similarity <= BOOST_ABOVE:
        return similarity
    prefix = 0
    for a, b in zip(one[:PREFIX], other[:PREFIX], strict=False):
        if a != b:
            break
        prefix += 1
    return similarity + prefix * PREFIX_WEIGHT * (1 - similarity)


def is_one_slip(one: str, other: str) -> bool:
    """Whether the words differ by one letter added, lost or changed, or two that changed places.

    Damerau's four errors, at most once.
    """
    if one == other or abs(len(one) - len(other)) > 1:
        return False
    if len(one) > len(other):
        one, other = other, one
    start = 0
    while start < len(one) and one[start] == other[start]:
        start += 1
    rest, longer = one[start:], other[start:]
    if len(rest) < len(longer):
        return rest == longer[1:]
    return rest[1:] == longer[1:] or (rest[1::-1] == longer[:2] and rest[2:] == longer[2:])
