"""Sentences in the request's language."""

from web import words


def test_count_chooses_the_right_sentence(one_app):
    with one_app.test_request_context():
        assert words.count("%(num)s dag", "%(num)s dager", 1) == "1 dag"
        assert words.count("%(num)s dag", "%(num)s dager", 0) == "0 dager"


def test_later_is_said_in_the_language_of_the_reader(one_app):
    said = words.later("Planer")
    with one_app.test_request_context(headers={"Accept-Language": "en"}):
        assert str(said) == "Plans"
    with one_app.test_request_context(headers={"Accept-Language": "nn"}):
        assert str(said) == "Planar"


def test_facts_are_put_in_place(one_app):
    with one_app.test_request_context():
        assert words.say("I dag, %(day)s", day="mandag") == "I dag, mandag"
