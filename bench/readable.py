"""How old somebody has to be to understand a page: the SMOG index, as an age.

SMOG (McLaughlin, 1969) counts the words of three or more syllables: the grade is
1.0430 * sqrt(such words * 30 / sentences) + 3.1291, for understanding everything; a child of
grade 5 is about ten, so five is added. The Flesch-Kincaid grade, which asks for a good part only,
is measured beside it, as an age as well. A word has as many syllables as groups of vowels, less a
silent e, but for the common words of which the CMU Pronouncing Dictionary says otherwise.

What counts as a sentence: text up to a full stop, question or exclamation mark, or to the end of
its block, so a heading, a list's item and a label are sentences of their own. Sentences of fewer
than four words (buttons, links, names) are left out: they would make a page seem easier than it
is. Numbers are no words. Why these: docs/decisions/0019.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from html.parser import HTMLParser
from math import sqrt
from pathlib import Path

AGE_AT_GRADE_0 = 5
LONG = 3
"""From so many syllables on a word is long."""

FEWEST_WORDS = 4
ENOUGH_WORDS = 100
"""With fewer words an index says little: such pages are judged together."""

INLINE = {"a", "abbr", "b", "bdi", "em", "i", "kbd", "mark", "small", "span", "strong"}
SILENT = {"script", "style", "svg", "title", "head", "textarea"}
UNREAD = {("aria-hidden", "true"), ("translate", "no")}
"""What nobody reads as words: a picture, a code of random letters."""

VOID = {"br", "hr", "img", "input", "link", "meta", "wbr"}
VOWELS = re.compile("[aeiouy]+")
SILENT_E = re.compile("(?:[^le]e|[^tde]ed|[^aeiouscxzgh]es)$")
EXCEPTIONS = Path(__file__).with_name("syllables.txt")
APOSTROPHE = "\N{RIGHT SINGLE QUOTATION MARK}"
WORD = re.compile(rf"[^\W\d_]+(?:['{APOSTROPHE}-][^\W\d_]+)*")
SENTENCE = re.compile(rf"(?<=[.!?])[”{APOSTROPHE})]?\s+")


class _Blocks(HTMLParser):
    """Gathers the text of every block inside `within`, in order."""

    def __init__(self, within: Callable[[list[str]], bool]) -> None:
        super().__init__()
        self.blocks: list[str] = []
        self._within = within
        self._open: list[str] = []
        self._text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a block unless the tag stands inside a line."""
        if tag not in INLINE:
            self.end_block()
        if tag not in VOID:
            self._open.append("away" if UNREAD.intersection(attrs) else tag)

    def handle_endtag(self, tag: str) -> None:
        """End the block."""
        if tag not in INLINE:
            self.end_block()
        if self._open:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        """Keep text that a reader sees."""
        if self._within(self._open) and not ({*SILENT, "away"} & set(self._open)):
            self._text.append(data)

    def end_block(self) -> None:
        """Put the text that has gathered among the blocks."""
        text = " ".join("".join(self._text).split())
        self._text = []
        if text:
            self.blocks.append(text)


@dataclass(frozen=True)
class Measure:
    """Counts of a text, which can be added."""

    sentences: int = 0
    words: int = 0
    syllables: int = 0
    long_words: int = 0

    def __add__(self, other: Measure) -> Measure:
        """Return the counts of both texts."""
        return Measure(
            self.sentences + other.sentences,
            self.words + other.words,
            self.syllables + other.syllables,
            self.long_words + other.long_words,
        )

    @property
    def age(self) -> float:
        """The reading age in years by SMOG; 0 for no text at all."""
        if not self.sentences:
            return 0.0
        return 1.043 * sqrt(self.long_words * 30 / self.sentences) + 3.1291 + AGE_AT_GRADE_0

    @property
    def flesch_kincaid_age(self) -> float:
        """The reading age in years by Flesch and Kincaid; 0 for no text at all."""
        if not self.sentences:
            return 0.0
        per_sentence, per_word = self.words / self.sentences, self.syllables / self.words
        return 0.39 * per_sentence + 11.8 * per_word - 15.59 + AGE_AT_GRADE_0


def blocks(page: str, *, inside_main: bool = True) -> list[str]:
    """Return the blocks of a page's main part, or of all that surrounds it."""
    parser = _Blocks(lambda tags: ("main" in tags) is inside_main)
    parser.feed(page)
    parser.close()
    parser.end_block()
    return parser.blocks


def sentences(texts: Iterable[str]) -> list[list[str]]:
    """Return the words of every sentence that is long enough to be judged."""
    parted = (WORD.findall(part) for text in texts for part in SENTENCE.split(text))
    return [words for words in parted if len(words) >= FEWEST_WORDS]


def measure(texts: Iterable[str]) -> Measure:
    """Count what the index needs."""
    parted = sentences(texts)
    words = [word for sentence in parted for word in sentence]
    counts = [syllables(word) for word in words]
    return Measure(len(parted), len(words), sum(counts), sum(n >= LONG for n in counts))


def syllables(word: str) -> int:
    """Return how many syllables a word has."""
    lower = word.lower().replace(APOSTROPHE, "'")
    if "-" in lower:
        return sum(syllables(part) for part in lower.split("-"))
    whole = lower.removesuffix("'s")
    known = _uncommon().get(lower) or _uncommon().get(whole)
    silent = SILENT_E.search(whole) is not None
    return known or max(1, len(VOWELS.findall(whole)) - silent)


def judged(pages: Mapping[str, str]) -> dict[str, Measure]:
    """Return the measure of every page by its name; short pages and the frame are one text.

    The frame is what surrounds the main part, the same on most pages: each line of it counts once.
    """
    measured = {name: measure(blocks(page)) for name, page in pages.items()}
    long = {name: found for name, found in measured.items() if found.words >= ENOUGH_WORDS}
    short = sum((measured[name] for name in pages.keys() - long.keys()), Measure())
    frame = {text for page in pages.values() for text in blocks(page, inside_main=False)}
    return {**long, "short pages": short + measure(sorted(frame))}


@cache
def _uncommon() -> dict[str, int]:
    """Return the syllables of words that are not said as their letters let one think."""
    found: dict[str, int] = {}
    count = 0
    for line in EXCEPTIONS.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            count = int(line.strip("[]"))
        elif not line.startswith("#"):
            found |= dict.fromkeys(line.split(), count)
    return found
