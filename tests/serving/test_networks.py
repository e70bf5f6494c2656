"""From which network a request comes: whose word counts, and how little is known of it."""

from __future__ import annotations

import pytest

from plainsight.config.serving.networks import RENEWED_S, Networks, networks

PROXY = networks("192.0.2.1")


def scope(peer: str, *forwarded: str) -> dict[str, object]:
    headers = [(b"x-forwarded-for", line.encode()) for line in forwarded]
    return {"client": (peer, 4000), "headers": headers}


def test_one_network_is_one_bucket_and_another_is_another() -> None:
    known = Networks()
    assert known.of(scope("203.0.113.7")) == known.of(scope("203.0.113.250"))
    assert known.of(scope("203.0.113.7")) != known.of(scope("203.0.112.7"))
    assert known.of(scope("2001:db8:1:2::9")) == known.of(scope("2001:db8:1:ff::1"))
    assert known.of(scope("2001:db8:1::1")) != known.of(scope("2001:db8:2::1"))
    assert known.of(scope("::ffff:203.0.113.7")) == known.of(scope("203.0.113.8"))


def test_nobodys_word_is_taken_unless_they_are_a_declared_proxy() -> None:
    known = Networks()
    assert known.of(scope("203.0.113.7", "198.51.100.1")) == known.of(scope("203.0.113.7"))
    trusting = Networks(PROXY)
    said = trusting.of(scope("192.0.2.1", "198.51.100.1"))
    assert said == trusting.of(scope("198.51.100.200"))
    assert trusting.of(scope("192.0.2.2", "198.51.100.1")) == trusting.of(scope("192.0.2.2"))


def test_what_a_person_wrote_into_the_header_themselves_does_not_count() -> None:
    trusting = Networks(networks("192.0.2.1 10.0.0.0/8"))
    real = trusting.of(scope("198.51.100.9"))
    assert trusting.of(scope("192.0.2.1", "203.0.113.1, 198.51.100.9")) == real
    assert trusting.of(scope("192.0.2.1", "203.0.113.1", "198.51.100.9, 10.1.1.1")) == real


@pytest.mark.parametrize("forwarded", [(), ("",), ("unknown",), ("192.0.2.1",), ("127.0.0.1",)])
def test_a_proxy_that_does_not_say_who_asks_leaves_the_network_unknown(
    forwarded: tuple[str, ...],
) -> None:
    assert Networks(PROXY).of(scope("192.0.2.1", *forwarded)) is None


@pytest.mark.parametrize("peer", ["127.0.0.1", "::1", "", "no address"])
def test_this_machine_is_no_network(peer: str) -> None:
    assert Networks().of(scope(peer)) is None


def test_the_hash_means_nothing_in_another_process_or_after_an_hour() -> None:
    now = [0.0]
    known = Networks(clock=lambda: now[0])
    before = known.of(scope("203.0.113.7"))
    assert before is not None
    assert b"203" not in before
    assert Networks().of(scope("203.0.113.7")) != before
    now[0] = RENEWED_S - 1
    assert known.of(scope("203.0.113.7")) == before
    now[0] = RENEWED_S
    assert known.of(scope("203.0.113.7")) != before


@pytest.mark.parametrize("words", ["10.0.0.1/8", "proxy.example", "10.0.0.0/8;10.1.0.0/16"])
def test_a_setting_that_names_no_network_is_refused(words: str) -> None:
    with pytest.raises(ValueError, match=r"host bits|does not appear"):
        networks(words)


def test_the_address_is_there_for_what_hashes_it_and_for_nothing_else() -> None:
    trusting = Networks(PROXY)
    assert trusting.address_of(scope("192.0.2.1", "198.51.100.9")) == "198.51.100.9"
    assert trusting.address_of(scope("2001:db8:1:2:3::9")) == "2001:db8:1:2::"
    assert trusting.address_of(scope("127.0.0.1")) == ""
    assert trusting.address_of(scope("192.0.2.1")) == ""
