"""One value for everything that is written in many ways, so that it is found again.

A value that does not fit its kind is refused with a word about what would fit: half-known numbers
belong into the words of an item, not into what others are matched with.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from plainsight.intelligence.drafting import draft, phone
from plainsight.matching.names import business_name, full_name

KINDS: Mapping[str, str | Promise] = {
    "phone": _("Telephone"),
    "vrm": _("Number plate"),
    "postcode": _("Postcode"),
    "email": _("E-mail"),
    "link": _("Web address"),
    "account": _("Online account"),
    "business": _("Business"),
    "name": _("Name of a person"),
}
WHAT_FITS: Mapping[str, str | Promise] = {
    "phone": _("Give the whole number with its dialling code, such as 01632 960 001."),
    "vrm": _("Give the whole plate, letters and digits only, eleven at most."),
    "postcode": _("Give a whole postcode, such as M1 1AE."),
    "email": _("Give the whole address, such as name@example.org."),
    "link": _("Give the address as it stands in the browser, such as example.org/advert."),
    "account": _("Give the name of the account, such as @example."),
    "business": _("Give the name of the business."),
    "name": _("Give at least two names: one alone is too common to match."),
}


def identified(kind: str, written: str) -> str:
    """Return the one form of a value; empty when it does not fit its kind or there is no such kind.

    Names are the same in any order of their parts, with or without accents, and in the letters of
    other scripts.
    """
    read = _READ.get(kind)
    return read(unicodedata.normalize("NFKC", written).strip()) if read else ""


def _of_kind(kind: str) -> Callable[[str], str]:
    def read(written: str) -> str:
        found = draft(written)
        is_whole = len(found) == 1 and found[0].kind == kind and found[0].text == written
        return found[0].value if is_whole else ""

    return read


def _vrm(written: str) -> str:
    plain = re.sub(r"[\s-]", "", written).upper()
    return plain if re.fullmatch(r"[A-Z0-9]{2,11}", plain) else ""


def _link(written: str) -> str:
    plain = re.sub(r"^(https?://)?(www\.)?", "", written.lower()).rstrip("/")
    return plain if re.fullmatch(r"[\w-]+(\.[\w-]+)+(/\S*)?", plain) else ""


def _account(written: str) -> str:
    plain = written.lower().removeprefix("@")
    return f"@{plain}" if re.fullmatch(r"[a-z0-9_.]{2,30}", plain) else ""


def _name(written: str) -> str:
    found = full_name(written)
    parts = sorted((*found.parts, *found.particles))
    return " ".join(parts) if len(parts) > 1 else ""


_READ: Mapping[str, Callable[[str], str]] = {
    "phone": phone,
    "vrm": _vrm,
    "postcode": _of_kind("postcode"),
    "email": _of_kind("email"),
    "link": _link,
    "account": _account,
    "business": business_name,
    "name": _name,
}
