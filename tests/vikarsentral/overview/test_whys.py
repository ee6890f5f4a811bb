import pytest

from tests.vikarsentral.overview.made import planned
from vikarsentral.errors import NotFound
from vikarsentral.overview.whys import holes, rota_breaches, why
from vikarsentral.tables import PostKind

DAY = "2027-01-11T07:30"


def test_why_tells_the_chosen_the_others_and_those_who_may_not(village):
    chosen, other = village.on_duty(), village.on_duty()
    unable = village.on_duty(role="pleieassistent")
    row = village.need(DAY)
    found = why(village.session, planned(village, [(row, chosen)]), row.id, language="nb")
    assert found.chosen.person_id == chosen.id
    assert found.chosen.is_lawful
    assert [one.person_id for one in found.lawful] == [other.id]
    assert [one.person_id for one in found.near] == [unable.id]
    assert "sykepleier" in found.near[0].text
    assert (found.considered, found.hole) == (3, None)


def test_why_of_the_chosen_counts_the_rest_of_the_plan(village):
    person = village.on_duty(start="06:00", hours=18)
    row, late = village.need(DAY), village.need("2027-01-11T16:00", hours=7)
    found = why(
        village.session, planned(village, [(late, person)], holes=[row]), row.id, language="nb"
    )
    assert found.chosen is None
    assert [one.person_id for one in found.near] == [person.id]
    assert found.hole.text.startswith("Ingen av")
    assert [one.text for one in found.hole.no.facts]
    assert found.hole.people == {f"p{person.id}": person.name}
    (way,) = found.hole.no.ways
    assert any("planen" in text for text, _ in way.changes)
    assert way.then == ("Ingen andre kan lovlig ta den vakten, så hullet ville bare flyttet seg.",)


def test_holes_are_explained_in_the_language_asked_for(village):
    village.on_duty(role="pleieassistent")
    row = village.need(DAY)
    run = planned(village, [], holes=[row])
    told = {
        language: holes(village.session, run, [row.id], language=language)[row.id]
        for language in ("nb", "nn", "en")
    }
    assert len({one.text for one in told.values()}) == 3
    assert len({one.no.facts[0].text for one in told.values()}) == 3
    assert holes(village.session, run, [], language="nb") == {}


def test_a_hole_somebody_could_fill_is_told_by_the_sums(village):
    village.on_duty()
    row = village.need(DAY)
    told = holes(village.session, planned(village, [], holes=[row]), [row.id], language="nb")
    assert told[row.id].no is None
    assert "1 av 1 kan ta vakten lovlig" in told[row.id].text
    assert "her finnes en bedre" in told[row.id].text


def test_rota_breaches_are_counted_by_rule(village):
    staff = village.person(PostKind.HOURLY)
    village.need(DAY)
    village.shift(staff, "2027-01-12T15:00", hours=8)
    village.shift(staff, "2027-01-13T05:00", hours=4)
    found = {one.rule: one for one in rota_breaches(village.session, planned(village, []))}
    assert (found["daily_rest"].count, found["daily_rest"].people) == (1, 1)
    assert all(one.source for one in found.values())


def test_unknown_need_is_told(village):
    with pytest.raises(NotFound):
        why(village.session, planned(village, []), 999_999, language="nb")
