"""What was typed into a form that arrives locked or signed out is kept in the answer itself.

Nothing of it is stored: the page that asks for the passphrase carries the fields, and gives
them back to where they were going.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme

TO = "kept_to"
PREFIX = "kept:"
SECRETS = frozenset({"password", "passphrase", "code", "new_password", "first_key", "second_key"})


@dataclass(frozen=True)
class Kept:
    """A form on its way: where it goes, its fields in order, and whether it had files."""

    to: str
    fields: tuple[tuple[str, str], ...] = ()
    had_files: bool = False

    def hidden(self) -> list[tuple[str, str]]:
        """Return the hidden fields with which another form carries this one."""
        return [(TO, self.to), *((PREFIX + name, value) for name, value in self.fields)]


def keep(request: HttpRequest) -> Kept:
    """Take the form that this request brought; passwords and the like are left out."""
    fields = _fields(request, lambda name: name not in SECRETS)
    return Kept(request.get_full_path(), fields, had_files=bool(request.FILES))


def carried(request: HttpRequest) -> Kept | None:
    """Return the form that an unlock form carries, or None when it carries none of ours."""
    to = request.POST.get(TO, "")
    if not is_local(to):
        return None
    fields = _fields(request, lambda name: name.startswith(PREFIX))
    return Kept(to, tuple((name.removeprefix(PREFIX), value) for name, value in fields))


def is_local(path: str) -> bool:
    """Say whether a path leads to this site and nowhere else."""
    return path.startswith("/") and url_has_allowed_host_and_scheme(path, allowed_hosts=None)


def next_path(request: HttpRequest) -> str:
    """Return where the person wanted to go: `next`, if it is a path of ours, otherwise "/"."""
    wanted = request.POST.get("next") or request.GET.get("next") or "/"
    return wanted if is_local(wanted) else "/"


def _fields(request: HttpRequest, is_wanted: Callable[[str], bool]) -> tuple[tuple[str, str], ...]:
    return tuple(
        (name, str(value))
        for name, values in request.POST.lists()
        if is_wanted(name)
        for value in values
    )
