"""A full disk is said plainly, and the site goes on."""

from __future__ import annotations

from collections.abc import Callable

from tests.serving.running import Site


def test_a_full_spool_disk_is_said_and_the_site_goes_on(start: Callable[..., Site]) -> None:
    site = start(before="ulimit -f 2048;")  # no file over 1 MB
    answer = site.post("/r/f/", files={"file": ("x", bytes(5_000_000))})
    assert answer.status_code == 507
    assert "send the words without the file" in answer.text
    assert answer.headers["content-security-policy"].startswith("default-src 'none'")
    assert site.post("/echo/", content=bytes(300_000)).json()["size"] == 300_000
    assert site.get("/").text == "A page."
    assert "disk is full" in site.told()


def test_a_full_store_refuses_the_file_and_the_form_is_still_answered(
    start: Callable[..., Site],
) -> None:
    limits = {
        "in_memory_bytes": 5_000_000
    }  # the body stays in memory; the sealed file does not fit
    site = start(before="ulimit -f 2048;", limits=limits)
    answer = site.post("/r/f/", files={"file": ("x", bytes(3_000_000))})
    assert answer.json() == {"kept": [], "refused": ["NoRoom"]}
    assert [path for path in (site.folder / "files").rglob("*") if path.is_file()] == []


def test_a_spool_past_its_share_refuses_and_frees_it_again(start: Callable[..., Site]) -> None:
    site = start(limits={"spool_bytes": 2_000_000})
    for _ in range(3):
        answer = site.post("/r/f/", files={"file": ("x", bytes(5_000_000))})
        assert answer.status_code == 503
        assert answer.headers["retry-after"] == "20"
        assert site.post("/r/f/", files={"file": ("x", bytes(1_500_000))}).status_code == 200
