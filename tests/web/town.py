"""A small made-up town for page tests: two units, own staff, a pool, one user per role.

The clock of these tests stands at Tuesday 5 January 2027, 06:10 in Oslo.
"""

import secrets
from datetime import date, datetime, time, timedelta

from argon2 import PasswordHasher

from vikarsentral.clock import OSLO
from vikarsentral.tables import (
    Absence,
    Area,
    Competence,
    DutyTime,
    Municipality,
    Need,
    NeedStatus,
    Person,
    PersonCompetence,
    PersonSector,
    PersonUnit,
    Post,
    PostKind,
    RoleGrant,
    RoleName,
    Sector,
    Shift,
    ShiftKind,
    ShiftStatus,
    ShiftTemplate,
    Unit,
    UnitTie,
    User,
)

NOW = datetime(2027, 1, 5, 6, 10, tzinfo=OSLO)
TODAY = NOW.date()
PASSWORD = "fjord-og-fjell-1"
# Cheap on purpose: these tests sign in hundreds of times.
_HASH = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)

ROLES = {
    "leder": (RoleName.MANAGER, "solvang"),
    "nabo": (RoleName.MANAGER, "fjellheim"),
    "vikar": (RoleName.EMPLOYEE, None),
    "koordinator": (RoleName.COORDINATOR, None),
    "planlegger": (RoleName.PLANNER, None),
    "tillitsvalgt": (RoleName.TILLITSVALGT, None),
    "admin": (RoleName.ADMIN, None),
}


def at(day, clock):
    """Return an instant from an Oslo day and a time such as 07:30."""
    return datetime.combine(day, time.fromisoformat(clock), OSLO)


def build(session, staff=6, weeks=4):
    """Fill an empty database; commit is the caller's."""
    _places(session)
    units = {unit.code: unit for unit in session.query(Unit)}
    pool = [_pool_person(session, place) for place in range(3)]
    own = [_own_person(session, units["solvang"], place) for place in range(staff)]
    _own_person(session, units["fjellheim"], 900)
    session.flush()
    for place, person in enumerate(own):
        _rota(session, person, units["solvang"], place, weeks)
    _cover(session, pool[1], units["solvang"], own[1])
    _cancelled(session, pool[1], units["fjellheim"])
    _users(session, units, pool[1])
    session.flush()


def _places(session):
    session.add(Municipality(id=1, name="Fjordvik kommune", sender_name="Fjordvik"))
    health = named("Helse og omsorg", "Helse og omsorg", "Health and care")
    session.add(Sector(code="health", is_pool_on=True, **health))
    session.add_all([Area(code="nord", name="Nord"), Area(code="sor", name="Sør")])
    nurse = named("sykepleier", "sjukepleiar", "nurse")
    session.add(Competence(code="sykepleier", is_health_personnel=True, **nurse))
    session.flush()
    for code, name, area in UNITS:
        unit = Unit(code=code, name=name, sector_code="health", area_code=area)
        session.add(unit)
        session.flush()
        session.add_all([_usual(unit, *shift) for shift in USUAL])


UNITS = (("solvang", "Solvang sykehjem", "nord"), ("fjellheim", "Fjellheim bofellesskap", "sor"))
USUAL = (("D", "07:30", "15:00"), ("N", "21:45", "07:45"))


def named(nb, nn, en):
    """Return the fields of a name in three languages."""
    return {"name_nb": nb, "name_nn": nn, "name_en": en}


def _usual(unit, code, starts, ends):
    return ShiftTemplate(
        unit_id=unit.id,
        code=code,
        starts=time.fromisoformat(starts),
        ends=time.fromisoformat(ends),
        requires=["sykepleier"],
    )


def _person(session, number, name, kind, unit):
    person = Person(
        employee_no=str(number),
        name=name,
        phone="+4740000000",
        home_area="nord",
        hourly_cost_ore=42_000,
        accepts_night=True,
        accepts_overtime=kind is PostKind.STAFF,
    )
    session.add(person)
    session.flush()
    session.add_all(
        [
            Post(
                person_id=person.id,
                unit_id=unit and unit.id,
                kind=kind,
                role_code="sykepleier",
                stillingsprosent=10_000,
                full_week_minutes=2130,
                regime="ROTA_38",
                valid_from=date(2020, 1, 1),
            ),
            PersonCompetence(person_id=person.id, competence_code="sykepleier"),
            PersonSector(person_id=person.id, sector_code="health"),
        ]
    )
    return person


