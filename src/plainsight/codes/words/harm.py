"""Sex that is sold, crimes that people are made to commit, children, and how it began."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

TEXTS = {
    "IND066": _("Many men come and go, day and night, and stay a short time"),
    "IND067": _("Several young people moved in suddenly and are hardly seen outside"),
    "IND068": _("Someone who sells sex is guarded and does not keep the money"),
    "IND069": _("Someone who sells sex cannot say no to a client or to an act"),
    "IND070": _("The only English words they know are about sex"),
    "IND071": _("A house has beds and little else, or a room where people are put on show"),
    "IND072": _("Many phones are in one place, each with a number written on it"),
    "IND073": _("Online adverts for several people use the same phone number or the same words"),
    "IND074": _("One person books a holiday let and many strangers use it"),
    "IND075": _("A massage or nail business sells sex, and the workers look trapped"),
    "IND076": _("A much older boyfriend or girlfriend controls a young person"),
    "IND077": _("They are pregnant and frightened, and other people decide about it"),
    "IND085": _("A young person often goes missing and is found far from home"),
    "IND086": _("A young person has new clothes, money or phones and cannot say where from"),
    "IND087": _("They have more than one phone and get many calls and texts"),
    "IND088": _("A young person travels alone by train or taxi in school hours or late at night"),
    "IND089": _("A young person is with older people who seem to give orders"),
    "IND090": _("A neighbour is not seen any more, and strangers use the home"),
    "IND091": _("People and cars call at a home for a short time, day and night"),
    "IND092": _("Someone who needs care or help suddenly has new friends living with them"),
    "IND093": _("They are made to carry, hide or sell drugs"),
    "IND094": _("They live in a house where cannabis is grown and cannot leave"),
    "IND095": _("Someone makes them beg, steal or sell things on the street"),
    "IND096": _("They are told to open bank accounts or claim benefits in their own name"),
    "IND097": _("They are afraid of a drug debt, or their family is asked to pay it"),
    "IND098": _("They carry a weapon and seem frightened of someone"),
    "IND099": _("One person uses many bank cards at a cash machine"),
    "IND100": _("A child works in a place where children should not be"),
    "IND101": _("A child does not go to school"),
    "IND102": _("A child has no friends of the same age and no time to play"),
    "IND103": _("A child lives with people who are not family, and is not treated like the others"),
    "IND104": _("A child travels with adults who are not relatives"),
    "IND105": _("An adult says that they found a child who was alone"),
    "IND106": _("A child who is alone carries a phone number to ring on arrival"),
    "IND107": _("Toys, small clothes or beds are in a place where children should not live"),
    "IND108": _("A child acts like someone much older, or is very afraid of adults"),
    "IND109": _("A taxi drops off or picks up a child at odd times for no clear reason"),
    "IND110": _("A young person was told they would study here but is made to work"),
    "IND111": _("They were hired through social media, and the offer was too good to be true"),
    "IND112": _("They were promised love or marriage and then made to work or sell sex"),
    "IND113": _("They were sold or handed over to someone else"),
    "IND114": _("They have been trafficked before"),
    "IND115": _("They have a learning disability, an addiction or no home, and someone uses that"),
    "IND116": _("They were found at a place that is often used for exploitation"),
    "IND117": _("They were made to swear an oath, or told that magic will harm them"),
    "IND118": _(
        "An organ was taken from them, or they were taken for medical tests that they did"
        " not understand"
    ),
}
