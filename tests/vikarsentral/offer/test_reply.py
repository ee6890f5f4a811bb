"""One text message answers: the right number and code, and nothing else, decide."""

import pytest

from tests.vikarsentral.offer.town import NOW, START, WINDOW, leader
from tests.vikarsentral.offer.words import no, send, states, yes
from vikarsentral import contact, offer
from vikarsentral import need as needs
from vikarsentral.offer import Said, links, reply


def says(town, person, text, sender=None, now=NOW):
    taken = offer.by_text_message(town.session, sender=sender or person.phone, text=text, now=now)
    return taken.said


def asked(town, number=2, **changes):
    people = town.people(number)
    return send(town, town.need(), people, **changes), people


@pytest.mark.parametrize(
    ("told", "plain"),
    [
        ("+47 900 00 123", "4790000123"),
        ("004790000123", "4790000123"),
        ("90000123", "4790000123"),
        ("4790000123", "4790000123"),
        ("+46701234567", "46701234567"),
    ],
)
def test_numbers_are_one_number_however_they_are_written(told, plain):
    assert reply.plain_number(told) == plain


@pytest.mark.parametrize("text", ["JA {}", "ja {}", " Ja, {}. Takk!", "ok {}", "Ja"])
def test_a_yes_with_the_code_or_alone_is_taken(town, text):
    wave, people = asked(town)
    code = links.code(wave, people[0].id)
    assert says(town, people[0], text.format(code)) is Said.YOURS
    assert states(town, wave)[0] == "yours"


def test_a_yes_of_one_ranked_lower_is_noted(town):
    wave, people = asked(town)
    assert says(town, people[1], f"JA {links.code(wave, people[1].id)}") is Said.NOTED
    assert says(town, people[1], "NEI") is Said.DECLINED
    assert states(town, wave) == ["asked", "declined"]


def test_the_same_message_twice_is_one_answer(town):
    wave, people = asked(town)
    text = f"JA {links.code(wave, people[0].id)}"
    assert [says(town, people[0], text) for _ in range(3)] == [Said.YOURS] * 3


@pytest.mark.parametrize("text", ["", "hva?", "kanskje", "4821"])
def test_what_cannot_be_read_decides_nothing(town, text):
    wave, people = asked(town)
    assert says(town, people[0], text) is Said.UNCLEAR
    assert states(town, wave) == ["asked", "asked"]


def test_another_persons_code_decides_nothing(town):
    wave, people = asked(town)
    assert says(town, people[1], f"JA {links.code(wave, people[0].id)}") is Said.FOREIGN
    assert states(town, wave) == ["asked", "asked"]


def test_an_unknown_number_gets_no_word(town):
    wave, people = asked(town)
    for sender in ("+4799999999", "12", "", "x" * 30):
        taken = offer.by_text_message(
            town.session, sender=sender, text=f"JA {links.code(wave, people[0].id)}", now=NOW
        )
        assert taken == offer.Reply(Said.UNKNOWN, "")


def test_two_open_questions_need_the_code(town):
    people = town.people(1)
    first = send(town, town.need(), people)
    second = send(
        town,
        town.need(starts_at=START.replace(day=6), ends_at=START.replace(day=6, hour=13)),
        people,
    )
    assert says(town, people[0], "JA") is Said.UNCLEAR
    assert says(town, people[0], f"JA {links.code(second, people[0].id)}") is Said.YOURS
    assert states(town, first) == ["asked"]


def test_each_way_of_being_too_late_has_its_own_word(town):
    wave, people = asked(town)
    yes(town, wave, people[0])
    code = links.code(wave, people[1].id)
    assert says(town, people[1], f"JA {code}") is Said.TAKEN
    other, late = asked(town)
    offer.withdraw(town.session, offer_id=other, actor=leader(town), now=NOW)
    assert says(town, late[0], f"JA {links.code(other, late[0].id)}") is Said.WITHDRAWN


def test_a_question_that_ended_early_is_not_said_to_be_out_of_time(town):
    wave, (first, second) = asked(town)
    code = links.code(wave, second.id)
    assert says(town, second, f"JA {code}") is Said.NOTED
    town.rota(second, START, START.replace(hour=12))
    no(town, wave, first)
    assert says(town, second, f"JA {code}") is Said.OVER
    assert says(town, second, f"JA {code}", now=WINDOW) is Said.EXPIRED
    taps = {
        now: offer.by_tap(
            town.session, offer_id=wave, person_id=second.id, is_yes=True, now=now
        ).said
        for now in (NOW, WINDOW)
    }
    assert taps == {NOW: Said.OVER, WINDOW: Said.EXPIRED}


def test_a_no_to_what_is_ones_own_tells_how_to_say_so(town):
    wave, people = asked(town)
    yes(town, wave, people[0])
    assert says(town, people[0], f"NEI {links.code(wave, people[0].id)}") is Said.HELD
    assert says(town, people[0], "NEI 0000") is Said.FOREIGN


def test_a_yes_that_has_become_unlawful_is_told_so(town):
    wave, people = asked(town, 1)
    town.rota(people[0], START, START.replace(hour=12))
    assert says(town, people[0], "JA") is Said.UNLAWFUL
    assert states(town, wave) == ["asked"]


def test_pause_says_no_and_leaves_in_peace_until_monday(town):
    wave, people = asked(town)
    assert says(town, people[0], "PAUSE") is Said.PAUSED
    assert states(town, wave)[0] == "declined"
    wishes = contact.wishes_of(town.session, [people[0].id])[people[0].id]
    assert f"{wishes.paused_until:%Y-%m-%d %H:%M}" == "2027-01-10 23:00"


def test_a_withdrawn_need_is_over(town):
    need = town.need()
    people = town.people(1)
    wave = send(town, need, people)
    needs.withdraw(town.session, need_id=need.id, actor=leader(town), now=NOW)
    assert says(town, people[0], f"JA {links.code(wave, people[0].id)}") is Said.WITHDRAWN
    with pytest.raises(Exception, match="offer_withdrawn"):
        no(town, wave, people[0])


@pytest.mark.parametrize("said", [said for said in Said if said is not Said.UNKNOWN])
def test_every_outcome_has_its_sentence_in_each_language(said):
    assert set(reply.TEXTS[said]) == {"nb", "nn", "en"}
    assert all(text.endswith(".") for text in reply.TEXTS[said].values())
