"""The language of the public site: the one it is written in, or one that has a catalogue."""

from __future__ import annotations

from pathlib import Path

from django.utils.translation import to_locale

from plainsight.config.environment import BadSetting, raw, text

WRITTEN_IN = "en-gb"
SHIPPED = Path(__file__).resolve().parent.parent / "locale"


def chosen() -> tuple[str, list[Path]]:
    """Return the language's code and the folders of catalogues.

    Raises BadSetting when no folder has a catalogue for the language: half a page in one language
    and half in another, in the wrong direction, would be worse than not starting.
    """
    language = text("PLAINSIGHT_LANGUAGE").lower()
    given = raw("PLAINSIGHT_LOCALE")
    folders = [Path(given).absolute()] if given else []
    folders.append(SHIPPED)
    catalogue = Path(to_locale(language)) / "LC_MESSAGES" / "django.mo"
    if language != WRITTEN_IN and not any((folder / catalogue).is_file() for folder in folders):
        places = " or ".join(str(folder) for folder in folders)
        raise BadSetting(f"PLAINSIGHT_LANGUAGE is {language}, but {catalogue} is not in {places}.")
    return language, folders
