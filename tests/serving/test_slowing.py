"""Floods are slowed and nobody else is: real processes, many people, one machine."""

from __future__ import annotations

import http.client
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import ClassVar
from urllib.parse import urlencode

import pytest

from plainsight.config.serving.pace import PACES
from plainsight.config.serving.slowing import MOST_OF_A_NETWORK
from tests.serving.running import Site

pytestmark = pytest.mark.slow
SHELTER = "203.0.113.7"
ATTACKER = "198.51.100.9"
Note = Callable[[str, object], None]


@dataclass
class Answered:
    """One answer, and how long it took."""

    status: int
    ms: float
    page: str


class Person:
    """A person whose proxy says where they are, over one kept connection."""

    lines: ClassVar[list[http.client.HTTPConnection]] = []

    def __init__(self, site: Site, address: str) -> None:
        """Open the connection."""
        self.site, self.address = site, address
        self.line = http.client.HTTPConnection("127.0.0.1", site.port, timeout=30)
        self.lines.append(self.line)

    def post(self, path: str, **more: str) -> Answered:
        headers = {
            "X-Forwarded-For": self.address,
            "Origin": self.site.url,
            "Content-Type": "application/x-www-form-urlencoded",
        }
        began = time.perf_counter()
        self.line.request("POST", path, urlencode({"what": 'six "men"'}), headers | more)
        answer = self.line.getresponse()
        page = answer.read().decode()
        return Answered(answer.status, (time.perf_counter() - began) * 1000, page)


@pytest.fixture
def behind_proxy(start: Callable[..., Site]) -> Iterator[Site]:
    return start(proxies="127.0.0.1", threads=4)


@pytest.fixture(autouse=True)
def _hang_up() -> Iterator[None]:
    yield
    while Person.lines:
        Person.lines.pop().close()


def p95(answers: list[Answered]) -> float:
    return sorted(one.ms for one in answers)[int(len(answers) * 0.95)]


def try_codes(site: Site, seconds: float) -> list[Answered]:
    """One connection that tries codes as fast as it is answered."""
    attacker, until, answers = Person(site, ATTACKER), time.monotonic() + seconds, []
    while time.monotonic() < until:
        answers.append(attacker.post("/m/"))
    return answers


def test_thirty_people_of_one_shelter_report_at_once_and_are_not_slowed(
    behind_proxy: Site, record_testsuite_property: Note
) -> None:
    def report(_number: int) -> list[Answered]:
        person = Person(behind_proxy, SHELTER)
        answers = []
        for _page in range(14):
            answers.append(person.post("/r/a/"))
            time.sleep(0.2)  # thirty who need a fifth of a second for each page
        return [*answers, person.post("/m/")]

    with ThreadPoolExecutor(30) as people:
        answers = [one for told in people.map(report, range(30)) for one in told]
    assert {one.status for one in answers} == {200}
    record_testsuite_property("p95_ms of thirty reports from one address", round(p95(answers), 1))
    assert p95(answers) < 150
    assert max(one.ms for one in answers) < 1_000


def test_who_tries_codes_at_full_speed_is_slowed_and_others_are_not(
    behind_proxy: Site, record_testsuite_property: Note
) -> None:
    seconds, rate = 15.0, PACES["code"].network
    with ThreadPoolExecutor(50) as lines:
        tried = [lines.submit(try_codes, behind_proxy, seconds) for _ in range(49)]
        time.sleep(1)
        honest = [Person(behind_proxy, f"192.0.{number}.1") for number in range(10)]
        answers = [one.post(path) for one in honest * 12 for path in ("/m/", "/r/a/")]
        neighbours = [Person(behind_proxy, ATTACKER).post("/r/a/") for _ in range(40)]
        through = [one for line in tried for one in line.result() if one.status == 200]
    record_testsuite_property("codes tried a second from one network", len(through) / seconds)
    record_testsuite_property("p95_ms of others meanwhile", round(p95(answers), 1))
    assert len(through) <= rate.at_once + rate.per_s * (seconds + 12)
    assert {one.status for one in answers} == {200}
    assert p95(answers) < 150
    assert {one.status for one in neighbours} == {200}, "the same network still reports"
    assert p95(neighbours) < 150


def test_the_wait_grows_and_past_it_the_page_gives_back_what_was_typed(
    behind_proxy: Site,
) -> None:
    many = PACES["code"].network.at_once + MOST_OF_A_NETWORK + 10
    with ThreadPoolExecutor(many) as people:
        answers = list(people.map(lambda _: Person(behind_proxy, SHELTER).post("/m/"), range(many)))
    waited = sorted(one.ms for one in answers if one.status == 200)
    assert waited[PACES["code"].network.at_once - 5] < 1_000
    assert 8_000 < waited[-1] < 11_500
    refused = [one for one in answers if one.status != 200]
    assert {one.status for one in refused} == {503}
    assert min(one.ms for one in refused) < 1_500
    assert max(one.ms for one in refused) > 9_000
    for one in refused:
        assert '<form method="post" action="/m/">' in one.page
        assert 'name="what" value="six &quot;men&quot;"' in one.page


@pytest.mark.parametrize(
    "more", [{"Origin": "https://elsewhere.example"}, {"Sec-Fetch-Site": "cross-site"}]
)
def test_the_words_of_another_site_are_not_shown_under_our_address(
    behind_proxy: Site, more: dict[str, str]
) -> None:
    many = PACES["code"].network.at_once + MOST_OF_A_NETWORK + 5
    with ThreadPoolExecutor(many) as people:
        posted = [
            people.submit(Person(behind_proxy, SHELTER).post, "/m/", **more) for _ in range(many)
        ]
        answers = [one.result() for one in posted]
    refused = [one for one in answers if one.status == 503]
    assert refused
    assert not [one for one in refused if "six" in one.page]


def test_nobody_is_believed_who_is_not_a_declared_proxy(start: Callable[..., Site]) -> None:
    site = start()
    answers = [Person(site, f"192.0.2.{number}").post("/m/") for number in range(100)]
    again = [Person(site, SHELTER).post("/m/") for _ in range(100)]
    assert {one.status for one in answers + again} == {200}
    assert max(one.ms for one in answers + again) < 1_000, "this machine is no network"


def test_who_waits_when_the_server_stops_is_told_at_once(behind_proxy: Site) -> None:
    many = PACES["code"].network.at_once + 15
    with ThreadPoolExecutor(many) as people:
        posted = [people.submit(Person(behind_proxy, SHELTER).post, "/m/") for _ in range(many)]
        time.sleep(2)
        began = time.monotonic()
        behind_proxy.process.terminate()
        behind_proxy.process.wait(10)
        assert time.monotonic() - began < 3
        answers = [one.result() for one in posted]
    stopped = [one for one in answers if one.status == 503]
    assert stopped
    assert "starting again" in stopped[0].page
    assert "six &quot;men&quot;" in stopped[0].page
