"""A sealed message is the standard's own example, and only its browser can read it."""

from datetime import UTC, datetime

import pytest
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric import ec
from py_vapid import Vapid02

from tests.vikarsentral.worker.browsers import FakeBrowser
from vikarsentral.push import Browser, public_key, unpacked
from vikarsentral.settings import read
from vikarsentral.worker.sealing import MOST_BYTES, authorization, seal

NOW = datetime(2027, 1, 5, 5, 10, tzinfo=UTC)

# RFC 8291 appendix A.
TEXT = b"When I grow up, I want to be a watermelon"
ONCE = "yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"
THEIRS = "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"
AUTH = "BTBZMqHH6r4Tts7J_aSIgg"
SALT = "DGv6ra1nlYgDCS1FRnbzlw"
SEALED = (
    "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6"
    "TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulc"
    "y4a-fN"
)


def test_the_standards_own_example_comes_out_to_the_byte():
    once = ec.derive_private_key(int.from_bytes(unpacked(ONCE)), ec.SECP256R1())
    browser = Browser(1, "https://push.example/1", THEIRS, AUTH)
    assert seal(TEXT, browser, salt=unpacked(SALT), once=once) == unpacked(SEALED)


def test_only_its_browser_reads_it_and_no_two_are_alike():
    mine, other = FakeBrowser(), FakeBrowser()
    text = "Kan du ta vakten? ÆØÅ".encode()
    one, two = seal(text, mine.row("https://push.example/1")), seal(text, mine.row("x"))
    assert one != two
    assert mine.read(one) == mine.read(two) == text
    with pytest.raises(InvalidTag):
        other.read(one)


@pytest.mark.parametrize("length", [0, 1, MOST_BYTES])
def test_up_to_one_record_fits(length):
    mine = FakeBrowser()
    body = seal(b"x" * length, mine.row("x"))
    assert mine.read(body) == b"x" * length
    assert len(body) <= 4096


def test_more_is_refused():
    with pytest.raises(ValueError, match="do not fit"):
        seal(b"x" * (MOST_BYTES + 1), FakeBrowser().row("x"))


def test_the_service_can_check_who_we_are(tmp_path):
    held = read({"VIKARSENTRAL_DATA": str(tmp_path)})
    told = authorization("https://push.example:8443/send/abc", held, NOW)
    assert Vapid02.verify(told)
    claim, key = told.removeprefix("vapid t=").split(",k=")
    assert key == public_key(held)
    payload = unpacked(claim.split(".")[1]).decode()
    assert '"aud":"https://push.example:8443"' in payload.replace(" ", "")
    assert f'"exp":{int(NOW.timestamp()) + 12 * 3600}' in payload.replace(" ", "")
