"""What a person looks like, and who decides over them."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

TEXTS = {
    "IND001": _("They look hungry, tired or ill"),
    "IND002": _("They wear the same dirty or torn clothes every day"),
    "IND003": _("They have bruises, cuts or burns that no one has treated"),
    "IND004": _("They are hurt, as if someone hit them, tied them up or held them down"),
    "IND005": _("They are hurt by unsafe work, for example chemical burns on the hands"),
    "IND006": _("They have no proper clothes, gloves or boots for the job or the weather"),
    "IND007": _("They have a tattoo or mark that looks as if someone owns them"),
    "IND008": _("They seem scared or very worried, or keep to themselves"),
    "IND009": _("They own almost nothing"),
    "IND010": _("They wash or shave at work, or seem to sleep there"),
    "IND011": _("They are never alone: someone always watches them"),
    "IND012": _("Someone else speaks for them, even when you ask them"),
    "IND013": _("They are not free to leave the house or the place where they work"),
    "IND014": _("They look to someone else before they answer or move"),
    "IND015": _("Their story sounds learned, or is the same as other people tell"),
    "IND016": _("Someone else keeps their passport or ID"),
    "IND017": _("Someone else keeps their bank card or money"),
    "IND018": _("Someone hits them, shouts at them or threatens them"),
    "IND019": _("They say that someone has threatened their family"),
    "IND020": _(
        "Someone says they will tell the police or immigration about them if they complain"
    ),
    "IND021": _("They owe money to the boss or an agent and can never pay it all back"),
    "IND022": _("They are punished or fined at work"),
    "IND023": _("Someone gives them drugs or alcohol to control them"),
    "IND024": _("Someone else takes, checks or answers their phone"),
    "IND025": _("They are afraid of the police and other officials"),
    "IND026": _("They believe that they must work against their will"),
    "IND027": _("They are afraid to say what their immigration status is"),
    "IND028": _("They do not know their own address or where they are"),
    "IND029": _("They have no contact with family or friends"),
    "IND030": _("They only ever go out to work"),
    "IND031": _("They speak little English and have no one to turn to"),
    "IND032": _("They look away and will not talk to customers or neighbours"),
    "IND033": _("They were ill and could not see a doctor"),
    "IND034": _("They need one and the same person for work, home, food and travel"),
}
