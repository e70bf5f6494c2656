"""A sealed file goes out opened on the way, as an attachment with a neutral name."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

import pytest

from plainsight.core.ids import new_id
from plainsight.files import store
from plainsight.files.errors import NoSuchFile
from plainsight.files.serve import sealed_download
from plainsight.vault.errors import CannotOpen
from plainsight.vault.stream import FileSealer

KEY = bytes(range(32))
CONTENT = bytes(range(256)) * 1_000


@pytest.fixture
def file_id() -> UUID:
    """A file in the store."""
    made = new_id()
    sealer, writer = FileSealer(KEY, made), store.put(made)
    writer.write(sealer.push(CONTENT) + sealer.finish())
    writer.commit()
    return made


def test_a_download_is_an_attachment_that_names_nothing(file_id: UUID) -> None:
    answer = sealed_download(file_id, KEY, media_type="image/jpeg", size=len(CONTENT), number=2)
    assert answer["Content-Disposition"] == 'attachment; filename="file-2.jpg"'
    assert answer["Content-Type"] == "image/jpeg"
    assert answer["Content-Length"] == str(len(CONTENT))
    assert b"".join(answer) == CONTENT


@pytest.mark.parametrize("media_type", ["text/html", "image/svg+xml", "x/y\r\nX: z", ""])
def test_a_type_that_is_not_on_the_list_is_only_bytes(file_id: UUID, media_type: str) -> None:
    answer = sealed_download(file_id, KEY, media_type=media_type, size=len(CONTENT))
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"] == 'attachment; filename="file-1.bin"'
    assert b"".join(answer) == CONTENT


def test_a_wrong_key_is_found_before_anything_is_sent(file_id: UUID) -> None:
    with pytest.raises(CannotOpen):
        sealed_download(file_id, bytes(32), media_type="image/jpeg", size=1)


def test_a_file_that_was_cut_breaks_the_download_off(file_id: UUID, folder: Path) -> None:
    path = folder / str(file_id)[:2] / str(file_id)
    path.write_bytes(path.read_bytes()[:-70_000])
    answer = sealed_download(file_id, KEY, media_type="image/jpeg", size=len(CONTENT))
    with pytest.raises(CannotOpen):
        b"".join(answer)


def test_a_file_that_is_not_there_is_said() -> None:
    with pytest.raises(NoSuchFile):
        sealed_download(new_id(), KEY, media_type="image/jpeg", size=1)
