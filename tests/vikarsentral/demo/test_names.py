import itertools
import random

from vikarsentral.demo import names


def test_names_are_never_used_twice_and_enough_for_the_largest_demo():
    drawn = list(itertools.islice(names.people(random.Random(1)), 3500))
    assert len(set(drawn)) == 3500


def test_lists_hold_each_word_once():
    for words in (names.GIVEN, names.FAMILY, names.PLACES):
        assert len(set(words)) == len(words)
