"""One hand on a phone: taps are counted, typing is impossible, and time is told."""

import contextlib
import sys

from playwright.sync_api import Error

from tests.browser.conftest import PHONE

PACE_SECONDS = 2.5  # one tap of somebody who reads what the page says, an estimate
SERVER = "performance.getEntriesByType('navigation')[0].responseEnd"


class Thumb:
    """A visitor on a phone who only taps."""

    def __init__(self, visitor):
        self.visitor, self.page = visitor, visitor.page
        self.taps, self.server_ms = 0, 0.0

    def on(self, text, *, goes=True):
        """Tap the first link or button that says something."""
        found = self.page.locator("a, button").filter(has_text=text)
        return self.at(found.first, goes=goes)

    def at(self, found, *, goes=True):
        """Tap something; by default a new page comes."""
        if goes:
            with self.page.expect_navigation(timeout=180_000):
                found.click()
            self.server_ms += self.page.evaluate(SERVER)
        else:
            found.click()
        self.taps += 1
        return self

    def in_a_bad_net(self, text):
        """Tap while the net is away, try again and lose the answer, and try once more.

        The second try reaches the server: it is its answer that never comes.
        """
        self.page.context.set_offline(True)
        with self.page.expect_event("requestfailed", timeout=180_000):
            self.page.locator("a, button").filter(has_text=text).first.click()
        self.page.locator("#main-frame-error").wait_for(state="attached", timeout=180_000)
        self.page.context.set_offline(False)
        self.page.route("**/*", _lose_answer)
        with contextlib.suppress(Error):
            self.page.reload()
        self.page.unroute_all(behavior="wait")
        self.page.reload()
        self.taps += 3
        return self

    def sees(self, text):
        """Wait until a text is there."""
        self.page.get_by_text(text, exact=False).first.wait_for(timeout=180_000)
        return self

    def stopwatch(self, story):
        """Print taps, typed characters, and the time they stand for."""
        seconds = self.taps * PACE_SECONDS + self.server_ms / 1000
        told = f"{self.taps} × {PACE_SECONDS} s + {self.server_ms / 1000:.1f} s of the server's"
        sys.stdout.write(f"{story}: {self.taps} taps, 0 characters, {told} = {seconds:.0f} s\n")


def _lose_answer(route):
    if route.request.method == "POST":
        route.fetch(max_redirects=0)
        route.abort("connectionreset")
    else:
        route.continue_()


def on_a_phone(visit, login):
    """Open a phone that is signed in."""
    return Thumb(visit(login, viewport=PHONE))
