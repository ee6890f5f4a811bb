"""Names stand as in a Norwegian register."""

import random

from vikarsentral.db import norwegian_key

IN_ORDER = [
    "Abel",
    "Berg",
    "Čáppa",
    "Dahl",
    "Đoavve",
    "Müller",
    "Myrvang",
    "Olsen",
    "Øde",
    "Ås",
]


def test_the_last_letters_are_ae_oe_aa_in_that_order():
    assert sorted(["Å", "Ø", "Æ", "Z", "A"], key=norwegian_key) == ["A", "Z", "Æ", "Ø", "Å"]


def test_aa_is_read_as_aa_with_a_ring_and_foreign_letters_as_their_kin():
    names = ["Aas", "Ås", "Ærlig", "Österberg", "Øst", "Äng", "Zen"]
    assert sorted(names, key=norwegian_key) == [
        "Zen",
        "Äng",
        "Ærlig",
        "Øst",
        "Österberg",
        "Aas",
        "Ås",
    ]


def test_order_does_not_depend_on_the_order_they_come_in():
    shuffled = random.Random(7).sample(IN_ORDER, len(IN_ORDER))
    assert sorted(shuffled, key=norwegian_key) == IN_ORDER


def test_composed_and_decomposed_letters_are_the_same():
    assert norwegian_key("A\u030as") == norwegian_key("Ås")
