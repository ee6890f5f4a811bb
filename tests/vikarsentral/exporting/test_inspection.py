"""AML § 10-7: how much each person has worked, with what was planned and who has told."""

from tests.vikarsentral.exporting.conftest import FIRST, LAST, NOW, document, table
from tests.vikarsentral.village import at
from vikarsentral import exporting, worked
from vikarsentral.tables import PostKind


def inspection(week, about, **changes):
    return exporting.inspection(week.session, about, **{"now": NOW, **changes})


def test_aml_10_7_each_shift_has_its_hours_plan_and_teller(week, about):
    rows = table(inspection(week, about))
    assert [(row["Navn"], row["Minutter"], row["Timer"]) for row in rows] == [
        ("Åse Østby", "480", "8,00"),
        ("Bo Dal", "435", "7,25"),
        ("Åse Østby", "450", "7,50"),
    ]
    first = rows[0]
    assert (first["Planlagt til"], first["Gikk"]) == ("2027-01-11 15:00", "2027-01-11 15:30")
    assert (first["Hvordan det gikk"], first["Meldt av"]) == ("ble lenger", "leder")
    assert [row["Uenig"] for row in rows] == ["", "den ansatte", ""]
    assert rows[2]["Meldt av"] == "ingen, planen gjelder"


def test_shift_nobody_came_to_counts_no_minutes(week, about):
    shift = week.shifts[0]
    worked.did_not_come(
        week.session, shift_id=shift.id, actor=week.leader, now=at("2027-01-15T08:00")
    )
    row = next(row for row in table(inspection(week, about)) if row["Vakt"] == str(shift.id))
    assert (row["Minutter"], row["Kom"], row["Hvordan det gikk"]) == ("0", "", "kom ikke")


def test_what_was_corrected_stays_in_the_whole_record(week, about):
    shift = week.shifts[0]
    worked.correct(
        week.session,
        shift_id=shift.id,
        starts_at=shift.starts_at,
        ends_at=at("2027-01-11T15:10"),
        actor=week.leader,
        now=at("2027-01-15T08:00"),
    )
    assert len(table(inspection(week, about))) == 3
    rows = [
        (row["Minutter"], row["Melding nummer"], row["Gjelder"])
        for row in table(inspection(week, about, every_entry=True))
        if row["Vakt"] == str(shift.id)
    ]
    assert rows == [("480", "1", "nei"), ("460", "2", "ja")]


def test_json_sums_per_person_what_is_in_force(week, about):
    told = document(inspection(week, about, every_entry=True, as_json=True))
    sums = {one["name"]: one["minutes"] for one in told["people"]}
    assert sums == {"Åse Østby": 930, "Bo Dal": 435}
    assert told["source"] == "aml § 10-7"
    assert told["shifts"][0]["planned_start"] == "2027-01-11T07:30:00+01:00"


def test_shifts_that_have_ended_count_also_before_the_worker_has_come_by(village):
    person = village.person()
    village.shift(person, "2027-01-11T07:30")
    about = exporting.period(village.session, first_on=FIRST, last_on=LAST)
    over, on = at("2027-01-11T15:00"), at("2027-01-11T14:59")
    assert [row["Minutter"] for row in table(inspection(village, about, now=over))] == ["450"]
    assert table(inspection(village, about, now=on)) == []


def test_only_the_units_asked_for(week):
    about = exporting.period(week.session, first_on=FIRST, last_on=LAST, unit="fjellheim")
    assert table(inspection(week, about)) == []


def test_shift_somebody_went_home_from_is_away_until_its_hours_are_told(village):
    from vikarsentral import absence

    person = village.person(unit=village.solvang, kind=PostKind.STAFF)
    shift = village.shift(person, "2027-01-11T07:30")
    since = at("2027-01-11T11:00")
    absence.report(
        village.session,
        person_id=person.id,
        starts_at=since,
        ends_at=shift.ends_at,
        actor=village.leader,
        now=since,
    )
    about = exporting.period(village.session, first_on=FIRST, last_on=LAST)
    (row,) = table(inspection(village, about))
    assert (row["Hvordan det gikk"], row["Minutter"]) == ("borte", "0")
