"""Browsers with a window, on a display of their own, and a keyboard that is not theirs.

Keys go through the X server, so the browser's own shortcuts see them as a person's; a headless
browser has none, and hides what Escape does besides.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol

from playwright.sync_api import Playwright

from tests.journeys.certificates import Authority
from tests.journeys.marionette import Marionette
from tests.journeys.ports import free_port
from tools.chromium import CHROMIUM, FLAGS

SIZE = ("--width", "1280", "--height", "1000")
CONTENT_X, CONTENT_Y = 1_200, 880  # beside our column: a click there presses nothing


class Display:
    """An X server without a screen."""

    def __init__(self) -> None:
        """Start it at the first free number."""
        reading, writing = os.pipe()
        self._process = subprocess.Popen(
            [
                "Xvfb",
                "-displayfd",
                str(writing),
                "-screen",
                "0",
                "1280x1000x24",
                "-nolisten",
                "tcp",
            ],
            pass_fds=[writing],
            stderr=subprocess.DEVNULL,
        )
        os.close(writing)
        with os.fdopen(reading) as told:
            self.name = f":{told.readline().strip()}"

    @property
    def environment(self) -> dict[str, str]:
        """What a program needs to open its window here."""
        return {**os.environ, "DISPLAY": self.name, "MOZ_DISABLE_CONTENT_SANDBOX": "1"}

    def press(self, *keys: str, pause_ms: int = 30) -> None:
        """Press keys one after the other, as a person does."""
        self._do("key", "--delay", str(pause_ms), *keys)

    def type(self, text: str) -> None:
        """Type a text."""
        self._do("type", "--delay", "15", text)

    def click(self, x: int = CONTENT_X, y: int = CONTENT_Y) -> None:
        """Click somewhere on the screen."""
        self._do("mousemove", str(x), str(y), "click", "1")

    def stop(self) -> None:
        """End the display."""
        self._process.terminate()
        self._process.wait(10)

    def _do(self, *words: str) -> None:
        subprocess.run(["xdotool", *words], env=self.environment, check=True, timeout=20)


class Headed(Protocol):
    """What a test asks of a browser, besides its keys."""

    name: str

    def open(self, url: str) -> None:
        """Begin to open an address, without waiting."""

    def title(self) -> str:
        """Return the page's title."""

    def url(self) -> str:
        """Return the page's address."""

    def run(self, body: str) -> Any:
        """Run the body of a function in the page and return its value."""

    def new_tab(self, url: str) -> None:
        """Open an address in one more tab and look at that tab from now on."""

    def tab(self, number: int) -> None:
        """Look at a tab from now on, and bring it to the front."""

    def titles(self) -> list[str]:
        """Return the titles of all tabs."""

    def close(self) -> None:
        """Close the browser."""


class Chromium:
    """Chromium through playwright, in a window."""

    name = "chromium"

    def __init__(
        self,
        player: Playwright,
        display: Display,
        *,
        scripts: bool = True,
        trusting: Authority | None = None,
    ) -> None:
        """Open a window; `scripts` says whether pages may run any.

        With an authority it keeps pages for Back, which playwright otherwise switches off.
        """
        pinned = [f"--ignore-certificate-errors-spki-list={trusting.pin}"] if trusting else []
        self._browser = player.chromium.launch(
            executable_path=CHROMIUM,
            headless=False,
            args=[*FLAGS, *pinned, "--window-size=1280,1000", "--window-position=0,0"],
            ignore_default_args=["--disable-back-forward-cache"] if trusting else None,
            env=dict(display.environment),
        )
        self._context = self._browser.new_context(no_viewport=True, java_script_enabled=scripts)
        self._page = self._context.new_page()

    def open(self, url: str) -> None:
        self._page.goto(url, wait_until="commit")

    def title(self) -> str:
        return str(self.run("return document.title"))

    def url(self) -> str:
        return str(self.run("return location.href"))  # the player's own note may lag behind

    def run(self, body: str) -> Any:
        """Ask the page itself: the player's own calls wait while a navigation is pending."""
        asked = {"expression": f"(() => {{ {body} }})()", "returnByValue": True}
        wire = self._context.new_cdp_session(self._page)
        answer = wire.send("Runtime.evaluate", asked)
        wire.detach()
        assert "exceptionDetails" not in answer, answer["exceptionDetails"]
        return answer["result"].get("value")

    def new_tab(self, url: str) -> None:
        self._page = self._context.new_page()
        self._page.goto(url)

    def tab(self, number: int) -> None:
        self._page = self._context.pages[number]
        self._page.bring_to_front()

    def titles(self) -> list[str]:
        return [page.title() for page in self._context.pages]

    def close(self) -> None:
        self._browser.close()


