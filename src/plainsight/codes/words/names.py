"""What the groups, settings, strengths and kinds are called."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

GROUPS = {
    "appearance": _("How they look"),
    "control": _("Who decides for them"),
    "isolation": _("Being cut off"),
    "work_and_pay": _("Work and pay"),
    "travel": _("Coming and going"),
    "living_place": _("Where people live or sleep"),
    "sexual_exploitation": _("Sex that is sold"),
    "domestic_servitude": _("Work in a family home"),
    "criminal_exploitation": _("Being made to break the law"),
    "children": _("Children"),
    "recruitment_and_history": _("How it began"),
}
"""The groups of signs, by what was seen, in the order in which they are shown."""

SETTINGS = {
    "any": _("Anywhere"),
    "nail_bar": _("Nail bar"),
    "car_wash": _("Hand car wash"),
    "farm": _("Farm or food picking"),
    "factory": _("Factory or food processing"),
    "warehouse": _("Warehouse"),
    "construction": _("Building site or work on a home"),
    "restaurant": _("Restaurant or takeaway"),
    "hotel": _("Hotel or guest house"),
    "care_home": _("Care home"),
    "home_care": _("Care in private homes"),
    "house": _("House or flat"),
    "private_household": _("Family home with a helper"),
    "short_let": _("Holiday let or short let"),
    "brothel_or_massage": _("Brothel or massage parlour"),
    "street": _("Street"),
    "public_transport": _("Train, bus or taxi"),
    "school": _("School or college"),
    "online": _("Online"),
    "bank": _("Bank or cash machine"),
    "barber": _("Barber or shop"),
    "shop": _("Shop"),
    "cannabis_grow": _("House where cannabis is grown"),
    "border": _("Port or airport"),
    "hospital_or_gp": _("Hospital, GP or pharmacy"),
    "police_contact": _("Police station or stop"),
}

STRENGTHS = {
    "weak": pgettext_lazy("strength of a sign", "weak"),
    "medium": pgettext_lazy("strength of a sign", "medium"),
    "strong": pgettext_lazy("strength of a sign", "strong"),
}

SEEN_BY = {
    "public": _("the public"),
    "professional": _("professionals"),
    "both": _("the public and professionals"),
}

EXPLOITATION_TYPES = {
    "labour": _("labour"),
    "sexual": _("sexual"),
    "criminal": _("criminal"),
    "domestic": _("domestic servitude"),
    "organ_removal": _("organ removal"),
}
