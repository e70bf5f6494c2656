"""A code for an unfinished report: it takes the report up again and shows nothing of it."""

from __future__ import annotations

import base64
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection
from django.db.models import F
from django.test.utils import CaptureQueriesContext

from plainsight.files import store
from plainsight.intake import conversations, drafts, retention, returncodes, sending
from plainsight.intake.answers import Answers
from plainsight.intake.conversations import open_by_code
from plainsight.intake.draft import Draft, Sent
from plainsight.intake.draftseal import draft_key
from plainsight.intake.errors import TooManyFiles
from plainsight.intake.models import Attachment, EarlyCode, Prepared, ReturnCode
from plainsight.intake.models import Draft as Row
from tests.intake.conftest import TOLD
from tests.intake.test_drafts import age, note

AsRole = Callable[[str], AbstractContextManager[None]]
pytestmark = pytest.mark.django_db


@pytest.fixture
def kept(draft: Draft, as_role: AsRole) -> Draft:
    """A draft whose code is kept; the desk may not see it unfinished."""
    with as_role("public"):
        return drafts.keep_code(draft.cookie, share_unfinished=False)


def taken_up(draft: Draft) -> Draft:
    found = open_by_code(returncodes.spell(draft.return_code))
    assert isinstance(found, Draft)
    return found


def test_a_code_opens_nothing_before_it_is_kept(draft: Draft) -> None:
    assert open_by_code(draft.return_code) is None
    assert not draft.has_early_code


def test_a_report_is_taken_up_by_its_code_and_nothing_of_it_is_seen(
    kept: Draft, as_role: AsRole
) -> None:
    assert (kept.has_early_code, kept.shares_unfinished) == (True, False)
    with as_role("public"):
        again = taken_up(kept)
    assert again.answers == Answers(language="en-gb")
    assert again.earlier == TOLD
    assert again.whole == TOLD
    assert again.cookie != kept.cookie


def test_what_is_added_is_seen_by_who_added_it_and_all_of_it_is_sent(
    kept: Draft, as_role: AsRole
) -> None:
    with as_role("public"):
        again = taken_up(kept)
        changed = drafts.change(again.cookie, what="A van comes at six.", danger_now=False)
        assert changed.answers == Answers(
            what="A van comes at six.", danger_now=False, language="en-gb"
        )
        assert drafts.find(again.cookie) == changed
        first = drafts.find(kept.cookie)
        sent = sending.send(again.cookie)
    assert isinstance(first, Draft)
    assert first.answers == TOLD, "who began it sees their own words, and no others"
    assert first.earlier == changed.answers
    assert changed.whole.what == f"{TOLD.what}\n\nA van comes at six."
    assert (changed.whole.danger_now, changed.whole.contact) == (False, TOLD.contact)
    assert sent.return_code == kept.return_code


def test_each_time_it_is_taken_up_a_new_page_is_blank(kept: Draft) -> None:
    for number in range(3):
        again = taken_up(kept)
        assert again.answers == Answers(language="en-gb")
        drafts.change(again.cookie, what=f"Line {number}")
    assert taken_up(kept).whole.what == f"{TOLD.what}\n\nLine 0\n\nLine 1\n\nLine 2"


def test_the_cookie_that_a_code_gives_cannot_be_made_into_the_writers(kept: Draft) -> None:
    """Whoever finds the code holds the draft's key, but not what parts the sittings."""
    raw = base64.urlsafe_b64decode(taken_up(kept).cookie)
    assert raw[:32] == base64.urlsafe_b64decode(kept.cookie)[:32]
    for end in (b"", b"\0" * 16, raw[32:40], raw[32:] + b"\0", b"\xff" * 16):
        cookie = base64.urlsafe_b64encode(raw[:32] + end).decode()
        found = drafts.find(cookie)
        if draft_key(cookie) is None:
            assert found is None
        else:
            assert isinstance(found, Draft)
            assert found.answers == Answers(language="en-gb")


def test_the_code_goes_on_as_the_reports_own(kept: Draft) -> None:
    sent = sending.send(kept.cookie)
    assert sent.return_code == kept.return_code
    assert isinstance(open_by_code(kept.return_code), conversations.Visit)
    assert EarlyCode.objects.count() == 0


def test_who_finishes_without_a_code_loses_the_early_one_as_well(kept: Draft) -> None:
    sending.send(kept.cookie, with_code=False)
    assert open_by_code(kept.return_code) is None
    assert EarlyCode.objects.count() == ReturnCode.objects.count() == 0


