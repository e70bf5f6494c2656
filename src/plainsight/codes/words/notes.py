"""Why a sign is graded as it is, where the ILO grades it otherwise or not at all."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

NOTES = {
    "IND015": _(
        "ILO grades the matching conduct medium (adult labour); this is only an outward "
        "sign of it, so graded weak"
    ),
    "IND017": _(
        "ILO grades wages withheld medium; raised here because it also shows control of "
        "identity and money"
    ),
    "IND024": _(
        "ILO grades the matching conduct strong (adult labour); this is only an outward "
        "sign of it, so graded medium"
    ),
    "IND027": _(
        "ILO grades the matching conduct medium (adult labour); this is only an outward "
        "sign of it, so graded weak"
    ),
    "IND029": _(
        "ILO grades the matching conduct strong (adult labour); this is only an outward "
        "sign of it, so graded medium"
    ),
    "IND030": _(
        "ILO grades the matching conduct strong (adult labour); this is only an outward "
        "sign of it, so graded medium"
    ),
    "IND031": _(
        "ILO grades the matching conduct medium (adult labour); this is only an outward "
        "sign of it, so graded weak"
    ),
    "IND039": _(
        "raised from the ILO medium: control of account is a usual sign of organised "
        "labour exploitation"
    ),
    "IND040": _("ILO grades it medium; lowered because common in ordinary bad employment"),
    "IND041": _(
        "ILO grades the matching conduct strong (adult labour); this is only an outward "
        "sign of it, so graded medium"
    ),
    "IND054": _(
        "ILO grades the matching conduct medium (adult labour); this is only an outward "
        "sign of it, so graded weak"
    ),
    "IND057": _("ILO grades recruitment debt bondage medium for adults, strong for children"),
    "IND063": _(
        "ILO grades the matching conduct strong (adult labour); this is only an outward "
        "sign of it, so graded medium"
    ),
    "IND069": _("strong in the ILO sexual-exploitation lists; medium for adult labour"),
    "IND081": _(
        "ILO grades the matching conduct strong (adult labour); this is only an outward "
        "sign of it, so graded medium"
    ),
    "IND090": _(
        "judged: a taken-over home is itself strong evidence of criminal exploitation of "
        "the resident"
    ),
    "IND093": _("ILO: medium adult labour, strong child"),
    "IND100": _("judged strong for children"),
    "IND110": _("ILO: weak adult, strong child"),
    "IND111": _("ILO grades a false job strong; an offer alone is lowered to medium"),
    "IND113": _("ILO: medium adult labour, strong child; judged strong"),
    "IND115": _("ILO weak for adult labour; raised for people with care needs"),
    "IND118": _("rare; 14 referrals mentioned organ harvesting in 2023"),
}
