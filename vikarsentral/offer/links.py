"""How an answer finds its question without sign-in: a secret address, or a code in a text message.

Both name one person and one offer and nothing else, and die with the offer. Neither is stored:
each is signed with the installation's own key.

Source: reliability promise on secret links (narrow, unguessable, never logged).
"""

from __future__ import annotations

import hmac

from itsdangerous import BadSignature, URLSafeSerializer

from vikarsentral import settings
from vikarsentral.errors import NotFound

SALT = "offer-answer"
PATH = "/svar/"
CODES = 9000
FIRST_CODE = 1000


def _serializer() -> URLSafeSerializer:
    return URLSafeSerializer(
        settings.secret_key(settings.current()), salt=SALT, signer_kwargs={"sep": "~"}
    )


def address(offer_id: int, person_id: int) -> str:
    """Return the address where one person answers one offer.

    Args:
        offer_id: the offer.
        person_id: one of those asked.
    """
    return settings.current().base_url + link_path(offer_id, person_id)


def link_path(offer_id: int, person_id: int) -> str:
    """Return the same address as seen from our own pages.

    Args:
        offer_id: the offer.
        person_id: one of those asked.
    """
    return PATH + str(_serializer().dumps([offer_id, person_id]))


def whose(token: str) -> tuple[int, int]:
    """Return the offer and person a secret address names.

    Args:
        token: the last part of the address; anything at all.

    Returns:
        Offer id and person id.

    Raises:
        NotFound: it was not made here.
    """
    try:
        offer_id, person_id = _serializer().loads(token)
    except (BadSignature, ValueError, TypeError):
        raise NotFound("offer", "") from None
    return int(offer_id), int(person_id)


def code(offer_id: int, person_id: int) -> str:
    """Return the four digits that bind a text message to one offer and person.

    Args:
        offer_id: the offer.
        person_id: one of those asked.
    """
    key = settings.secret_key(settings.current()).encode()
    digest = hmac.digest(key, f"{SALT}:{offer_id}:{person_id}".encode(), "sha256")
    return str(FIRST_CODE + int.from_bytes(digest[:8], "big") % CODES)