class Firefox:
    """Firefox with a fresh profile, watched through its own protocol."""

    name = "firefox"

    def __init__(
        self,
        display: Display,
        folder: Path,
        *,
        scripts: bool = True,
        trusting: Authority | None = None,
    ) -> None:
        """Open a window with the fresh profile in `folder`, which trusts what it is told to."""
        port = free_port()
        folder.mkdir(parents=True)
        wanted = {
            "marionette.port": port,
            "javascript.enabled": scripts,
            "browser.shell.checkDefaultBrowser": False,
            "browser.aboutwelcome.enabled": False,
            "datareporting.policy.dataSubmissionEnabled": False,
            "app.update.disabledForTesting": True,
            "network.captive-portal-service.enabled": False,
            "network.connectivity-service.enabled": False,
            "browser.startup.page": 0,
            "browser.tabs.warnOnClose": False,
            "toolkit.cosmeticAnimations.enabled": False,
        }
        lines = (f'user_pref("{name}", {_written(value)});' for name, value in wanted.items())
        (folder / "user.js").write_text("\n".join(lines))
        self._process = subprocess.Popen(
            [
                *("firefox-esr", "--no-remote", "--profile", str(folder), "-marionette"),
                *(["-remote-allow-system-access"] if trusting else []),
                *SIZE,
            ],
            env=display.environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self._folder = folder
        self._marionette = Marionette(port)
        if trusting:
            self._trust(trusting)

    def open(self, url: str) -> None:
        self._marionette.ask("WebDriver:Navigate", {"url": url})

    def title(self) -> str:
        return str(self._marionette.ask("WebDriver:GetTitle"))

    def url(self) -> str:
        return str(self._marionette.ask("WebDriver:GetCurrentURL"))

    def run(self, body: str) -> Any:
        return self._marionette.ask("WebDriver:ExecuteScript", {"script": body, "args": []})

    def new_tab(self, url: str) -> None:
        made = self._marionette.ask("WebDriver:NewWindow", {"type": "tab", "focus": True})
        self._marionette.ask("WebDriver:SwitchToWindow", {"handle": made["handle"], "focus": True})
        self.open(url)

    def tab(self, number: int) -> None:
        handle = self._marionette.ask("WebDriver:GetWindowHandles")[number]
        self._marionette.ask("WebDriver:SwitchToWindow", {"handle": handle, "focus": True})

    def titles(self) -> list[str]:
        found = []
        for handle in self._marionette.ask("WebDriver:GetWindowHandles"):
            self._marionette.ask("WebDriver:SwitchToWindow", {"handle": handle, "focus": False})
            found.append(self.title())
        return found

    def _trust(self, authority: Authority) -> None:
        """Put the authority into the profile, as its owner would in the settings."""
        self._marionette.ask("Marionette:SetContext", {"value": "chrome"})
        self.run(
            "Cc['@mozilla.org/security/x509certdb;1'].getService(Ci.nsIX509CertDB)"
            f".addCertFromBase64('{authority.root}', 'CT,,')"
        )
        self._marionette.ask("Marionette:SetContext", {"value": "content"})

    def close(self) -> None:
        self._marionette.close()
        self._process.terminate()
        self._process.wait(20)
        shutil.rmtree(self._folder, ignore_errors=True)


def _written(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return str(value) if isinstance(value, int) else f'"{value}"'


def until(holds: Callable[[], bool], *, seconds: float = 10) -> bool:
    """Wait until something holds; return whether it came to that."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            if holds():
                return True
        except Exception:  # noqa: BLE001 (a page that is just going away cannot be asked)
            time.sleep(0.05)
        time.sleep(0.05)
    return False
