from tests.vikarsentral.village import at
from vikarsentral import pool
from vikarsentral.tables import PostKind

FROM, TO = at("2027-01-11T00:00"), at("2027-01-12T00:00")


def test_time_outside_the_duty_plan_is_unavailable(village):
    person = village.person()
    village.duty(person, "2027-01-11T07:00", hours=8.5)
    found = pool.unavailable(village.session, FROM, TO)
    assert found[person.id] == [
        (FROM, at("2027-01-11T07:00")),
        (at("2027-01-11T15:30"), TO),
    ]


def test_pool_employee_without_duty_is_outside_all_the_time(village):
    person = village.person()
    assert pool.unavailable(village.session, FROM, TO)[person.id] == [(FROM, TO)]


def test_unit_staff_have_no_duty_plan(village):
    person = village.person(PostKind.STAFF, village.solvang)
    assert person.id not in pool.unavailable(village.session, FROM, TO)


def test_only_the_people_asked_for_are_answered(village):
    first, second = village.person(), village.person()
    assert list(pool.unavailable(village.session, FROM, TO, person_ids=[second.id])) == [second.id]
    assert first.id in pool.unavailable(village.session, FROM, TO)


def test_complement_of_touching_overlapping_and_outside_times():
    hour = [at(f"2027-01-11T{hour:02}:00") for hour in range(24)]
    times = [(hour[0], hour[2]), (hour[2], hour[4]), (hour[3], hour[5]), (hour[20], hour[23])]
    assert pool.complement(times, hour[1], hour[22]) == [(hour[5], hour[20])]
    assert pool.complement([], hour[1], hour[2]) == [(hour[1], hour[2])]
    assert pool.complement([(hour[0], hour[9])], hour[1], hour[2]) == []
