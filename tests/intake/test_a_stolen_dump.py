"""A thief has the whole database as pg_dump writes it, and every setting of the public process."""

from __future__ import annotations

import base64
import itertools
import re
import subprocess
from collections.abc import Iterator
from hashlib import sha256
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.conf import settings

from plainsight.core.database.server import PrivateServer, tool
from plainsight.intake import conversations, drafts, returncodes, sending
from plainsight.intake.answers import TEXTS, Answers, Contact, FileNote
from plainsight.intake.draft import Draft, Sent
from plainsight.intake.messages import Said, seal_message
from plainsight.intake.services import desk_message
from plainsight.intake.visits import Visit
from plainsight.vault import box
from plainsight.vault.context import Context
from plainsight.vault.derive import derive
from plainsight.vault.errors import CannotOpen
from tests.intake.conftest import Team

pytestmark = pytest.mark.django_db(transaction=True)
MARK = "Zq7marker9Kx"


@pytest.fixture
def dump(
    team: Team, server: PrivateServer, transactional_db: None
) -> tuple[str, list[Draft], Visit]:
    """The dump after a whole way: an unfinished draft, a sent one, messages both ways."""
    contact = Contact(MARK, "phone", MARK, MARK, MARK, "no", (), MARK, MARK)
    told = Answers(**dict.fromkeys(TEXTS, MARK), contact=contact)
    unfinished = drafts.keep_code(drafts.begin(told).cookie, share_unfinished=True)
    sent = drafts.begin(told)
    drafts.attach(sent.cookie, FileNote(uuid4(), f"{MARK}.jpg", 5, "0" * 64, "image/jpeg"))
    receipt = sending.send(sent.cookie)
    assert receipt.return_code
    visit = conversations.open_by_code(receipt.return_code)
    assert isinstance(visit, Visit)
    client = uuid4()
    body = seal_message(visit.key, visit.conversation, "desk", client, Said("text", MARK))
    desk_message(conversation=visit.conversation, client_id=client, sealed_body=body)
    conversations.answer(visit, client_id=uuid4(), text=MARK)
    conversations.change_contact(visit, client_id=uuid4(), contact=contact)
    later = FileNote(uuid4(), f"{MARK}.png", 5, "0" * 64, "image/png")
    conversations.attach(visit, client_id=uuid4(), note=later, text=MARK)
    made = subprocess.run(
        [tool("pg_dump"), server.url("superuser"), "--inserts"],
        check=True,
        capture_output=True,
        text=True,
    )
    return made.stdout, [unfinished, sent], visit


def spellings(secret: bytes) -> Iterator[str]:
    """Give every way in which a secret might stand in a dump."""
    yield secret.hex()
    yield base64.b64encode(secret).decode().rstrip("=")
    yield base64.urlsafe_b64encode(secret).decode().rstrip("=")
    if secret.isascii():
        yield secret.decode()


def test_no_text_no_code_and_no_key_stands_in_the_dump(
    dump: tuple[str, list[Draft], Visit],
) -> None:
    text, written, visit = dump
    secrets = [MARK.encode(), visit.key]
    for draft in written:
        secrets += [draft.record_key, draft.conversation_key, draft.key.key]
        secrets += [draft.return_code.encode(), returncodes.spell(draft.return_code).encode()]
        secrets += [base64.urlsafe_b64decode(draft.cookie + "="), draft.cookie.encode()]
    lowered = text.lower()
    assert written[1].report.hex in lowered.replace("-", ""), "the dump is a dump"
    for secret in secrets:
        for spelling in spellings(secret):
            assert spelling.lower() not in lowered


def test_no_key_that_the_public_process_has_opens_anything_in_the_dump(
    dump: tuple[str, list[Draft], Visit],
) -> None:
    text, written, visit = dump
    sealed = [bytes.fromhex(one) for one in re.findall(r"'\\x([0-9a-f]{64,})'", text)]
    ids = {UUID(one) for one in re.findall(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", text)}
    boxes = [one for one in sealed if one[0] == 1 and (len(one) - 29) in (256, 1024, 4096)]
    assert len(boxes) == (2 + 1 + 1 + 4) + 4, (
        "two drafts, a report, a code's wrap, four messages; of the unfinished one the early "
        "code's wrap, and prepared its receipt, its report and its own wrap"
    )
    ids |= {UUID(bytes=one[:16]) for one in sealed if len(one) == 32}
    for key, one in itertools.product(set(every_key(text, ids)), boxes):
        for context in every_context(ids):
            with pytest.raises(CannotOpen):
                box.unseal(key, one, context)
    right = Context("report", written[1].report, "body")
    assert any(opens(written[1].record_key, one, right) for one in boxes), "the right key does"
    assert visit.conversation in ids


def opens(key: bytes, sealed: bytes, context: Context) -> bool:
    try:
        return bool(box.unseal(key, sealed, context))
    except CannotOpen:
        return False


def every_key(text: str, ids: set[UUID]) -> Iterator[bytes]:
    """Give whatever a thief could make of the settings and of all short values in the dump."""
    raw = [settings.CODE_KEY, settings.SECRET_KEY.encode(), settings.TEAM_FINGERPRINT.encode()]
    raw += [bytes.fromhex(one) for one in re.findall(r"'\\x([0-9a-f]{64})'", text)]
    raw += [bytes.fromhex(settings.TEAM_FINGERPRINT)]
    for one in raw:
        yield sha256(one).digest()
        if len(one) == 32:
            yield one
        for purpose in ("draft", "draft locator", "visit", "return code wrap"):
            yield derive(one, purpose)
    for found in ids:
        yield derive(found.bytes, "return code wrap")
        yield returncodes.wrapping_key("0" * 20, settings.CODE_KEY, found)


def every_context(ids: set[UUID]) -> Iterator[Context]:
    """Give the contexts under which intake seals, for every id in the dump."""
    for found in ids:
        yield Context("report", found, "body")
        yield Context("conversation", found, "code")
        yield Context("draft", found, "body")
        yield Context("draft", found, "code")
        yield Context("draft", found, "receipt")


def test_the_public_process_cannot_read_back_what_it_sent(
    dump: tuple[str, list[Draft], Visit], connect_as: Any
) -> None:
    _, written, _ = dump
    found = drafts.find(written[1].cookie)
    assert isinstance(found, Sent)
    public = connect_as("public")
    row = public.execute(
        "SELECT body FROM gate.read_draft(%s)", [written[1].key.locator]
    ).fetchone()
    assert written[1].key.unseal("receipt", row[0]) == {"code": written[1].return_code}


def test_an_early_code_and_the_servers_key_open_nothing_without_each_other(
    dump: tuple[str, list[Draft], Visit],
) -> None:
    text, (unfinished, _), _ = dump
    wraps = [bytes.fromhex(one) for one in re.findall(r"'\\x([0-9a-f]{570})'", text)]
    context = Context("draft", unfinished.key.id, "code")

    def tried(code: str, code_key: bytes) -> bool:
        key = returncodes.wrapping_key(code, code_key, unfinished.key.id)
        return any(opens(key, wrap, context) for wrap in wraps)

    assert tried(unfinished.return_code, settings.CODE_KEY), "with both it opens"
    for code_key in (bytes(32), b"", sha256(b"").digest(), settings.SECRET_KEY.encode()):
        assert not tried(unfinished.return_code, code_key)
    assert not any(tried(returncodes.new_code(), settings.CODE_KEY) for _ in range(100))
    found = returncodes.locator(unfinished.return_code, bytes(32)).hex()
    assert found not in text, "nor can the row be told by the code alone"
