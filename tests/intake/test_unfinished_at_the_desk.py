"""A report that its writer left, as the desk opens it with its own keys."""

from __future__ import annotations

from typing import Any

import pytest
from django.db.models import F

from plainsight.core.clock import now
from plainsight.intake import answers, drafts, retention
from plainsight.intake.models import Report
from plainsight.vault import box, published
from plainsight.vault.context import Context
from plainsight.vault.models import RecordKey, TeamPublic
from plainsight.vault.services import destroy_unused_keys, rotate_team_key
from plainsight.vault.services.rotation import GRACE
from tests.cast import Cast, cast, keyed_cast
from tests.intake.conftest import TOLD
from tests.intake.test_drafts import age

pytestmark = pytest.mark.django_db
__all__ = ["cast", "keyed_cast"]


def test_a_report_that_was_prepared_before_a_rotation_is_read_after_it(
    keyed_cast: Cast, settings: Any
) -> None:
    settings.TEAM_FINGERPRINT = TeamPublic.objects.get(state="current").fingerprint
    published.forget_team_key()
    left = drafts.keep_code(drafts.begin(TOLD).cookie, share_unfinished=True)
    old = TeamPublic.objects.get(state="current").id

    settings.TEAM_FINGERPRINT = ""
    settings.ZONE = "desk"
    officer = keyed_cast.keys[keyed_cast.triage_officer]
    rotate_team_key(officer)
    assert destroy_unused_keys() == [], "a retired key waits for what is on its way"
    age(hours=2)
    assert retention.send_unfinished() == 1
    assert RecordKey.objects.get(record=left.report).team_key_id == old

    TeamPublic.objects.filter(id=old).update(retired_at=F("retired_at") - GRACE * 2)
    assert TeamPublic.objects.get(id=old).retired_at < now() - GRACE  # type: ignore[operator]  # retired
    assert destroy_unused_keys() == [], "nor is it destroyed while a record needs it"
    colleague = keyed_cast.keys[keyed_cast.colleague]
    for member in (officer, colleague):
        vars(member).pop("teams", None)
        key = member.record_key("report", left.report)
        body = box.unseal(
            key, bytes(Report.objects.get().body), Context("report", left.report, "body")
        )
        assert not answers.decode(body).is_finished
        assert answers.decode(body).what == TOLD.what
    assert RecordKey.objects.get(record=left.report).team_key_id != old, "re-wrapped by opening"
