"""Log lines that carry no content: where something failed and what kind of failure it was.

An exception's own text is left out, because a database's or a parser's message quotes what a
person typed.
"""

from __future__ import annotations

import logging
import traceback


class BlandFormatter(logging.Formatter):
    """Writes time, level and logger, and for a failure its type and the places in the code."""

    def format(self, record: logging.LogRecord) -> str:
        """Return one line. Only our own loggers may give words; a library's may quote a person."""
        head = f"{self.formatTime(record)} {record.levelname} {record.name}"
        if record.exc_info and record.exc_info[0] is not None:
            kind, _, trace = record.exc_info
            steps = traceback.extract_tb(trace)[-6:]
            places = [f"{step.filename.rpartition('/')[2]}:{step.lineno}" for step in steps]
            return f"{head} {kind.__name__} at {' > '.join(places)}"
        if record.name.startswith("plainsight"):
            return f"{head} {record.getMessage()}"
        return f"{head} at {record.filename}:{record.lineno}"
