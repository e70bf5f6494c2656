"""The ways in which a file is refused. Messages name no file and no content."""

from __future__ import annotations


class FileRefused(Exception):
    """A file was not taken; every other error here but NoSuchFile is one of these."""


class TooLarge(FileRefused):
    """The file has more bytes than one file may have."""


class NoRoom(FileRefused):
    """The disk is full, or the store's quota is used up; nothing of the file was kept."""


class NoSuchFile(Exception):
    """The store holds no file with this id."""
