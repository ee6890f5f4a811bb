"""Seal a push message for one browser, and say who we are to its push service.

The steps and their names are the standards' own; the primitives are `cryptography`'s, and the
signed claim is `py_vapid`'s. A message is one record, so that nothing of it is spread.

Source: RFC 8188 (aes128gcm), RFC 8291 (the keys), RFC 8292 (the claim).
"""

from __future__ import annotations

import os
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from py_vapid import Vapid02

from vikarsentral.push import Browser, own_key, unpacked
from vikarsentral.settings import Settings

RECORD_BYTES = 4096
SALT_BYTES, KEY_BYTES, NONCE_BYTES = 16, 16, 12
MOST_BYTES = RECORD_BYTES - 17 - 86  # what is left beside tag, padding mark and header
CLAIM_LIFE = timedelta(hours=12)


def seal(
    text: bytes,
    browser: Browser,
    *,
    salt: bytes | None = None,
    once: ec.EllipticCurvePrivateKey | None = None,
) -> bytes:
    """Seal a message so that only one browser can read it.

    Args:
        text: at most `MOST_BYTES`.
        browser: who reads it.
        salt: 16 bytes; drawn where left out.
        once: the key of this message alone; drawn where left out.

    Returns:
        The body to post, header included.

    Raises:
        ValueError: the text is too long, or the browser's keys cannot be used.

    Source: RFC 8291 3.4, RFC 8188 2.
    """
    if len(text) > MOST_BYTES:
        msg = f"{len(text)} bytes do not fit in one push message"
        raise ValueError(msg)
    salt = salt or os.urandom(SALT_BYTES)
    once = once or ec.generate_private_key(ec.SECP256R1())
    theirs = unpacked(browser.p256dh)
    ours = once.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    shared = once.exchange(
        ec.ECDH(), ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), theirs)
    )
    secret = _derived(shared, unpacked(browser.auth), b"WebPush: info\0" + theirs + ours, 32)
    key = _derived(secret, salt, b"Content-Encoding: aes128gcm\0", KEY_BYTES)
    nonce = _derived(secret, salt, b"Content-Encoding: nonce\0", NONCE_BYTES)
    header = salt + RECORD_BYTES.to_bytes(4) + len(ours).to_bytes(1) + ours
    return header + AESGCM(key).encrypt(nonce, text + b"\x02", None)


def _derived(secret: bytes, salt: bytes, info: bytes, length: int) -> bytes:
    return HKDF(algorithm=SHA256(), length=length, salt=salt, info=info).derive(secret)


def authorization(endpoint: str, settings: Settings, now: datetime) -> str:
    """Return what tells a push service that it is us, for half a day.

    Args:
        endpoint: the browser's address there.
        settings: the values in force.
        now: UTC.

    Source: RFC 8292 2, 3.
    """
    parts = urlsplit(endpoint)
    claim = {
        "aud": f"{parts.scheme}://{parts.netloc}",
        "exp": int((now + CLAIM_LIFE).timestamp()),
        "sub": f"mailto:{settings.smtp_from}",
    }
    signed: dict[str, str] = Vapid02(own_key(settings)).sign(claim)
    return signed["Authorization"]
