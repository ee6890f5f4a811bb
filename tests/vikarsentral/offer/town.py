"""A small town for tests: one unit, people who may lawfully take its shifts, a leader."""

from datetime import UTC, date, datetime, timedelta
from itertools import count

from vikarsentral.access import Actor, RoleName
from vikarsentral.tables import (
    Area,
    Competence,
    Need,
    Person,
    PersonCompetence,
    PersonSector,
    Post,
    PostKind,
    RoleGrant,
    Sector,
    Shift,
    ShiftKind,
    ShiftStatus,
    Unit,
    User,
)

NOW = datetime(2027, 1, 4, 5, 10, tzinfo=UTC)
START = datetime(2027, 1, 4, 6, 30, tzinfo=UTC)
LENGTH = timedelta(hours=7, minutes=30)
WINDOW = NOW + timedelta(minutes=15)
NUMBERS = count(1)


class Town:
    """Rows a test can build on; everything is lawful unless the test says otherwise."""

    def __init__(self, session):
        self.session = session
        self.area = Area(code="nord", name="Nord")
        self.sector = Sector(
            code="health", name_nb="Helse", name_nn="Helse", name_en="Health", is_pool_on=True
        )
        self.role = Competence(
            code="sykepleier", name_nb="Sykepleier", name_nn="Sjukepleiar", name_en="Nurse"
        )
        session.add_all([self.area, self.sector, self.role])
        session.flush()
        self.unit = self.add_unit("solvang")

    def add(self, row):
        self.session.add(row)
        self.session.flush()
        return row

    def add_unit(self, code):
        return self.add(Unit(code=code, name=code.title(), sector_code="health", area_code="nord"))

    def person(self, **changes):
        number = next(NUMBERS)
        row = self.add(
            Person(
                **{
                    "employee_no": str(number),
                    "name": f"Person {number}",
                    "phone": f"+4790000{number:03}",
                    "hourly_cost_ore": 40_000,
                    "accepts_merarbeid_minutes_week": 2_000,
                }
                | changes
            )
        )
        self.session.add_all(
            [
                Post(
                    person_id=row.id,
                    unit_id=self.unit.id,
                    kind=PostKind.PART_TIME,
                    role_code="sykepleier",
                    stillingsprosent=2_000,
                    full_week_minutes=2_130,
                    regime="ROTA_38",
                    valid_from=date(2026, 1, 1),
                ),
                PersonCompetence(person_id=row.id, competence_code="sykepleier"),
                PersonSector(person_id=row.id, sector_code="health"),
            ]
        )
        self.session.flush()
        return row

    def people(self, number):
        return [self.person() for _ in range(number)]

    def need(self, **changes):
        return self.add(
            Need(
                **{
                    "unit_id": self.unit.id,
                    "starts_at": START,
                    "ends_at": START + LENGTH,
                    "requires": ["sykepleier"],
                    "created_by": "leder",
                    "created_at": NOW,
                }
                | changes
            )
        )

    def rota(self, person, starts_at, ends_at, **changes):
        return self.add(
            Shift(
                **{
                    "person_id": person.id,
                    "unit_id": self.unit.id,
                    "starts_at": starts_at,
                    "ends_at": ends_at,
                    "kind": ShiftKind.ROTA,
                    "status": ShiftStatus.PLANNED,
                    "uid": f"uid-{next(NUMBERS)}",
                    "created_at": NOW,
                    "changed_at": NOW,
                }
                | changes
            )
        )

    def user(self, login, *roles, person=None):
        """Make a user; a role is a name, or a pair of name and unit id."""
        row = self.add(
            User(
                login=login,
                name=login.title(),
                password_hash="-",
                person_id=None if person is None else person.id,
                session_key="-",
                created_at=NOW,
            )
        )
        for role in roles:
            name, unit_id = role if isinstance(role, tuple) else (role, None)
            self.add(RoleGrant(user_id=row.id, role=RoleName(name), unit_id=unit_id))
        return row


def leader(town):
    return Actor(None, "leder", "Leder", None, "nb", frozenset({(RoleName.MANAGER, town.unit.id)}))


def self_of(person):
    grants = frozenset({(RoleName.EMPLOYEE, None)})
    return Actor(None, f"p{person.id}", person.name, person.id, "nb", grants)