POOL_NAMES = ("Ada Åsen", "Bo Østby", "Carl Ærlig")
OWN_NAMES = ("Dina Dal", "Even Eng", "Frida Foss", "Geir Gran", "Hanne Hauge", "Ivar Iversen")


def _pool_person(session, place):
    person = _person(session, 100 + place, POOL_NAMES[place], PostKind.POOL, None)
    for ahead in range(28):
        day = TODAY + timedelta(days=ahead)
        if (ahead + place) % 7 < 5:
            session.add(
                DutyTime(
                    person_id=person.id,
                    starts_at=at(day, "07:00"),
                    ends_at=at(day, "15:30"),
                    published_at=NOW,
                )
            )
    return person


def _own_person(session, unit, place):
    name = OWN_NAMES[place] if place < len(OWN_NAMES) else f"Person {place}"
    person = _person(session, 200 + place, name, PostKind.STAFF, unit)
    session.add(PersonUnit(person_id=person.id, unit_id=unit.id, tie=UnitTie.KNOWN))
    return person


def _rota(session, person, unit, place, weeks):
    for ahead in range(-7, weeks * 7):
        day = TODAY + timedelta(days=ahead)
        if (ahead + place) % 7 < 4:
            session.add(_shift(person, unit, day, ShiftKind.ROTA))


def _shift(person, unit, day, kind, need=None, status=ShiftStatus.PLANNED):
    return Shift(
        person_id=person.id,
        unit_id=unit.id,
        need_id=need and need.id,
        starts_at=at(day, "07:30"),
        ends_at=at(day, "15:00"),
        kind=kind,
        status=status,
        requires=["sykepleier"],
        uid=secrets.token_hex(8),
        created_at=NOW,
        changed_at=NOW,
    )


def _cover(session, pool_person, unit, away):
    """Let somebody be away today, and a pool employee come instead; tomorrow stands open."""
    session.flush()
    absence = Absence(
        person_id=away.id,
        starts_at=at(TODAY, "00:00"),
        ends_at=at(TODAY + timedelta(days=2), "00:00"),
        reported_by="leder",
        reported_at=NOW,
    )
    session.add(absence)
    session.flush()
    released = (
        session.query(Shift)
        .filter(
            Shift.person_id == away.id,
            Shift.starts_at >= absence.starts_at,
            Shift.starts_at < absence.ends_at,
        )
        .order_by(Shift.starts_at)
        .all()
    )
    for place, shift in enumerate(released):
        shift.status = ShiftStatus.ABSENT
        need = Need(
            unit_id=unit.id,
            starts_at=shift.starts_at,
            ends_at=shift.ends_at,
            requires=["sykepleier"],
            absence_id=absence.id,
            replaces_shift_id=shift.id,
            status=NeedStatus.OPEN if place else NeedStatus.COVERED,
            created_by="leder",
            created_at=NOW,
        )
        session.add(need)
        session.flush()
        if place == 0:
            session.add(
                _shift(pool_person, unit, TODAY, ShiftKind.COVER, need, ShiftStatus.CONFIRMED)
            )


def _cancelled(session, person, unit):
    session.add(
        _shift(
            person, unit, TODAY + timedelta(days=3), ShiftKind.ROTA, status=ShiftStatus.CANCELLED
        )
    )


def _users(session, units, vikar):
    for login, (role, unit) in ROLES.items():
        person_id = vikar.id if login == "vikar" else None
        user = User(
            login=login,
            name=vikar.name if person_id else login.capitalize(),
            password_hash=_HASH,
            person_id=person_id,
            session_key=secrets.token_hex(16),
            created_at=NOW,
        )
        user.roles.append(RoleGrant(role=role, unit_id=unit and units[unit].id))
        session.add(user)
