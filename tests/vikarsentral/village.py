"""A village for tests of the stages: two units, people a test asks for, and who may act.

Everything is lawful and plain unless the test says otherwise. It is Tuesday 5 January 2027,
06:10 in Oslo.
"""

from datetime import UTC, date, datetime, timedelta
from itertools import count

from vikarsentral.access import Actor, RoleName
from vikarsentral.clock import OSLO
from vikarsentral.tables import (
    Area,
    Competence,
    DutyTime,
    Need,
    NeedStatus,
    Person,
    PersonCompetence,
    PersonSector,
    PersonUnit,
    Post,
    PostKind,
    Price,
    Sector,
    Shift,
    ShiftKind,
    ShiftStatus,
    Travel,
    Unit,
    UnitTie,
)

NOW = datetime(2027, 1, 5, 5, 10, tzinfo=UTC)
MONDAY = date(2027, 1, 11)
NUMBERS = count(1)


def at(text):
    """Return an instant from an Oslo wall-clock text such as 2027-01-11T07:30."""
    return datetime.fromisoformat(text).replace(tzinfo=OSLO).astimezone(UTC)


class Village:
    def __init__(self, session):
        self.session = session
        session.add_all([Area(code="nord", name="Nord"), Area(code="sor", name="Sør")])
        session.add(
            Sector(code="health", name_nb="Helse", name_nn="Helse", name_en="H", is_pool_on=True)
        )
        for code, is_health in (("sykepleier", True), ("pleieassistent", False)):
            names = {"name_nb": code, "name_nn": code, "name_en": code}
            session.add(Competence(code=code, is_health_personnel=is_health, **names))
        session.flush()
        session.add(Travel(from_area="nord", to_area="sor", minutes=25))
        self.solvang = self.unit("solvang", "nord")
        self.fjellheim = self.unit("fjellheim", "sor")
        self.add(
            Price(
                sector_code="health",
                competence_code="sykepleier",
                day_ore_per_hour=90_000,
                inconvenient_ore_per_hour=120_000,
                valid_from=date(2026, 1, 1),
            )
        )
        self.coordinator = self.actor(RoleName.COORDINATOR)
        self.leader = self.actor(RoleName.MANAGER, self.solvang)
        self.neighbour = self.actor(RoleName.MANAGER, self.fjellheim)

    def add(self, row):
        self.session.add(row)
        self.session.flush()
        return row

    def unit(self, code, area):
        name = code.title()
        return self.add(Unit(code=code, name=name, sector_code="health", area_code=area))

    def actor(self, role, unit=None):
        login = f"{role.value}{next(NUMBERS)}"
        grants = frozenset({(role, unit.id if unit else None)})
        return Actor(None, login, login, None, "nb", grants)

    def person(self, kind=PostKind.POOL, unit=None, role="sykepleier", size=10_000, **changes):
        number = next(NUMBERS)
        values = {
            "employee_no": f"v{number}",
            "name": f"Person {number}",
            "email": f"v{number}@fjordvik.example",
            "hourly_cost_ore": 48_000,
            "accepts_night": True,
        }
        row = self.add(Person(**{**values, **changes}))
        post = Post(
            person_id=row.id,
            unit_id=unit.id if unit else None,
            kind=kind,
            role_code=role,
            stillingsprosent=size,
            full_week_minutes=2130,
            regime="ROTA_38",
            valid_from=date(2026, 1, 1),
        )
        self.add(post)
        self.add(PersonCompetence(person_id=row.id, competence_code=role))
        self.add(PersonSector(person_id=row.id, sector_code="health"))
        if unit:
            self.add(PersonUnit(person_id=row.id, unit_id=unit.id, tie=UnitTie.KNOWN))
        return row

    def duty(self, person, start, hours=8.5):
        starts_at = at(start)
        return self.add(
            DutyTime(
                person_id=person.id,
                starts_at=starts_at,
                ends_at=starts_at + timedelta(hours=hours),
                published_at=NOW - timedelta(days=30),
            )
        )

    def on_duty(self, days=28, start="07:00", hours=8.5, **changes):
        """A pool employee whose duty plan holds every day of the coming four weeks."""
        person = self.person(**changes)
        for day in range(days):
            self.duty(person, f"{MONDAY + timedelta(days=day)}T{start}", hours)
        return person

    def shift(self, person, start, hours=7.5, unit=None, **changes):
        starts_at = at(start)
        number = next(NUMBERS)
        values = {
            "person_id": person.id,
            "unit_id": (unit or self.solvang).id,
            "starts_at": starts_at,
            "ends_at": starts_at + timedelta(hours=hours),
            "kind": ShiftKind.ROTA,
            "status": ShiftStatus.PLANNED,
            "uid": f"uid-{number}",
            "created_at": NOW,
            "changed_at": NOW,
        }
        return self.add(Shift(**{**values, **changes}))

    def need(self, start, hours=7.5, unit=None, **changes):
        starts_at = at(start)
        values = {
            "unit_id": (unit or self.solvang).id,
            "starts_at": starts_at,
            "ends_at": starts_at + timedelta(hours=hours),
            "requires": ["sykepleier"],
            "priority": 1,
            "status": NeedStatus.OPEN,
            "created_by": "test",
            "created_at": NOW,
        }
        return self.add(Need(**{**values, **changes}))
