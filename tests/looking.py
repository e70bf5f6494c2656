"""What is wrong with a page as it stands in a window: for axe, for the eye, for the language."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Literal

from playwright.sync_api import Page

from tests.accessibility import findings, overflows

NOTHING_HIDDEN = """() => {
  const wrong = [], wide = document.documentElement.clientWidth
  const name = one => one.tagName.toLowerCase() + (one.id ? '#' + one.id : '') + ' “' +
    one.textContent.trim().slice(0, 30) + '”'
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  for (let text; text = texts.nextNode();) {
    const one = text.parentElement
    if (!text.data.trim() || one.closest('.away, script, style, option') || !one.checkVisibility())
      continue
    const range = document.createRange()
    range.selectNodeContents(text)
    const at = range.getBoundingClientRect()
    if (at.width && (at.left < -1 || at.right > wide + 1)) wrong.push('outside: ' + name(one))
    let block = one
    while (/^(inline|contents)/.test(getComputedStyle(block).display)) block = block.parentElement
    const own = block.getBoundingClientRect()
    if (at.left < own.left - 8 || at.right > own.right + 8) wrong.push('spills: ' + name(one))
    for (let up = one; up !== document.body; up = up.parentElement) {
      if (getComputedStyle(up).overflowX === 'visible') continue
      const box = up.getBoundingClientRect()
      const cut = at.left < box.left - 1 || at.right > box.right + 1 || at.bottom > box.bottom + 1
      if (cut && !['auto', 'scroll'].includes(getComputedStyle(up).overflowX))
        wrong.push('cut: ' + name(one))
    }
  }
  return wrong
}"""
TARGETS = """() => [...document.querySelectorAll('a[href], button, input, select, summary')]
  .filter(one => one.checkVisibility() && !one.closest('.away') && one.type !== 'hidden'
    && one.tabIndex >= 0)
  .filter(one => {
    const label = one.closest('label') || one
    const inText = getComputedStyle(one).display === 'inline'
      && one.parentElement.textContent.trim() !== one.textContent.trim()
    const box = label.getBoundingClientRect()
    return !inText && (box.width < 24 || box.height < 24)
  })
  .map(one => 'too small to press: ' + (one.textContent.trim().slice(0, 30) || one.name))"""
EXIT = """() => {
  const link = document.getElementById('exit')
  if (!link) return []
  const before = scrollY
  const wrong = []
  for (const to of [0, 9e9]) {
    scrollTo(0, to)
    const box = link.getBoundingClientRect(), bar = link.parentElement.getBoundingClientRect()
    const x = box.left + box.width / 2, y = box.top + box.height / 2
    if (bar.top < 0 || bar.top > 1 || bar.bottom > innerHeight) wrong.push('the exit is not on top')
    if (box.height < 48 || box.width < 48) wrong.push('the exit is small')
    if (innerWidth < 400 && box.width < innerWidth - 1) wrong.push('the exit is not full width')
    if (!link.contains(document.elementFromPoint(x, y))) wrong.push('something covers the exit')
  }
  scrollTo(0, before)
  return wrong
}"""
SAID = """() => {
  const said = [document.title]
  const texts = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT)
  for (let text; text = texts.nextNode();)
    if (!text.parentElement.closest('script, style, [translate=no], .ref')) said.push(text.data)
  for (const one of document.querySelectorAll('*'))
    for (const named of ['aria-label', 'alt', 'placeholder', 'title', 'aria-description'])
      if (one.hasAttribute(named)) said.push(one.getAttribute(named))
  for (const [named, word] of Object.entries(document.documentElement.dataset))
    if (named !== 'exit') said.push(word)
  for (const one of document.querySelectorAll('meta[name=description]')) said.push(one.content)
  return said
}"""
# Names that are the same in every language, and what people type.
NAMES = re.compile(
    r"Plainsight|__Host-\w+|ZQ(\.txt)?( \d+)?|[\w.-]+@[\w.-]+|https?://\S+|\bPS-[\w-]+|\bkB\b|\bMB\b"
)
MARKS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
ENGLISH = re.compile("[A-Za-z]{2,}")
Colours = Literal["active", "none"]


@dataclass(frozen=True)
class Sight:
    """A window and the colours in which a page is looked at."""

    name: str
    width: int
    height: int
    forced_colours: Colours = "none"

    def take(self, page: Page) -> None:
        """Look at the page so."""
        page.set_viewport_size({"width": self.width, "height": self.height})
        page.emulate_media(forced_colors=self.forced_colours, reduced_motion="reduce")
        page.evaluate("scrollTo(0, 0)")  # what a complaint's focus has pushed under the exit bar


PHONE = Sight("320", 320, 640)
DESKTOP = Sight("1280", 1280, 900)
FORCED = Sight("forced", 320, 640, "active")
FORCED_WIDE = Sight("forced-1280", 1280, 900, "active")
ZOOMED = Sight("zoom", 320, 256)
SIGHTS = (PHONE, DESKTOP, FORCED, FORCED_WIDE, ZOOMED)


def faults(page: Page) -> list[str]:
    """Everything that is wrong with a page as it stands."""
    wrong: list[str] = findings(page)
    for check in (NOTHING_HIDDEN, TARGETS, EXIT):
        wrong += sorted(set(page.evaluate(check)))
    if overflows(page):
        wrong.append("wider than the window")
    return wrong


def untranslated(page: Page, quoted: list[str] | None = None) -> list[str]:
    """What a page in the pseudo-language still says in English; `quoted` is what staff wrote."""
    said: list[Any] = page.evaluate(SAID)
    left = []
    for text in said:
        plain = MARKS.sub("", text)
        for words in quoted or ():
            plain = plain.replace(words, "")
        if ENGLISH.search(NAMES.sub("", plain)):
            left.append(" ".join(plain.split())[:120])
    return sorted(set(left))
