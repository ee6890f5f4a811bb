"""What no name may hold is found, and real names are left in peace."""

import pytest

from vikarsentral.signs import LONGEST_EMAIL, hides, holds_link, is_email, whole


@pytest.mark.parametrize(
    "text",
    ["Ka\x00ri", "Ka\x7fri", "Ka\x85ri", "Ka\u202eri", "\u200b", "a" + "\u0301" * 6, "\ud800"],
)
def test_what_hides_controls_or_heaps_is_found(text):
    assert hides(whole(text))


@pytest.mark.parametrize(
    "text", ["Bjørn-Åge O'Brien", "Đorđe ŋ", "A\u030ase", "<script>", "Ngô Bảo Châu", "🙂"]
)
def test_names_and_plain_text_are_left_in_peace(text):
    assert not hides(whole(text))
    assert not holds_link(text)


def test_a_lines_end_is_allowed_only_where_it_is_said():
    assert hides("to\nlinjer")
    assert not hides("to\nlinjer", allowed="\n")


@pytest.mark.parametrize("text", ["https://x", "www.eksempel", "Vinn på example.no"])
def test_links_are_found(text):
    assert holds_link(text)


def test_a_letter_in_two_parts_becomes_one():
    assert whole("A\u030ase") == "Åse"


@pytest.mark.parametrize(
    "text", ["kari@kommune.no", "k.nordmann+vakt@post.kommune.no", "o'brien@skole.no", "å@øy.no"]
)
def test_addresses_are_addresses(text):
    assert is_email(text)


@pytest.mark.parametrize(
    "text",
    [
        *("", "kari", "kari@", "@kommune.no", "kari@kommune", "kari@kommune.", "a@b@kommune.no"),
        *("kari@kommune.no.", "kari@.no", "kari@kommune..no", "kari nordmann@kommune.no"),
        *('"kari"@kommune.no', "kari(vakt)@kommune.no", "kari@kommune.no\r\nBcc: x@y.no"),
        *("kari@kommune.no\n", "kari\x00@kommune.no", "kari@kom\x7fmune.no", "<kari@kommune.no>"),
        *("kari@kommune.no,ola@kommune.no", "k" * 65 + "@kommune.no"),
        *("ka\u200bri@kommune.no", "kari\u202e@kommune.no", "kari@kom\u00admune.no"),
        *("kari\x85@kommune.no", "kari\ud800@kommune.no", "kari.@kommune.no"),
        *("kari@" + "ø" * 63 + ".no", "kari@" + "k" * 64 + ".no"),
        *("kari@" + "k" * LONGEST_EMAIL + ".no", "kari@kommune.no;"),
    ],
)
def test_what_is_no_single_plain_address_is_refused(text):
    assert not is_email(text)