def test_a_code_that_is_forgotten_opens_nothing_and_may_be_kept_again(
    kept: Draft, as_role: AsRole
) -> None:
    with as_role("public"):
        forgotten = drafts.forget_code(kept.cookie)
        assert not forgotten.has_early_code
        assert open_by_code(kept.return_code) is None
        assert drafts.forget_code(kept.cookie) == forgotten
        drafts.keep_code(kept.cookie, share_unfinished=False)
        assert taken_up(kept).earlier == TOLD


def test_a_code_goes_with_its_draft(kept: Draft, as_role: AsRole) -> None:
    age(hours=25)
    assert open_by_code(kept.return_code) is None, "even while the worker rests"
    with as_role("worker"):
        assert retention.purge().drafts == 1
    assert EarlyCode.objects.count() == 0


def test_coming_back_counts_as_a_touch(kept: Draft) -> None:
    age(hours=23)
    taken_up(kept)
    age(hours=23)
    assert isinstance(drafts.find(kept.cookie), Draft)


def test_a_draft_is_thrown_away_with_its_files_and_its_code(
    kept: Draft, as_role: AsRole, settings: object, tmp_path: object
) -> None:
    settings.DATA = tmp_path  # type: ignore[attr-defined]  # Django's own fixture
    one = note()
    writer = store.put(one.id)
    writer.write(b"sealed")
    writer.commit()
    with as_role("public"):
        drafts.attach(kept.cookie, one)
        drafts.discard(kept.cookie)
        drafts.discard(kept.cookie)
        drafts.discard(None)
        assert drafts.find(kept.cookie) is None
        assert open_by_code(kept.return_code) is None
    assert not store._path(one.id).exists()
    assert Row.objects.count() == Attachment.objects.count() == EarlyCode.objects.count() == 0


def test_what_was_sent_cannot_be_thrown_away(kept: Draft) -> None:
    sent = sending.send(kept.cookie)
    drafts.discard(kept.cookie)
    assert drafts.find(kept.cookie) == sent


def test_ten_files_are_ten_with_those_from_before(kept: Draft) -> None:
    for _ in range(6):
        drafts.attach(kept.cookie, note())
    again = taken_up(kept)
    assert again.answers.files == ()
    for _ in range(4):
        drafts.attach(again.cookie, note())
    with pytest.raises(TooManyFiles):
        drafts.attach(again.cookie, note())
    sending.send(again.cookie)
    assert Attachment.objects.exclude(report=None).count() == 10


def test_a_file_from_before_cannot_be_taken_out(kept: Draft) -> None:
    one = note()
    drafts.attach(kept.cookie, one)
    again = taken_up(kept)
    drafts.detach(again.cookie, one.id)
    assert again.whole.files == (one,)
    assert drafts.find(kept.cookie) == replace(
        kept, answers=replace(TOLD, files=(one,)), revision=kept.revision + 1
    )


def test_whatever_a_code_opens_or_not_takes_one_statement(kept: Draft) -> None:
    for typed, more in ((returncodes.new_code(), 0), ("x", 0), (kept.return_code, 1)):
        with CaptureQueriesContext(connection) as statements:
            open_by_code(typed)
        assert "gate.by_code" in statements[0]["sql"]
        assert len(statements) == 1 + more, "an open draft is read then, and only then"


def test_a_wrap_that_was_swapped_opens_nothing(kept: Draft) -> None:
    other = drafts.keep_code(drafts.begin(Answers(what="B")).cookie, share_unfinished=False)
    wraps = {bytes(row.draft_id): bytes(row.wrap) for row in EarlyCode.objects.all()}
    EarlyCode.objects.filter(draft_id=kept.key.locator).update(wrap=wraps[other.key.locator])
    assert open_by_code(kept.return_code) is None


def test_a_press_after_the_code_was_used_elsewhere_still_sends(kept: Draft) -> None:
    taken_up(kept)
    assert isinstance(sending.send(kept.cookie, read=kept), Sent)


def test_nothing_is_prepared_for_the_desk_unless_asked_for(kept: Draft) -> None:
    drafts.change(kept.cookie, when="Now")
    Row.objects.update(touched_at=F("touched_at") - timedelta(hours=2))
    assert (Prepared.objects.count(), retention.send_unfinished()) == (0, 0)
