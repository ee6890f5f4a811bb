"""What one request has: a database session, a clock reading, and who acts.

A request is one transaction: it is committed when the page function has answered, rolled back
when it refused. A deadlock or a database that came back begins the request anew.
"""

from __future__ import annotations

from datetime import datetime

import tenacity
from flask import Flask, current_app, g, request
from flask.typing import ResponseReturnValue
from flask_login import LoginManager, UserMixin
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from vikarsentral import access, clock, db

COOKIE = "vs_session"
TRIES = 4


class App(Flask):
    """Run each page function inside one transaction."""

    def dispatch_request(self) -> ResponseReturnValue:
        """Answer the request and commit; a passing fault of the database begins it anew.

        Raises:
            Conflict: a constraint of the database refused.
            ComponentMissing: the database cannot be reached.
        """
        retrying = tenacity.Retrying(
            retry=tenacity.retry_if_exception(db.is_passing),
            stop=tenacity.stop_after_attempt(TRIES),
            wait=tenacity.wait_random_exponential(multiplier=0.05, max=1),
            before_sleep=lambda _: forget(),
            reraise=True,
        )
        return retrying(self._once)

    def _once(self) -> ResponseReturnValue:
        with db.told():
            answer = super().dispatch_request()
            held: Session | None = g.get("db_session")
            if held is not None:
                held.commit()
        return answer


class SignedIn(UserMixin):  # type: ignore[misc]  # Flask-Login has no types
    """Wrap an actor for Flask-Login."""

    def __init__(self, actor: access.Actor) -> None:
        """Keep the actor."""
        self.actor = actor
        self.id = actor.user_id


def database() -> Session:
    """Return the request's database session; the first call opens it.

    Raises:
        ComponentMissing: the database cannot be reached.
    """
    if "db_session" not in g:
        g.db_session = db.session_factory()()
    held: Session = g.db_session
    return held


def forget() -> None:
    """Roll back and let go of the request's session and of who acted in it."""
    held: Session | None = g.pop("db_session", None)
    if held is not None:
        held.close()


def now() -> datetime:
    """Return the request's one instant, UTC."""
    if "now" not in g:
        g.now = clock.now()
    instant: datetime = g.now
    return instant


def handle() -> str:
    """Return the session handle the browser sent, or an empty text."""
    return request.cookies.get(COOKIE, "")


def actor() -> access.Actor:
    """Return who acts in this request; call it only in pages that need sign-in."""
    held = actor_or_none()
    if held is None:
        msg = "this page was reached without sign-in"
        raise RuntimeError(msg)
    return held


def actor_or_none() -> access.Actor | None:
    """Return who acts in this request, or None when nobody has signed in."""
    if "actor" not in g:
        g.actor = None  # stays so where the database does not answer: error pages need nobody
        g.actor = _actor_of_cookie()
    held: access.Actor | None = g.actor
    return held


def _actor_of_cookie() -> access.Actor | None:
    told = handle()
    found = access.held_actor(database(), told, now()) if told else None
    g.held_session, actor = found or (None, None)
    return actor


def must_confirm(action: access.Action) -> bool:
    """Tell whether the password must be given again before an act; using it at work renews it.

    Args:
        action: what is to be done.
    """
    actor_or_none()
    held: access.Held | None = g.get("held_session")
    if held is None:
        return False
    if access.renews(held, action):
        access.refresh_session(database(), handle(), now())
    return access.must_confirm(held, action)


def close_held_session() -> None:
    """End the session whose handle the browser sent, if any."""
    if told := handle():
        access.close_session(database(), told)


def give_cookie(response: Response, told: str, *, is_device: bool = False) -> None:
    """Send the handle of a new session to the browser.

    Args:
        response: the answer that carries it.
        told: the handle.
        is_device: the device is to be remembered.
    """
    response.set_cookie(
        COOKIE,
        told,
        max_age=int(access.life(is_device=is_device).total_seconds()),
        httponly=True,
        samesite="Lax",
        secure=bool(current_app.config["SESSION_COOKIE_SECURE"]),
    )


def _load(_: object) -> SignedIn | None:
    held = actor_or_none()
    return None if held is None else SignedIn(held)


def _close(error: BaseException | None = None) -> None:
    del error
    forget()


def install(app: Flask) -> None:
    """Give the application sign-in over server-side sessions, and close what requests open.

    Args:
        app: the application.
    """
    login = LoginManager(app)
    login.session_protection = None  # nothing of the sign-in lies in the signed cookie
    login.request_loader(_load)
    app.teardown_request(_close)
