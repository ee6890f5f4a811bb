"""What is wanted is judged on top of what there is, by the year's own rules."""

from datetime import timedelta

from tests.vikarsentral.administration.rota.conftest import FIRST
from tests.vikarsentral.village import NOW, at
from vikarsentral.administration.judging import DUTY_RULES, Work, judge
from vikarsentral.tables import PostKind, Sector

HOUR = timedelta(hours=1)


def work(day, start, hours, **more):
    starts_at = at(f"{FIRST + timedelta(days=day)}T{start}")
    return Work(starts_at, starts_at + hours * HOUR, **more)


def rules(judged):
    return [one.excess.rule for one in judged.findings]


def test_without_a_post_there_is_nothing_to_judge(village, session):
    person = village.person()
    wanted = [work(0, "07:00", 8)]
    person.is_active = False
    session.flush()
    assert judge(session, person.id, wanted, now=NOW) is None


def test_work_inside_an_open_time_is_the_same_hours(village, session):
    person = village.person()
    village.shift(person, f"{FIRST}T07:30")
    judged = judge(session, person.id, [work(0, "07:00", 8.5)], rules=DUTY_RULES, now=NOW)
    assert rules(judged) == []
    across = judge(session, person.id, [work(0, "10:00", 8.5)], rules=DUTY_RULES, now=NOW)
    assert "overlap" in rules(across)


def test_what_goes_away_is_not_counted(village, session):
    person = village.person(kind=PostKind.STAFF, unit=village.solvang)
    row = village.shift(person, f"{FIRST}T14:30")
    wanted = [work(1, "07:30", 7.5, unit="solvang")]
    assert "daily_rest" in rules(judge(session, person.id, wanted, now=NOW))
    assert rules(judge(session, person.id, wanted, gone=[row.starts_at], now=NOW)) == []


def test_a_receipt_names_paragraph_and_numbers(village, session):
    person = village.person()
    wanted = [work(day, "07:00", 8.5) for day in range(7)]
    judged = judge(session, person.id, wanted, rules=DUTY_RULES, now=NOW)
    receipts = {one["rule"]: one for one in judged.receipts()}
    assert receipts["weekly_rest"]["source"].startswith("aml § 10-8")
    assert receipts["weekly_rest"]["numbers"]["limit"] == 2100
    assert [one["rule"] for one in judged.receipts({"week_minutes"})] == ["week_minutes"]
    assert judged.weeks == {FIRST.toordinal(): 7 * 510}


def test_an_open_place_is_in_health_where_nights_are_usual(village, session):
    names = {"name_nb": "Skole", "name_nn": "Skule", "name_en": "School"}
    village.add(Sector(code="school", is_pool_on=True, **names))
    person = village.person()
    night = [work(0, "22:00", 8)]
    assert rules(judge(session, person.id, night, rules=DUTY_RULES, now=NOW)) == []


def test_sentences_name_places_as_people_do(village, session):
    person = village.person(kind=PostKind.STAFF, unit=village.solvang)
    wanted = [work(0, "07:30", 7.5, unit="solvang", requires=("pleieassistent",))]
    (receipt,) = judge(session, person.id, wanted, now=NOW).receipts()
    assert receipt["rule"] == "competence"
    assert "pleieassistent" in receipt["text"]["nb"]
    village.solvang.sector_code = village.add(
        Sector(code="kindergarten", name_nb="Barnehage", name_nn="B", name_en="K")
    ).code
    session.flush()
    (moved,) = judge(
        session, person.id, [work(0, "07:30", 7.5, unit="solvang")], now=NOW
    ).receipts()
    assert moved["rule"] == "place"
    assert "barnehage" in moved["text"]["nb"]
