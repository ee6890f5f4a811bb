"""A browser without a face: signs in and asks for pages."""

from __future__ import annotations

import http.cookiejar
import re
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable

TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')
SIGN_IN = "/logg-inn"
PAUSE = 0.05


class NoAnswer(Exception):
    """Tell that a page did not come as it should."""


class Browser:
    """Hold the cookies of one user at one address."""

    def __init__(self, address: str) -> None:
        """Begin without cookies.

        Args:
            address: such as `http://127.0.0.1:8000`.
        """
        self.address = address
        jar = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        self._opener = urllib.request.build_opener(jar)

    def get(self, path: str) -> str:
        """Return a page that answers 200 where it was asked for.

        Args:
            path: from the root.

        Raises:
            NoAnswer: another status, another page, or nobody there.
        """
        return self._open(path, None)

    def send(self, path: str, data: bytes, content_type: str) -> str:
        """Send a form, and return the path of the page it leads to.

        Args:
            path: from the root.
            data: the form.
            content_type: how it is written.

        Raises:
            NoAnswer: a refusing status, or nobody there.
        """
        heads = {"Content-Type": content_type, "Referer": self.address + path}
        request = urllib.request.Request(self.address + path, data, heads)  # noqa: S310 - our own
        try:
            with self._opener.open(request, timeout=60) as answer:
                answer.read()
                return urllib.parse.urlsplit(answer.geturl()).path
        except OSError as error:
            raise NoAnswer(f"{path}: {error}") from error

    def _open(self, path: str, data: bytes | None) -> str:
        try:
            with self._opener.open(self.address + path, data, timeout=60) as answer:
                page: str = answer.read().decode()
                at = urllib.parse.urlsplit(answer.geturl()).path
        except OSError as error:  # of which a refusing status is one
            raise NoAnswer(f"{path}: {error}") from error
        if data is None and at != path:
            raise NoAnswer(f"{path} leads to {at}")
        return page

    def sign_in(self, login: str, password: str) -> None:
        """Sign in by the form, as people do.

        Args:
            login: user name.
            password: of the user.

        Raises:
            NoAnswer: refused, or nobody there.
        """
        found = TOKEN.search(self.get(SIGN_IN))
        if found is None:
            raise NoAnswer("the sign-in form has no token")
        fields = {"csrf_token": found[1], "login": login, "password": password}
        self._open(SIGN_IN, urllib.parse.urlencode(fields).encode())


def wait_for(attempt: Callable[[], object], within: float, alive: Callable[[], bool]) -> None:
    """Try until a page answers.

    Args:
        attempt: raises `NoAnswer` while it does not.
        within: seconds.
        alive: False when the server has ended.

    Raises:
        NoAnswer: time is up, or the server ended.
    """
    until = time.monotonic() + within
    while True:
        try:
            attempt()
        except NoAnswer:
            if time.monotonic() > until or not alive():
                raise
            time.sleep(PAUSE)
        else:
            return
