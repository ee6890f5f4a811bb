"""A village, and the acts that change its roster: one of each kind, drawn at random."""

from datetime import date, timedelta

from sqlalchemy import select

from tests.vikarsentral.village import MONDAY, NOW, Village, at
from vikarsentral.clock import OSLO
from vikarsentral.tables import (
    Absence,
    Agreement,
    AgreementLevel,
    DutyTime,
    PayBasis,
    PaySetting,
    Person,
    PersonCompetence,
    PersonSector,
    PersonUnit,
    Post,
    PostKind,
    Price,
    Shift,
    ShiftStatus,
    Travel,
    Unavailability,
    Unit,
    UnitTie,
    Weights,
    Wish,
)

KINDS = (PostKind.POOL, PostKind.STAFF, PostKind.HOURLY)


class Town(Village):
    """A village that is found again in a later transaction."""

    def __init__(self, session, random, number):
        self.session, self.random, self.number = session, random, number

    def one_of(self, table):
        """Return a row drawn; None where there is none."""
        rows = self.session.scalars(select(table).order_by(*table.__table__.primary_key)).all()
        return self.random.choice(rows) if rows else None

    def when(self):
        start = at(f"{MONDAY + timedelta(days=self.random.randrange(-10, 25))}T07:00")
        return start, start + timedelta(hours=self.random.choice((4, 9, 30)))


def away(town):
    starts_at, ends_at = town.when()
    who = town.one_of(Person)
    town.add(
        Absence(
            person_id=who.id,
            starts_at=starts_at,
            ends_at=ends_at,
            reported_by="x",
            reported_at=NOW,
        )
    )


def back(town):
    if (row := town.one_of(Absence)) is not None:
        row.withdrawn_at = NOW


def booked(town):
    starts_at, _ = town.when()
    on = starts_at.astimezone(OSLO).date()
    town.shift(town.one_of(Person), f"{on}T07:00", unit=town.one_of(Unit))


def taken_off(town):
    if (row := town.one_of(Shift)) is not None:
        row.status = ShiftStatus.CANCELLED


def handed_over(town):
    if (row := town.one_of(Shift)) is not None:
        row.person_id = town.one_of(Person).id


def worked_longer(town):
    if (row := town.one_of(Shift)) is not None:
        row.ends_at += timedelta(minutes=45)


def deleted(town):
    if (row := town.one_of(Wish) or town.one_of(Unavailability)) is not None:
        town.session.delete(row)


def consent(town):
    who = town.one_of(Person)
    who.accepts_overtime = not who.accepts_overtime
    who.accepts_merarbeid_minutes_week = town.random.choice((0, 300))


def gone(town):
    who = town.one_of(Person)
    who.is_active = not who.is_active


def hired(town):
    kind = town.random.choice(KINDS)
    town.person(
        kind,
        None if kind is PostKind.POOL else town.one_of(Unit),
        accepts_overtime=town.random.random() < 0.7,
        employee_no=f"t{town.number}",
    )


def duty(town):
    starts_at, ends_at = town.when()
    who = town.one_of(Person)
    town.add(DutyTime(person_id=who.id, starts_at=starts_at, ends_at=ends_at, published_at=NOW))


def busy(town):
    starts_at, ends_at = town.when()
    who = town.one_of(Person)
    if town.random.random() < 0.5:
        town.add(Wish(person_id=who.id, starts_at=starts_at, ends_at=ends_at, ore=700))
    else:
        town.add(Unavailability(person_id=who.id, starts_at=starts_at, ends_at=ends_at))


def proven(town):
    row = town.one_of(PersonCompetence)
    row.valid_to = MONDAY + timedelta(days=town.random.randrange(20))


def other_post(town):
    row = town.one_of(Post)
    row.stillingsprosent = town.random.choice((3000, 5000, 10_000))
    row.valid_to = town.random.choice((None, MONDAY + timedelta(days=5)))


def another_post(town):
    who = town.one_of(Person)
    town.add(
        Post(
            person_id=who.id,
            unit_id=town.one_of(Unit).id,
            kind=PostKind.STAFF,
            role_code="sykepleier",
            stillingsprosent=2000,
            full_week_minutes=2130,
            regime="ROTA_38",
            valid_from=MONDAY,
        )
    )


def other_sector(town):
    row = town.one_of(PersonSector)
    if row is not None:
        town.session.delete(row)


def known_at(town):
    who, unit = town.one_of(Person), town.one_of(Unit)
    if town.session.get(PersonUnit, (who.id, unit.id, UnitTie.KNOWN)) is None:
        town.add(PersonUnit(person_id=who.id, unit_id=unit.id, tie=UnitTie.KNOWN))


def paid(town):
    who = town.one_of(Person)
    since = date(2020, 1, 1) + timedelta(days=town.number)
    town.add(PayBasis(person_id=who.id, annual_ore=50_000_000, valid_from=since))


def agreed(town):
    town.add(
        Agreement(
            code=f"a{town.number}",
            title="x",
            level=AgreementLevel.LOCAL_TV,
            limits={"daily_rest": 540},
            valid_from=MONDAY,
            valid_to=MONDAY + timedelta(days=30),
            document_ref="x",
            employer_signed_by="a",
            employer_signed_at=NOW,
            counterpart_signed_by="b",
            counterpart_signed_at=NOW,
        )
    )


def weighed(town):
    town.add(
        Weights(
            version=town.number,
            weights={"unknown_unit_ore": town.number},
            valid_from=date(2026, 1, 1),
            employer_signed_by="a",
            employer_signed_at=NOW,
            tillitsvalgt_signed_by="b",
            tillitsvalgt_signed_at=NOW,
        )
    )


def placed(town):
    town.unit(f"u{town.number}", "nord")
    town.session.get(Travel, ("nord", "sor")).minutes = town.number


def priced(town):
    town.one_of(Price).day_ore_per_hour += 1
    since = date(2021, 1, 1) + timedelta(days=town.number)
    town.add(PaySetting(key="x", value=1, valid_from=since, reference="x", set_by="x", set_at=NOW))


def needed(town):
    town.need(f"{MONDAY}T07:30", unit=town.one_of(Unit))


OF_PEOPLE = (
    *(away, back, booked, taken_off, handed_over, worked_longer, deleted, consent, gone),
    *(hired, duty, busy, proven, other_post, another_post, other_sector, known_at, paid),
)
OF_EVERYONE = (agreed, weighed, placed, priced, needed)


def started(session):
    village = Village(session)
    for kind in KINDS:
        at_unit = None if kind is PostKind.POOL else village.solvang
        village.person(kind, at_unit, accepts_overtime=True)
    village.on_duty(days=3)
