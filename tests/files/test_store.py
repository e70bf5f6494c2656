"""A file is in the store whole or not at all."""

from __future__ import annotations

import errno
import gc
import os
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest

from plainsight.core.ids import new_id
from plainsight.files import store
from plainsight.files.errors import NoRoom, NoSuchFile


def stored(content: bytes = b"sealed bytes") -> UUID:
    file_id = new_id()
    writer = store.put(file_id)
    writer.write(content)
    writer.commit()
    return file_id


def everything(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_what_was_put_is_read() -> None:
    content = os.urandom(200_000)
    assert b"".join(store.read(stored(content))) == content


def test_a_file_lies_under_its_id_for_its_owner_only(folder: Path) -> None:
    file_id = stored()
    path = folder / str(file_id)[:2] / str(file_id)
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700


def test_nothing_is_there_before_it_is_whole() -> None:
    file_id = new_id()
    writer = store.put(file_id)
    writer.write(b"half")
    with pytest.raises(NoSuchFile):
        store.read(file_id)
    writer.discard()


@pytest.mark.parametrize("how", ["discarded", "forgotten"])
def test_what_was_not_kept_leaves_nothing(folder: Path, how: str) -> None:
    writer = store.put(new_id())
    writer.write(b"half")
    if how == "discarded":
        writer.discard()
        writer.discard()
    else:
        del writer
        gc.collect()
    assert everything(folder) == []


def test_discarding_after_keeping_keeps() -> None:
    file_id = new_id()
    writer = store.put(file_id)
    writer.commit()
    writer.discard()
    assert list(store.read(file_id)) == []


def test_a_deleted_file_is_gone_and_may_be_deleted_again(folder: Path) -> None:
    file_id = stored()
    store.delete(file_id)
    store.delete(file_id)
    assert everything(folder) == []


def test_orphans_are_what_no_record_knows_and_is_old() -> None:
    known, unknown, young = stored(), stored(), stored()
    half = store.put(new_id())
    old = (0, 0)
    for path in (*store.orphans(set(), older_than=timedelta(0)),):
        if path.name != str(young):
            os.utime(path, old)
    found = {path.name for path in store.orphans({known})}
    assert found == {str(unknown), half._part.name}
    half.discard()


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT, errno.EFBIG])
def test_a_full_disk_is_said(monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    def full(*_arguments: object) -> None:
        raise OSError(number, "full")

    monkeypatch.setattr(os, "fsync", full)
    writer = store.put(new_id())
    with pytest.raises(NoRoom):
        writer.commit()
    writer.discard()


def test_another_failure_is_not_taken_for_a_full_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    def denied(*_arguments: object) -> None:
        raise PermissionError(errno.EACCES, "denied")

    monkeypatch.setattr(os, "open", denied)
    with pytest.raises(PermissionError):
        store.put(new_id())
