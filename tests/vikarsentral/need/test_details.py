"""What a request says besides its times, and what it may never say."""

from datetime import timedelta

import pytest

from tests.vikarsentral.village import NOW, at
from vikarsentral.errors import BadInput, Conflict, NotAllowed, NotFound
from vikarsentral.need.details import Details, health_words, set_details
from vikarsentral.tables import NeedStatus

DAY = "2027-01-11T07:30"
START, NOON, END = at(DAY), at("2027-01-11T12:00"), at("2027-01-11T15:00")


def say(village, need, details, actor=None):
    set_details(village.session, need.id, details, actor=actor or village.leader, now=NOW)


def test_all_of_it_is_kept_and_taken_back(village):
    need = village.need(DAY)
    since = START - timedelta(hours=2)
    say(village, need, Details(START, NOON, ("pleieassistent",), since, " Nøkkel i skapet. "))
    assert (need.core_starts_at, need.core_ends_at) == (START, NOON)
    assert (need.lower_requires, need.lower_from) == (["pleieassistent"], since)
    assert need.handover_note == "Nøkkel i skapet."
    say(village, need, Details())
    assert (need.core_starts_at, need.lower_requires, need.handover_note) == (None, None, None)


@pytest.mark.parametrize(
    ("details", "where"),
    [
        (Details(core_starts_at=START), "core"),
        (Details(NOON, START), "core"),
        (Details(START, END + timedelta(hours=1)), "core"),
        (Details(lower_requires=("pleieassistent",)), "lower_from"),
        (Details(lower_requires=(), lower_from=END), "lower_from"),
        (Details(lower_requires=("x",), lower_from=START), "lower_requires/0"),
        (Details(note="x" * 301), "note"),
        (Details(note="Kari er SYK i dag"), "note"),
    ],
)
def test_what_does_not_fit_is_refused(village, details, where):
    need = village.need(DAY)
    with pytest.raises(BadInput) as refused:
        say(village, need, details)
    assert [one.where for one in refused.value.faults] == [where]


def test_words_about_health_are_found_and_words_about_work_are_not():
    assert health_words("Hun er sykmeldt, har feber. Feber!") == ["sykmeldt", "feber"]
    assert health_words("Sykehjemmet trenger sykepleier. Ring legevakten ved behov.") == []


def test_only_an_open_need_of_ones_own_unit_is_changed(village):
    covered = village.need(DAY, status=NeedStatus.COVERED)
    with pytest.raises(Conflict, match="need_not_open"):
        say(village, covered, Details())
    with pytest.raises(NotAllowed):
        say(village, village.need(DAY), Details(), actor=village.neighbour)
    with pytest.raises(NotFound):
        set_details(village.session, 0, Details(), actor=village.leader, now=NOW)
