"""What happened, where and when: to somebody else, to me, and to me when I am under 18."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from plainsight.public.forms.base import Step, line, told


class What(Step):
    """What was seen: the one answer without which there is no report."""

    keeps = ("what",)
    what = told(
        "what",
        _("What have you seen or heard?"),
        _(
            "Use your own words, in any language. What did they do, and what was done to them? "
            "You do not have to be sure."
        ),
        required=True,
        error_messages={"required": _("Write what you saw or heard. A few words are enough.")},
    )


class MyStory(Step):
    """What is being done to the person who writes."""

    keeps = ("what",)
    what = told(
        "what",
        _("What is happening to you?"),
        _("Use your own words, in any language. Write as much or as little as you want."),
        required=True,
        error_messages={"required": _("Write what is happening to you. A few words are enough.")},
    )


class YoungStory(MyStory):
    """The same in shorter words."""

    what = told(
        "what",
        _("What is happening to you?"),
        _("Use your own words. Short is fine. It is not your fault."),
        required=True,
        error_messages={"required": _("Write what is happening. A few words are enough.")},
    )


class Where(Step):
    """Where it is happening, in whichever way the writer knows it."""

    title = _("Where is it happening?")
    keeps = ("address", "business", "directions")
    address = told("address", _("Address"), _("As much of it as you know. A postcode helps most."))
    business = line("business", _("Name of the shop, firm or website"))
    directions = told(
        "directions",
        _("If you do not know the address: how to find it"),
        _("For example: the house with a blue door, across from the bus stop."),
    )


class MyWhere(Where):
    """Where the person who writes is."""

    title = _("Where are you?")
    address = told(
        "address", _("Address"), _("Where you live, or where it happens. Put what you know.")
    )
    business = line("business", _("Name of the place or the firm"))
    directions = told(
        "directions",
        _("If you do not know the address: what is near it"),
        _("For example: I can see a church and a petrol station."),
    )


class YoungWhere(MyWhere):
    """The same in shorter words."""

    title = _("Where does it happen?")
    address = told("address", _("Address"), _("Put what you know. You can leave it empty."))
    business = line("business", _("Name of the place"))
    directions = told("directions", _("What is near it?"), _("For example: a park or a big shop."))


class When(Step):
    """When it was seen, and how often."""

    title = _("When is it happening?")
    keeps = ("when", "pattern")
    when = told("when", _("When did you see it?"), _("A day and a time, as well as you know."))
    pattern = told(
        "pattern",
        _("Does it happen often?"),
        _("For example: most mornings at five, in a white van, since the summer."),
    )
