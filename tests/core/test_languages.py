"""The public site speaks a language only when there is a catalogue for it."""

from __future__ import annotations

from pathlib import Path

import pytest

from plainsight.config import languages
from plainsight.config.environment import BadSetting


def test_without_a_setting_it_speaks_the_language_it_is_written_in() -> None:
    assert languages.chosen() == ("en-gb", [languages.SHIPPED])


def test_a_language_without_a_catalogue_does_not_start(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PLAINSIGHT_LANGUAGE", "ti")
    monkeypatch.setenv("PLAINSIGHT_LOCALE", str(tmp_path))
    with pytest.raises(BadSetting, match="ti/LC_MESSAGES/django"):
        languages.chosen()


def test_a_catalogue_in_the_given_folder_is_enough(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    catalogue = tmp_path / "zh_Hans" / "LC_MESSAGES" / "django.mo"
    catalogue.parent.mkdir(parents=True)
    catalogue.touch()
    monkeypatch.setenv("PLAINSIGHT_LANGUAGE", "zh-Hans")
    monkeypatch.setenv("PLAINSIGHT_LOCALE", str(tmp_path))
    assert languages.chosen() == ("zh-hans", [tmp_path, languages.SHIPPED])
