"""A browser as a push service knows it: keys of its own, and reading what is sealed for it.

Reading is written here on its own from the standards, so that sealing is checked by another.
"""

import os

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from vikarsentral.push import Browser, packed


class FakeBrowser:
    """Hold a browser's keys, and read messages as it would."""

    def __init__(self):
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.secret = os.urandom(16)
        self.point = self.key.public_key().public_bytes(
            Encoding.X962, PublicFormat.UncompressedPoint
        )

    @property
    def keys(self):
        """The two keys as a browser tells them to a page."""
        return {"p256dh": packed(self.point), "auth": packed(self.secret)}

    def row(self, endpoint):
        """The browser as our own code knows it."""
        return Browser(1, endpoint, **self.keys)

    def read(self, body):
        """Open a sealed message (RFC 8188 section 2, RFC 8291 section 3)."""
        salt, length = body[:16], body[20]
        sender, sealed = body[21 : 21 + length], body[21 + length :]
        shared = self.key.exchange(
            ec.ECDH(), ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), sender)
        )

        def hkdf(secret, salt, info, length):
            return HKDF(SHA256(), length, salt, info).derive(secret)

        info = b"WebPush: info\x00" + self.point + sender
        secret = hkdf(shared, self.secret, info, 32)
        key = hkdf(secret, salt, b"Content-Encoding: aes128gcm\x00", 16)
        nonce = hkdf(secret, salt, b"Content-Encoding: nonce\x00", 12)
        return AESGCM(key).decrypt(nonce, sealed, None).rstrip(b"\x00")[:-1]
