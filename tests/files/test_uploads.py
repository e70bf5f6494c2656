"""Uploads are recognised, hashed and sealed as they come, and only what is kept stays."""

from __future__ import annotations

import gc
import hashlib
import os
from pathlib import Path
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.handlers.wsgi import WSGIRequest
from django.http.multipartparser import MultiPartParserError
from django.test import RequestFactory

from plainsight.files import store
from plainsight.files.errors import NoRoom, NoSuchFile, TooLarge
from plainsight.files.serve import sealed_download
from plainsight.files.uploads import SealedUpload, SealingUploadHandler
from plainsight.vault.derive import derive
from plainsight.vault.errors import CannotOpen

JPEG = b"\xff\xd8\xff\xe0\0\x10JFIF\0" + os.urandom(300_000)


def key_for(file_id: UUID) -> bytes:
    return derive(bytes(32), f"file:{file_id}")


def sent(*contents: bytes, largest: int = 1_000_000) -> tuple[WSGIRequest, SealingUploadHandler]:
    """A form with these files in it, on its way into a view."""
    files = [SimpleUploadedFile("what I saw.jpg", content) for content in contents]
    request = RequestFactory().post("/r/f/", {"file": files, "what": "words"})
    handler = SealingUploadHandler(request, key_for=key_for, largest=largest)
    request.upload_handlers = [handler]
    return request, handler


def uploaded(request: WSGIRequest) -> list[SealedUpload]:
    found: list[SealedUpload] = request.FILES.getlist("file")  # type: ignore[assignment]  # our handler's
    return found


def everything(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_a_file_is_described_as_it_was_sent() -> None:
    request, _ = sent(JPEG)
    (file,) = uploaded(request)
    assert file.size == len(JPEG)
    assert file.sha256 == hashlib.sha256(JPEG).hexdigest()
    assert file.type.media_type == "image/jpeg"
    assert file.name == "what I saw.jpg"
    assert request.POST["what"] == "words"
    request.close()


def test_a_kept_file_opens_with_its_own_key_and_no_other() -> None:
    request, _ = sent(JPEG, JPEG[:10])
    first, second = uploaded(request)
    for file in (first, second):
        file.keep()
    request.close()
    answer = sealed_download(first.id, key_for(first.id), media_type="image/jpeg", size=len(JPEG))
    assert b"".join(answer) == JPEG
    with pytest.raises(CannotOpen):
        sealed_download(first.id, key_for(second.id), media_type="image/jpeg", size=len(JPEG))


def test_what_the_view_does_not_keep_is_gone_at_the_end_of_the_request(folder: Path) -> None:
    request, _ = sent(JPEG)
    (file,) = uploaded(request)
    assert everything(folder)
    request.close()
    assert everything(folder) == []
    with pytest.raises(NoSuchFile):
        store.read(file.id)


def test_nothing_on_the_disk_holds_any_of_it_in_clear(folder: Path) -> None:
    marker = b"a marker that must be nowhere in clear"
    request, _ = sent(marker * 10_000)
    uploaded(request)[0].keep()
    request.close()
    assert everything(folder)
    assert all(marker not in path.read_bytes() for path in everything(folder))


def test_a_file_too_large_is_refused_and_the_words_and_other_files_are_not(folder: Path) -> None:
    request, handler = sent(bytes(70_000), b"small", largest=65_536)
    (file,) = uploaded(request)
    assert file.size == 5
    assert isinstance(handler.refusals["file"], TooLarge)
    assert request.POST["what"] == "words"
    request.close()
    assert everything(folder) == []


def test_a_file_of_exactly_the_largest_size_is_taken() -> None:
    request, handler = sent(bytes(65_536), largest=65_536)
    assert uploaded(request)[0].size == 65_536
    assert handler.refusals == {}
    request.close()


def test_an_empty_file_is_taken_as_one() -> None:
    request, _ = sent(b"")
    (file,) = uploaded(request)
    assert (file.size, file.type.family) == (0, "other")
    request.close()


@pytest.mark.parametrize("after", [0, 1, 2])
def test_a_full_disk_refuses_the_file_and_keeps_the_words(
    monkeypatch: pytest.MonkeyPatch, folder: Path, after: int
) -> None:
    """Full before the first byte, in the middle, or at the very end."""
    left = [after]

    def write(_writer: store.Writer, _sealed: bytes) -> None:
        if not left[0]:
            raise NoRoom
        left[0] -= 1

    monkeypatch.setattr(store.Writer, "write", write)
    request, handler = sent(bytes(66_000))
    assert uploaded(request) == []
    assert isinstance(handler.refusals["file"], NoRoom)
    assert request.POST["what"] == "words"
    assert everything(folder) == []


def test_a_form_that_breaks_off_leaves_nothing(folder: Path) -> None:
    head = '--b\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n'
    body = f"{head}Content-Transfer-Encoding: base64\r\n\r\nabc$%&".encode()
    request = RequestFactory().post("/", body, content_type="multipart/form-data; boundary=b")
    request.upload_handlers = [SealingUploadHandler(request, key_for=key_for)]
    with pytest.raises(MultiPartParserError):
        request.POST  # noqa: B018 (reading it parses the form)
    del request
    gc.collect()
    assert everything(folder) == []
