"""`plainsight serve` as an operator meets it."""

from __future__ import annotations

import argparse

import pytest

from plainsight.commands import serve
from plainsight.config.serving import server


def parsed(*words: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    serve.configure(parser)
    return parser.parse_args(words)


def test_it_wants_one_of_the_two_zones() -> None:
    with pytest.raises(SystemExit):
        parsed("cms")


@pytest.mark.parametrize("zone", ["public", "desk"])
def test_it_listens_on_this_machine_at_the_zones_port(
    zone: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(f"PLAINSIGHT_{zone.upper()}_PORT", "8123")
    served = []
    monkeypatch.setattr(server, "serve", served.append)
    assert serve.run(parsed(zone)) == 0
    (config,) = served
    assert (config.host, config.port, config.workers) == ("127.0.0.1", 8123, 1)
    assert config.app == f"plainsight.config.asgi:{zone}"


def test_it_keeps_no_log_of_visits_and_names_no_version() -> None:
    config = server.configuration("a:b", host="127.0.0.1", port=1)
    assert config.access_log is False
    assert config.server_header is False
    assert config.proxy_headers is False
    assert config.timeout_graceful_shutdown == 3
