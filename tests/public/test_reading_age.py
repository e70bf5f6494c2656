"""A child of 11 understands every page of the public site (docs/decisions/0019)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.template import Template
from django.test.signals import template_rendered

from bench.readable import Measure, blocks, judged, measure, sentences, syllables
from plainsight.intake import conversations
from tests.public import everystate
from tests.public.conftest import Reporter
from tests.public.reading import code_on, sent
from tests.public.test_sent import asked

YOUNGEST, OLDEST = 9, 11
TEMPLATES = Path(everystate.__file__).parents[2] / "src/plainsight/public/templates"


@pytest.fixture
def rendered() -> Iterator[set[str]]:
    """The names of the templates that have been rendered."""
    names: set[str] = set()

    def note(template: Template, **_others: object) -> None:
        if template.name:
            names.add(template.name)

    template_rendered.connect(note)
    yield names
    template_rendered.disconnect(note)


@pytest.fixture
def pages(
    rendered: set[str], open_chat: Reporter, no_database: Callable[[], None]
) -> dict[str, str]:
    """All of them, by name."""
    reporter = open_chat
    code = code_on(sent(reporter))
    visit = conversations.open_by_code(code)
    assert isinstance(visit, conversations.Visit)
    asked(reporter, visit, "1")
    return (
        everystate.plain()
        | everystate.choices()
        | everystate.report("seen")
        | everystate.report("me")
        | everystate.report("young")
        | everystate.finished()
        | everystate.messages(code)
        | everystate.chat()
        | everystate.away(no_database, code)
    )


def test_every_page_is_understood_between_9_and_11(
    pages: dict[str, str], rendered: set[str]
) -> None:
    ages = {name: round(found.age, 1) for name, found in judged(pages).items()}
    assert {name: age for name, age in ages.items() if not YOUNGEST <= age <= OLDEST} == {}
    harder = {name for name, found in judged(pages).items() if found.flesch_kincaid_age > OLDEST}
    assert harder == set()
    every = {str(path.relative_to(TEMPLATES)) for path in TEMPLATES.rglob("*.html")}
    assert every - rendered == set(), "pages whose words were not judged"


def test_long_words_and_sentences_make_a_text_harder() -> None:
    easy = measure(["The cat sat on the mat. It was a fine day. We all went home at once."])
    hard = measure(["Unreasonably complicated administrative formulations discourage everybody."])
    assert easy.long_words == 0
    assert easy.age < YOUNGEST < OLDEST < hard.age
    assert easy.flesch_kincaid_age < hard.flesch_kincaid_age


def test_the_index_is_the_one_of_its_author() -> None:
    thirty = [f"They see {'harmony ' if n < 9 else ''}every single day." for n in range(30)]
    found = measure(thirty)
    assert (found.sentences, found.long_words) == (30, 9)
    assert found.age == pytest.approx(1.043 * 3 + 3.1291 + 5)
    assert Measure().age == 0


@pytest.mark.parametrize(
    ("word", "count"),
    [("someone", 2), ("somebody", 3), ("family", 2), ("organised", 3), ("well-known", 2)],
)
def test_syllables_are_those_that_are_said(word: str, count: int) -> None:
    assert syllables(word) == count


def test_blocks_are_sentences_and_short_or_hidden_ones_are_left_out() -> None:
    page = """<head><title>This is a title here</title></head><body>
    <p>What stands around the main part.</p><main><h1>A heading of five words</h1>
    <p aria-hidden="true"><label>Leave this <b>box</b> empty now</label></p>
    <ul><li>Call <a href="tel:101">101</a> on any day<li>Go on</ul><button>Tell us</button>
    <p>One sentence stands here. And then another follows it.</p></main>"""
    assert blocks(page, inside_main=False) == ["What stands around the main part."]
    assert [" ".join(words) for words in sentences(blocks(page))] == [
        "A heading of five words",
        "Call on any day",
        "One sentence stands here",
        "And then another follows it",
    ]


def test_short_pages_are_one_text() -> None:
    short = {"a": "<main><p>One short page is here.</p>", "b": "<main><p>And one more is here.</p>"}
    assert judged(short) == {"short pages": Measure(2, 10, 10, 0)}
