"""A language that nobody speaks, made from every string that is marked for translation.

Right to left, each letter accented and every text about a third longer: a page in it shows at
a glance which words were forgotten, what breaks when words grow, and what stands on the wrong
side. It is made anew for each test run and never shipped. `python -m tools.pseudo FOLDER` makes
it for looking at; then start a demo with PLAINSIGHT_LANGUAGE=ar-xb and PLAINSIGHT_LOCALE=FOLDER.
"""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

LANGUAGE, LOCALE = "ar-xb", "ar_XB"
SOURCE = Path(__file__).parents[1] / "src" / "plainsight"

PLAIN = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
ACCENTED = "ÀƁÇÐÉƑĜĤÎĴĶĻṀÑÖÞǪŔŠŢÛṼŴẊÝŽàƀçðéƒĝĥîĵķļḿñöþǫŕšţûṽŵẋýž"
LETTERS = str.maketrans(PLAIN, ACCENTED)
LONGER = re.compile("([àéîöû])")
# What a translator leaves as it is: placeholders, tags, entities, line ends.
KEPT = re.compile(r"(%\(\w+\)[sd]|%[sd%]|\{\w*\}|<[^>]+>|&\w+;|\s+)")
MIRROR, BACK = "\N{RIGHT-TO-LEFT OVERRIDE}", "\N{POP DIRECTIONAL FORMATTING}"
ENTRY = re.compile(r'^(msgctxt|msgid|msgid_plural|msgstr(?:\[\d\])?) (".*")$')


def pseudo(text: str) -> str:
    """Return a text in the language: accented, longer, each word written from the right."""
    return "".join(
        piece if KEPT.fullmatch(piece) or not piece else _word(piece) for piece in KEPT.split(text)
    )


def _word(word: str) -> str:
    changed = LONGER.sub(r"\1\1", word.translate(LETTERS))
    return f"{MIRROR}{changed}{BACK}" if changed != word else word


def make(folder: Path) -> dict[str, str]:
    """Extract, translate and compile into `folder`; return what Site and demo are to be told."""
    with tempfile.TemporaryDirectory(prefix="plainsight-strings-") as name:
        copy = Path(name) / "plainsight"
        shutil.copytree(SOURCE, copy, ignore=shutil.ignore_patterns("__pycache__", "*.json"))
        (copy / "locale").mkdir(exist_ok=True)
        extracting = [
            *(sys.executable, "-m", "django", "makemessages", "--locale", LOCALE),
            *("--no-location", "--no-wrap"),
        ]
        subprocess.run(extracting, cwd=copy, check=True, capture_output=True)
        found = copy / "locale" / LOCALE / "LC_MESSAGES" / "django.po"
        catalogue = folder / LOCALE / "LC_MESSAGES" / "django.po"
        catalogue.parent.mkdir(parents=True, exist_ok=True)
        lines = found.read_text(encoding="utf-8").splitlines()
        catalogue.write_text("\n".join(_translated(lines)) + "\n", encoding="utf-8")
    compiled = str(catalogue.with_suffix(".mo"))
    subprocess.run(["msgfmt", "--check-format", "-o", compiled, str(catalogue)], check=True)
    return {"PLAINSIGHT_LANGUAGE": LANGUAGE, "PLAINSIGHT_LOCALE": str(folder)}


def _translated(lines: list[str]) -> Iterator[str]:
    """Yield the catalogue with each entry's msgstr filled in."""
    one = several = ""
    for keyword, text in _strings(lines):
        filled = text
        if keyword == "msgid":
            one = text
        elif keyword == "msgid_plural":
            several = text
        elif keyword.startswith("msgstr") and not one:
            filled = _header(text)
        elif keyword.startswith("msgstr"):
            filled = pseudo(one if keyword in {"msgstr", "msgstr[0]"} else several)
        yield f"{keyword} {_quoted(filled)}"


def _strings(lines: list[str]) -> Iterator[tuple[str, str]]:
    """Yield each keyword of a catalogue with its text, put together from its lines."""
    keyword, text = "", ""
    for line in lines:
        found = ENTRY.match(line)
        if found:
            if keyword:
                yield keyword, text
            keyword, text = found[1], ast.literal_eval(found[2])
        elif line.startswith('"'):
            text += ast.literal_eval(line)
    yield keyword, text


def _header(text: str) -> str:
    """Return the catalogue's header with the plural rule that Django's own catalogues have."""
    rule = "Plural-Forms: nplurals=2; plural=(n != 1);\n"
    return re.sub(r"Plural-Forms:[^\n]*\n", rule, text.replace("charset=CHARSET", "charset=UTF-8"))


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


if __name__ == "__main__":
    print(*(f"{name}={value}" for name, value in make(Path(sys.argv[1]).absolute()).items()))
