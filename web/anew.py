"""Ask for the password anew, and keep what was sent meanwhile in the page that asks."""

from __future__ import annotations

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

PASSWORD = "vs_password"  # noqa: S105 - a field's name
GO_ON = "vs_go_on"
POST = "post"
OWN = (PASSWORD, GO_ON, "csrf_token")


def ask() -> ResponseReturnValue:
    """Answer a request that needs the password anew; what it posted is kept in the page."""
    onward = request.full_path.rstrip("?")
    if request.method == "GET":
        return redirect(url_for("confirm.password", next=onward), code=303)
    return page(onward, is_post=True), 401


def page(onward: str, *, is_post: bool, refused: str = "") -> str:
    """Return the page that asks.

    Args:
        onward: where to go on, an address of ours.
        is_post: what this request posted is to be posted there.
        refused: why the last password was not taken.
    """
    posted = request.form.items(multi=True) if is_post else []
    return render_template(
        "common/confirm.html",
        onward=onward,
        kept=[(name, value) for name, value in posted if name not in OWN],
        go_on=POST if is_post else "",
        refused=refused,
        has_files=bool(request.files),
    )
