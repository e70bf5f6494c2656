"""The levels of `compare` as one statement for DuckDB: the same answers, a million at a time.

Nothing that a person wrote is in it: only names of columns, levels and the model's own figures.
"""

from __future__ import annotations

from itertools import product

from plainsight.matching.compare import ALIKE, FIELDS, MOST_WORDS, NEAR

AT = {name: number for number, name in enumerate(FIELDS["given"])}
"""The number of each level of a name."""
_CONTACT = ("phone", "email", "plate", "postcode", "document")


def compared() -> str:
    """Return the statement that compares every pair: one row of levels for each.

    The four products of names come first, then what they come to, beside the other fields.
    """
    products = ", ".join(f"{_best(one, other)} AS {one}{other}" for one in "gs" for other in "gs")
    contact = ", ".join(f"{_contact(name)} AS {name}" for name in _CONTACT)
    full = AT["common"]
    everything = "g_a AND s_a AND g_b AND s_b"
    return f"""
SELECT a, b, born, sex, {", ".join(_CONTACT)},
       CASE WHEN is_crossed THEN cross_g ELSE gg END AS given,
       CASE WHEN is_crossed THEN cross_s ELSE ss END AS surname,
       CASE WHEN {everything}
                 AND least(CASE WHEN is_crossed THEN cross_g ELSE gg END,
                           CASE WHEN is_crossed THEN cross_s ELSE ss END) >= {AT["sounds"]}
            THEN CASE WHEN is_crossed THEN 0 ELSE 1 END ELSE -1 END AS "order"
FROM (
    SELECT *, (gg < {full} OR ss < {full})
              AND greatest(cross_g, 0) + greatest(cross_s, 0) > greatest(gg, 0) + greatest(ss, 0)
              AS is_crossed
    FROM (
        SELECT *,
               CASE WHEN {everything} THEN gs WHEN g_b AND s_b THEN greatest(gg, sg)
                    ELSE greatest(gg, gs) END AS cross_g,
               CASE WHEN {everything} THEN sg WHEN g_b AND s_b THEN greatest(gs, ss)
                    ELSE greatest(sg, ss) END AS cross_s
        FROM (
            SELECT pair.a, pair.b, {products}, {_BORN} AS born, {_SEX} AS sex, {contact},
                   len(l.given) > 0 AS g_a, len(l.surnames) > 0 AS s_a,
                   len(r.given) > 0 AS g_b, len(r.surnames) > 0 AS s_b
            FROM pair JOIN person AS l ON l.place = pair.a JOIN person AS r ON r.place = pair.b
        )
    )
)"""


def _best(one: str, other: str) -> str:
    """Return the best level of any word of a part against any of the other record's part."""
    places = range(1, MOST_WORDS + 1)
    pairs = [_word(f"l.{one}{x}", f"r.{other}{y}") for x, y in product(places, places)]
    return f"greatest({', '.join(pairs)})"


def _word(x: str, y: str) -> str:
    a, b = f"{x}_word", f"{y}_word"
    alike = f"jaro_winkler_similarity(least({a}, {b}), greatest({a}, {b}))"
    slip = f"least(len({a}), len({b})) >= 4 AND damerau_levenshtein({a}, {b}) = 1"
    sounds = f"{x}_sound = {y}_sound AND len({x}_sound) >= 3"
    return f"""CASE
        WHEN {a} IS NULL OR {b} IS NULL THEN -1
        WHEN {a} = {b} THEN
            CASE WHEN len({a}) = 1 THEN {AT["initial"]} ELSE {AT["exact"]} - {x}_rank END
        WHEN len({a}) = 1 OR len({b}) = 1 THEN
            CASE WHEN {a}[1] = {b}[1] THEN {AT["initial"]} ELSE 0 END
        WHEN {alike} >= {NEAR} OR ({slip}) THEN {AT["near"]}
        WHEN {sounds} THEN {AT["sounds"]}
        WHEN {alike} >= {ALIKE} THEN {AT["alike"]}
        ELSE 0 END"""


_KNOWN = "({0}.year IS NOT NULL AND {0}.month IS NOT NULL AND {0}.day IS NOT NULL)"
_NEW_YEAR = "(coalesce({0}.month, 0) = 1 AND coalesce({0}.day, 0) = 1)"
_FIRST = f"({_NEW_YEAR.format('l')} OR {_NEW_YEAR.format('r')})"
_SAME = "(l.{0} IS NOT NULL AND r.{0} IS NOT NULL AND l.{0} = r.{0})::INT"
_BOTH = "(l.{0} IS NOT NULL AND r.{0} IS NOT NULL)::INT"
_COUNTED = f"CASE WHEN {_FIRST} THEN 0 ELSE 1 END"
_BOTH_KNOWN = (
    f"({_BOTH.format('year')} + {_COUNTED} * ({_BOTH.format('month')} + {_BOTH.format('day')}))"
)
_BOTH_SAME = (
    f"({_SAME.format('year')} + {_COUNTED} * ({_SAME.format('month')} + {_SAME.format('day')}))"
)
_BORN = f"""CASE
    WHEN {_KNOWN.format("l")} AND {_KNOWN.format("r")} AND NOT {_FIRST} THEN CASE
        WHEN l.year = r.year AND l.month = r.month AND l.day = r.day THEN 6
        WHEN l.year = r.year AND l.month = r.day AND l.day = r.month AND l.day <= 12 THEN 5
        WHEN {_BOTH_SAME} >= 2 THEN 2 ELSE 0 END
    WHEN {_BOTH_KNOWN} = 0 THEN -1
    WHEN {_BOTH_SAME} = {_BOTH_KNOWN} THEN CASE WHEN {_BOTH_KNOWN} >= 2 THEN 4 ELSE 3 END
    WHEN {_BOTH_KNOWN} = 1 AND abs(coalesce(l.year - r.year,
        CASE WHEN {_FIRST} THEN NULL ELSE coalesce(l.month - r.month, l.day - r.day) END)) <= 2
        THEN 1
    ELSE 0 END"""
_SEX = "CASE WHEN l.sex = '' OR r.sex = '' THEN -1 ELSE (l.sex = r.sex)::INT END"
_SLIP = (
    "len([x FOR x IN l.{0} IF len([y FOR y IN r.{0} IF damerau_levenshtein(x, y) = 1]) > 0]) > 0"
)
_LEVELS = {
    "phone": ("phones", (("phones", 1),), ""),
    "email": ("emails", (("emails", 2), ("locals", 1)), ""),
    "plate": ("plates", (("written", 3), ("plates", 2)), "plates"),
    "postcode": ("postcodes", (("postcodes", 3), ("sectors", 2), ("outwards", 1)), ""),
    "document": ("documents", (("documents", 2),), "documents"),
}


def _contact(name: str) -> str:
    held, exact, slip = _LEVELS[name]
    cases = [f"WHEN list_has_any(l.{one}, r.{one}) THEN {level}" for one, level in exact]
    if slip:
        cases.append(f"WHEN {_SLIP.format(slip)} THEN 1")
    return f"CASE WHEN len(l.{held}) = 0 OR len(r.{held}) = 0 THEN -1 {' '.join(cases)} ELSE 0 END"
