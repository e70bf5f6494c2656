"""The questions of the public site's forms, by what they ask about."""

from plainsight.public.forms.base import Step, choice, line, long_text, told
from plainsight.public.forms.contact import SafeContact, YoungContact
from plainsight.public.forms.first import Danger, Early, Who
from plainsight.public.forms.people import Exploited, Responsible, Traces
from plainsight.public.forms.seen import MyStory, MyWhere, What, When, Where, YoungStory, YoungWhere
from plainsight.public.forms.signs import Signs

__all__ = [
    "Danger",
    "Early",
    "Exploited",
    "MyStory",
    "MyWhere",
    "Responsible",
    "SafeContact",
    "Signs",
    "Step",
    "Traces",
    "What",
    "When",
    "Where",
    "Who",
    "YoungContact",
    "YoungStory",
    "YoungWhere",
    "choice",
    "line",
    "long_text",
    "told",
]
