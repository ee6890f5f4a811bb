"""Response headers: a strict content policy with nothing inline, and what else browsers honour."""

from __future__ import annotations

import secure
from flask import Flask, Response, request
from werkzeug.middleware.proxy_fix import ProxyFix

_POLICY = (
    secure.ContentSecurityPolicy()
    .default_src("'none'")
    .script_src("'self'")
    .style_src("'self'")
    .img_src("'self'", "data:")  # Designsystemet's masks are data addresses
    .font_src("'self'")
    .connect_src("'self'")
    .form_action("'self'")
    .base_uri("'none'")
    .frame_ancestors("'none'")
    .manifest_src("'self'")
)

_HEADERS = secure.Secure(
    csp=_POLICY,
    referrer=secure.ReferrerPolicy().same_origin(),
    xfo=secure.XFrameOptions().deny(),
    xcto=secure.XContentTypeOptions().nosniff(),
    permissions=secure.PermissionsPolicy().geolocation().camera().microphone(),
    coop=secure.CrossOriginOpenerPolicy().same_origin(),
)
_TRANSPORT = secure.StrictTransportSecurity().max_age(31_536_000)


def _add(response: Response) -> Response:
    for name, value in _HEADERS.headers.items():
        response.headers.setdefault(name, value)
    if request.is_secure:
        response.headers.setdefault(_TRANSPORT.header_name, _TRANSPORT.header_value)
    if "Cache-Control" not in response.headers:
        response.headers["Cache-Control"] = "no-store"
    return response


def install(app: Flask) -> None:
    """Add the headers to every answer, and believe the set number of proxies.

    Args:
        app: the application.
    """
    proxies = app.config["TRUSTED_PROXIES"]
    if proxies:
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]  # Flask's own way to wrap
            app.wsgi_app, x_for=proxies, x_proto=proxies, x_host=proxies
        )
    app.after_request(_add)
