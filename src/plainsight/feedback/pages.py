"""The pages that are not private. No other page is ever counted or named in feedback.

The names are those of the public site's addresses; the database holds the same list
(`gate.is_page`), because it does not take the public process's word for it.
"""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

PAGES: Mapping[str, str | Promise] = {
    "home": _("Start"),
    "what": _("What it is"),
    "signs": _("Signs"),
    "sign_place": _("Signs of one place"),
    "accessibility": _("Accessibility"),
    "privacy": _("Privacy"),
    "cookies": _("Cookies"),
    "feedback": _("Tell us what you think"),
}

RATINGS: Mapping[int, str | Promise] = {
    5: _("Very good"),
    4: _("Good"),
    3: _("So so"),
    2: _("Bad"),
    1: _("Very bad"),
}
