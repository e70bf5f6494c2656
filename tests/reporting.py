"""At the end of a whole run: a plain list of what could not be checked, so that none hides.

Loaded by `make test`. A skipped test is allowed only while one of the programs that it drives
is missing; with all of them there, a skip is a failure.
"""

from __future__ import annotations

import shutil

import pytest

PROGRAMS = ("chromium", "firefox-esr", "Xvfb", "xdotool", "npm", "java")


def missing() -> list[str]:
    """The programs that are not on this machine."""
    return [name for name in PROGRAMS if shutil.which(name) is None]


def skipped(reporter: pytest.TerminalReporter) -> list[str]:
    """Each skipped test with its reason."""
    found = []
    for report in reporter.stats.get("skipped", []):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
        found.append(f"{report.nodeid}: {str(reason).removeprefix('Skipped: ')}")
    return found


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if session.exitstatus == 0 and skipped(reporter) and not missing():
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    left = skipped(terminalreporter)
    if not left:
        terminalreporter.write_line("Every check was run.")
        return
    why = ", ".join(missing())
    terminalreporter.section(f"could not be checked ({len(left)})")
    for line in left:
        terminalreporter.write_line(line)
    if why:
        terminalreporter.write_line(f"Missing on this machine: {why}.")
    else:
        terminalreporter.write_line("Nothing is missing on this machine: this run has failed.")
