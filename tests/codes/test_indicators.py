"""The product's signs against the research's facts, written down here once more by number."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest
from django.utils.functional import Promise

from plainsight.codes.indicators import (
    FRAMEWORKS,
    NEVER_PUBLIC,
    SIGNS,
    Sign,
    known,
    label,
    public_signs,
    signs_by_group,
)
from plainsight.codes.words import names

COUNT, PUBLIC_COUNT = 118, 91
GROUPS = {
    "appearance": range(1, 11),
    "control": range(11, 28),
    "isolation": range(28, 35),
    "work_and_pay": range(35, 52),
    "travel": range(52, 58),
    "living_place": range(58, 66),
    "sexual_exploitation": range(66, 78),
    "domestic_servitude": range(78, 85),
    "criminal_exploitation": range(85, 100),
    "children": range(100, 111),
    "recruitment_and_history": range(111, 119),
}
STRONG = """
    004 011 013 016 017 018 021 026 035 036 039 042 057 061 068 069 078 084 090 093 094 095 097
    100 110 113 118
"""
WEAK = """
    001 002 008 009 015 025 027 031 032 040 045 046 048 050 053 054 060 074 077 082 087 091 098
    102 104 108 114 116
"""
PROFESSIONAL = """
    015 023 026 027 042 055 056 057 069 070 072 077 093 098 105 106 107 108 110 112 113 114 116
    117 118
"""
PUBLIC_ONLY = """
    002 006 010 030 031 032 046 047 048 049 050 052 053 058 059 060 062 063 065 066 067 074 075
    081 082 088 089 090 091 095 099 100 109
"""
JUDGED = """
    001 002 003 007 008 009 015 017 024 025 027 029 030 031 032 039 040 041 045 046 047 048 050
    052 053 054 055 060 062 063 065 066 067 070 071 072 073 074 075 077 081 082 085 086 087 088
    091 098 099 100 102 104 105 107 108 109 111 116 118
"""
WITH_A_NOTE = """
    015 017 024 027 029 030 031 039 040 041 054 057 063 069 081 090 093 100 110 111 113 115 118
"""
ABOUT_CHILDREN = """
    076 085 086 088 089 097 098 100 101 102 103 104 105 106 107 108 109 110
"""
ANYWHERE = """
    001 003 004 008 011 012 014 015 016 017 018 019 020 024 025 026 027 028 029 031 033 041 042
    043 055 056 057 112 113 114 116 117 118
"""


def numbered(numbers: str) -> set[str]:
    return {f"IND{number}" for number in numbers.split()}


def those(**facts: object) -> set[str]:
    return {
        sign.id
        for sign in SIGNS.values()
        if all(getattr(sign, name) == value for name, value in facts.items())
    }


def test_there_are_118_signs_with_running_numbers_and_91_of_them_are_public() -> None:
    assert list(SIGNS) == [f"IND{number:03}" for number in range(1, COUNT + 1)]
    assert len(public_signs()) == PUBLIC_COUNT


def test_every_grade_is_the_one_of_the_research() -> None:
    assert those(strength="strong") == numbered(STRONG)
    assert those(strength="weak") == numbered(WEAK)
    assert those(strength="medium") == set(SIGNS) - numbered(STRONG) - numbered(WEAK)
    assert those(strength_basis="judged") == numbered(JUDGED)
    assert those(strength_basis="ilo") == set(SIGNS) - numbered(JUDGED)


def test_who_can_see_a_sign_is_as_in_the_research() -> None:
    assert those(seen_by="professional") == numbered(PROFESSIONAL)
    assert those(seen_by="public") == numbered(PUBLIC_ONLY)
    assert {sign.seen_by for sign in SIGNS.values()} == {"public", "professional", "both"}


def test_every_sign_is_in_the_group_of_the_research() -> None:
    assert {group: {f"IND{n:03}" for n in numbers} for group, numbers in GROUPS.items()} == {
        group: those(group=group) for group in names.GROUPS
    }


def test_notes_and_signs_about_children_are_where_the_research_has_them() -> None:
    assert {sign.id for sign in SIGNS.values() if sign.note} == numbered(WITH_A_NOTE)
    assert those(is_about_children=True) == numbered(ABOUT_CHILDREN)
    assert {sign.id for sign in SIGNS.values() if "any" in sign.settings} == numbered(ANYWHERE)


def test_a_few_signs_word_by_word() -> None:
    passport = SIGNS["IND016"]
    assert label("IND016") == "Someone else keeps their passport or ID"
    assert passport.ilo == {"ref": "D5.1", "adult_labour": "strong", "child_labour": "strong"}
    assert passport.sources == ("HO26", "UNSEEN", "GLAA", "ILO11")
    assert passport.exploitation_types == ("labour", "sexual", "criminal", "domestic")
    assert SIGNS["IND053"].settings == ("street", "farm", "factory")
    assert SIGNS["IND065"].flag == "cannabis"
    assert str(SIGNS["IND118"].note) == "rare; 14 referrals mentioned organ harvesting in 2023"


@pytest.mark.parametrize("sign", SIGNS.values(), ids=lambda sign: sign.id)
def test_a_sign_names_only_what_the_lists_know_and_has_its_own_words(sign: Sign) -> None:
    assert set(sign.settings) <= set(names.SETTINGS)
    assert set(sign.exploitation_types) <= set(names.EXPLOITATION_TYPES)
    assert set(sign.sources) <= set(FRAMEWORKS)
    assert sign.sources
    assert isinstance(sign.text, Promise)
    assert [one.id for one in SIGNS.values() if str(one.text) == str(sign.text)] == [sign.id]


def test_the_two_that_speak_of_language_are_never_public_nor_can_they_be_ticked() -> None:
    assert {"IND031", "IND032"} == NEVER_PUBLIC
    assert NEVER_PUBLIC.isdisjoint(sign.id for sign in public_signs())
    assert known(["IND031", "IND032", "IND015", "IND999", "IND016", "IND001"]) == (
        "IND001",
        "IND016",
    )


def test_no_public_sign_speaks_of_nationality_language_or_accent() -> None:
    spoken = "national|foreign|immigrant|migrant|english|languag|accent|speaks? "
    told = [str(sign.text) for sign in public_signs()]
    assert [text for text in told if re.search(spoken, text, re.IGNORECASE)] == [
        "Someone else speaks for them, even when you ask them"
    ]


def test_an_unknown_sign_has_no_label() -> None:
    assert label("IND119") == label("") == ""


def test_signs_by_group_keep_the_order_and_leave_no_empty_heading() -> None:
    grouped = signs_by_group(SIGNS[sign_id] for sign_id in ("IND100", "IND001", "IND002"))
    assert [(heading, [sign.id for sign in found]) for heading, found in grouped] == [
        ("How they look", ["IND001", "IND002"]),
        ("Children", ["IND100"]),
    ]


def test_no_words_are_left_without_a_sign() -> None:
    words = files("plainsight.codes") / "words"
    text = "".join((words / f"{n}.py").read_text("utf-8") for n in ("person", "work", "harm"))
    assert sorted(re.findall(r'"(IND[0-9]{3})": _', text)) == list(SIGNS)
