"""The validators of the minimum POLE standard: each says what is odd about a value, or nothing.

They report quality and stop nobody: a night shift writes down what it was told. Source of the
rules: NPCC Minimum POLE Data Standards Dictionary v1.1 (30 July 2023), by its numbers DS_nnn.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date

from django.utils.translation import gettext as _

from plainsight.core.clock import now
from plainsight.matching.dates import half_date
from plainsight.matching.identifiers import document, email, phone, plate, postcode
from plainsight.matching.names import TITLES, business_name
from plainsight.matching.normalise import fold

LETTERS = "ZABCDEFGHJKLMNPQRTUVWXY"
OLDEST = 120
SHORTEST_MO, LONGEST_MO = 20, 300
_NAME = re.compile(r"[^\W\d_]+(?:[ '\u2019\-][^\W\d_]+)*")
_BUSINESS = re.compile(r"\b(?:ltd|limited|llp|plc|car wash|nail bar|restaurant)\b", re.IGNORECASE)
_NI = re.compile(
    r"(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z][0-9]{6}[A-D]?"  # DS_060
)
_LICENCE = re.compile(
    r"[A-Z0-9]{5}[0-9][0156][0-9](0[1-9]|[12][0-9]|3[01])[0-9][A-Z0-9]{3}[A-Z]{2}"  # DS_061
)
_UK_PASSPORT = re.compile(r"[A-Z][0-9]{6}|[0-9]{6}[A-Z]|[0-9]{9}")  # DS_056
_PNC = re.compile(r"(?:\d\d)?(\d\d)/(\d{1,7})([A-HJ-NP-RT-Z])")  # DS_072
_CRO = re.compile(r"([1-9]\d{0,5})/(\d\d)([A-HJ-NP-RT-Z])")  # DS_071
_SF = re.compile(r"SF ?(39|[4-8]\d|9[0-5])/([1-9]\d{0,5})([A-HJ-NP-RT-Z])")  # DS_071
_SAME_DIGIT = re.compile(r"(\d)\1{6,}$")
_SEXES = frozenset({"female", "male", "f", "m", "woman", "man", "girl", "boy", "unknown", "other"})


def check(name: str, value: str) -> str:
    """Return what is odd about a value by the validator `name`; empty for nothing odd.

    A value of marks only ("???") is odd for every attribute: a blank says unknown better.
    """
    written = unicodedata.normalize("NFC", value).strip()
    if not any(one.isalnum() for one in written):
        return _("Leave it empty where nothing is known; marks stand for nothing.")
    found = _CHECKS.get(name)
    return found(written) if found else ""


def mod_23(digits: str) -> str:
    """Return the check letter of a PNC ID or CRO number: the remainder by 23, without I, O, S."""
    return LETTERS[int(digits) % 23]


def _name_part(value: str) -> str:
    words = fold(value).split()
    if words and words[0] in TITLES:
        return _("A title is no part of a name.")
    if _BUSINESS.search(value):
        return _("This looks like a business. A business is a record of its own.")
    if not _NAME.fullmatch(value):
        return _("A name has letters, hyphens and apostrophes only. Put a nickname under alias.")
    return ""


def _date(value: str) -> str:
    born = half_date(value)
    if born is None or born.year is None:
        return _("Give a date such as 12 March 1990, or only the year.")
    today = now().date()
    if (born.year, born.month or 1, born.day or 1) > (today.year, today.month, today.day):
        return _("This date lies in the future.")
    if today.year - born.year > OLDEST:
        return _("Nobody is that old. Is the year right?")
    return ""


def _past_date(value: str) -> str:
    found = half_date(value)
    if found is None or found.year is None:
        return _("Give a date such as 12 March 2026.")
    known = date(found.year, found.month or 1, found.day or 1)
    return _("This date lies in the future.") if known > now().date() else ""


def _age(value: str) -> str:
    years = [int(one) for one in re.findall(r"\d+", value)]
    odd = not years or len(years) > 2 or max(years) > OLDEST  # noqa: PLR2004 (from and to)
    return _("Give years, such as 25 or 20 to 30.") if odd else ""


def _phone(value: str) -> str:
    found = phone(value)
    if found is None:
        return _("Not a whole telephone number; it is kept as written and matches nothing.")
    if _SAME_DIGIT.search(found.e164):
        return _("One digit over and over is nobody's number. Leave it empty if it is unknown.")
    return ""


def _ni_number(value: str) -> str:
    plain = re.sub(r"\s", "", value).upper()
    return "" if _NI.fullmatch(plain) else _("Not of the form AA 00 00 00 A.")


def _pnc(value: str) -> str:
    found = _PNC.fullmatch(re.sub(r"\s", "", value).upper())
    if not found:
        return _("Not of the form 1990/0000570N.")
    return _letter(found[1] + found[2].zfill(7), found[3])


def _cro(value: str) -> str:
    plain = re.sub(r"\s", "", value).upper()
    if found := _CRO.fullmatch(plain):
        return _letter(found[2] + found[1].zfill(6), found[3])
    if found := _SF.fullmatch(plain):
        is_old = int(found[1]) < 65  # noqa: PLR2004 (numbers before 1965 leave the year out)
        digits = found[2].zfill(6) if is_old else found[1] + found[2].zfill(5)
        return _letter(digits, found[3])
    return _("Not of the form 123456/89W.")


def _letter(digits: str, letter: str) -> str:
    return "" if mod_23(digits) == letter else _("The check letter does not fit. A digit is wrong.")


def _licence(value: str) -> str:
    plain = re.sub(r"\s", "", value).upper()
    return "" if _LICENCE.fullmatch(plain) else _("Not a driver number of Great Britain.")


def _passport(value: str) -> str:
    plain = re.sub(r"[\s-]", "", value).upper()
    if _UK_PASSPORT.fullmatch(plain):
        return ""
    return "" if re.fullmatch(r"[A-Z0-9]{5,35}", plain) else _("Letters and digits only.")


def _mo(value: str) -> str:
    fits = SHORTEST_MO <= len(value) <= LONGEST_MO
    return "" if fits else _("Say how it was done in 20 to 300 characters.")


def _degrees(most: int) -> Callable[[str], str]:
    def read(value: str) -> str:
        is_number = re.fullmatch(r"[+-]?\d{1,3}(\.\d+)?", value)
        fits = is_number and abs(float(value)) <= most
        return "" if fits else _("Give degrees as a decimal number, such as 52.48.")

    return read


def _shaped(shape: str, words: Callable[[], str]) -> Callable[[str], str]:
    found = re.compile(shape, re.IGNORECASE)
    return lambda value: "" if found.fullmatch(re.sub(r"[\s-]", "", value)) else words()


def _read_by(reader: Callable[[str], object], words: Callable[[], str]) -> Callable[[str], str]:
    return lambda value: "" if reader(value) else words()


_CHECKS: Mapping[str, Callable[[str], str]] = {
    "name_part": _name_part,
    "date": _date,
    "past_date": _past_date,
    "age": _age,
    "sex": lambda value: "" if fold(value) in _SEXES else _("Give female, male, other or unknown."),
    "phone": _phone,
    "email": _read_by(email, lambda: _("Not a whole e-mail address.")),
    "vrm": _read_by(plate, lambda: _("Fits no number plate; it is kept as written.")),
    "postcode": _read_by(postcode, lambda: _("Not a whole postcode, such as M1 1AE.")),
    "business": _read_by(business_name, lambda: _("Give the name of the business.")),
    "document": _read_by(document, lambda: _("Give the number with its letters and digits.")),
    "ni_number": _ni_number,
    "pnc_id": _pnc,
    "cro_number": _cro,
    "driving_licence": _licence,
    "passport": _passport,
    "mo": _mo,
    "uprn": _shaped(r"\d{1,12}", lambda: _("A UPRN has up to twelve digits.")),
    "imei": _shaped(r"\d{15}", lambda: _("An IMEI has fifteen digits.")),
    "vin": _shaped(r"[A-HJ-NPR-Z0-9]{17}", lambda: _("A VIN has seventeen characters.")),
    "company_number": _shaped(r"[A-Z0-9]{2}\d{6}", lambda: _("Eight characters, as 01234567.")),
    "link": _shaped(r"(https?://)?[\w-]+(\.[\w-]+)+(/\S*)?", lambda: _("Not a web address.")),
    "latitude": _degrees(90),
    "longitude": _degrees(180),
}
