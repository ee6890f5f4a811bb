"""Who may do what: actions, roles, actors, users, sign-in and tokens.

A stage asks `require`; a page names one `Action`. Nothing here knows a page or a cookie.
"""

from vikarsentral.access.actors import Actor, actor_by_login, actor_of, person_alone, system
from vikarsentral.access.confirming import must_confirm, renews
from vikarsentral.access.devices import Device, devices, end_device, end_other_devices
from vikarsentral.access.grants import grant_role, revoke_role
from vikarsentral.access.roles import (
    ACTION_TEXTS,
    ROLE_ACTIONS,
    Action,
    may,
    require,
    units_for,
)
from vikarsentral.access.sessions import (
    DEVICE_LIFE,
    FRESH_FOR,
    SESSION_LIFE,
    Held,
    close_session,
    held_actor,
    life,
    open_session,
    refresh_session,
)
from vikarsentral.access.signin import MAX_FAILED, SignIn, sign_in
from vikarsentral.access.tokens import actor_of_token, add_token, revoke_token
from vikarsentral.access.users import (
    UserLine,
    add_user,
    deactivate_user,
    list_users,
    reactivate_user,
    set_language,
    set_password,
)
from vikarsentral.tables import RoleName

__all__ = [
    "ACTION_TEXTS",
    "DEVICE_LIFE",
    "FRESH_FOR",
    "MAX_FAILED",
    "ROLE_ACTIONS",
    "SESSION_LIFE",
    "Action",
    "Actor",
    "Device",
    "Held",
    "RoleName",
    "SignIn",
    "UserLine",
    "actor_by_login",
    "actor_of",
    "actor_of_token",
    "add_token",
    "add_user",
    "close_session",
    "deactivate_user",
    "devices",
    "end_device",
    "end_other_devices",
    "grant_role",
    "held_actor",
    "life",
    "list_users",
    "may",
    "must_confirm",
    "open_session",
    "person_alone",
    "reactivate_user",
    "refresh_session",
    "renews",
    "require",
    "revoke_role",
    "revoke_token",
    "set_language",
    "set_password",
    "sign_in",
    "system",
    "units_for",
]
