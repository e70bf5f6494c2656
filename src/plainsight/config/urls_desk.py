"""The desk zone's addresses."""

from __future__ import annotations

from django.urls import include, path

from plainsight.desk import urls as desk
from plainsight.feedback import urls as feedback
from plainsight.intelligence import urls as intelligence
from plainsight.operators import urls as operators
from plainsight.people import urls as people
from plainsight.pole import urls as pole
from plainsight.triage import urls as triage

urlpatterns = [
    path("", include(people.urlpatterns)),
    path("", include(triage.urlpatterns)),
    path("", include(feedback.urlpatterns)),
    path("", include(intelligence.urlpatterns)),
    path("", include(pole.urlpatterns)),
    path("", include(operators.urlpatterns)),
    path("", include(desk.urlpatterns)),
]
