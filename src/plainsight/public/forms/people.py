"""The people whom it happens to, those who do it, and the traces that they leave."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from plainsight.public.forms.base import YES_NO_UNSURE, Step, choice, line, told


class Exploited(Step):
    """Whom it happens to; children first."""

    title = _("The people it happens to")
    keeps = ("exploited",)
    flags = ("under_18",)
    under_18 = choice(_("Is any of them under 18?"), YES_NO_UNSURE)
    exploited = told(
        "exploited",
        _("What can you say about them?"),
        _(
            "How many? About how old? What do they look like? Are they hurt? Can they come and "
            "go as they like?"
        ),
    )


class Responsible(Step):
    """Who does it."""

    keeps = ("responsible",)
    responsible = told(
        "responsible",
        _("What can you say about the people who do this?"),
        _(
            "Names or nicknames. What they look like. What they do. Weapons or dogs. Please do "
            "not go and find out more: it may put you or others in danger."
        ),
    )


class Traces(Step):
    """What leads to them: vehicles, telephones, adverts."""

    title = _("Vehicles, phones and adverts")
    keeps = ("vehicles", "phones", "adverts")
    vehicles = told(
        "vehicles", _("Cars or vans"), _("Number plate, colour, make. Part of a plate helps too.")
    )
    phones = line("phones", _("Phone numbers that they use"))
    adverts = told(
        "adverts",
        _("Adverts or pages online"),
        _("The website, the user name, or the words of the advert. Do not reply to it."),
    )
