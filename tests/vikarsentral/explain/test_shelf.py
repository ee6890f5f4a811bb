"""A shelf keeps the few things asked for last."""

from vikarsentral.explain.shelf import Shelf


def test_what_was_not_asked_for_the_longest_goes_first():
    shelf = Shelf(most=2)
    shelf.put("a", 1)
    shelf.put("b", 2)
    assert shelf.get("a") == 1
    shelf.put("c", 3)
    assert [shelf.get(name) for name in ("a", "b", "c")] == [1, None, 3]


def test_a_thing_takes_the_place_of_what_had_its_name():
    shelf = Shelf(most=2)
    shelf.put("a", 1)
    shelf.put("b", 2)
    shelf.put("a", 3)
    assert [shelf.get(name) for name in ("a", "b")] == [3, 2]


def test_nothing_is_there_before_it_is_put():
    assert Shelf().get("a") is None
