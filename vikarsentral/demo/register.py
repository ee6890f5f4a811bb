"""Put places, prices, tariff and people of the demo into the database."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy.orm import Session

from vikarsentral.demo import places, tariff
from vikarsentral.demo.bulk import copy
from vikarsentral.demo.places import UnitPlan, held
from vikarsentral.demo.staff import Member
from vikarsentral.tables import (
    Area,
    Competence,
    PayBasis,
    PensionScheme,
    Person,
    PersonCompetence,
    PersonSector,
    PersonUnit,
    Post,
    Price,
    Sector,
    ShiftTemplate,
    TariffRow,
    Travel,
    Unit,
    UnitTie,
)
from vikarsentral.tables.columns import Language


def put_places(session: Session, units: Sequence[UnitPlan]) -> None:
    """Put in areas, sectors, competences, units, shift templates, prices and tariff.

    Args:
        session: an open session.
        units: every unit.
    """
    copy(session, Area, [{"code": code, "name": name} for code, name in places.AREAS])
    both = {**places.TRAVEL, **{(b, a): far for (a, b), far in places.TRAVEL.items()}}
    rows = [{"from_area": a, "to_area": b, "minutes": far} for (a, b), far in both.items()]
    copy(session, Travel, rows)
    _put_sectors(session)
    copy(
        session,
        Unit,
        [
            {
                "id": unit.id,
                "code": unit.code,
                "name": unit.name,
                "sector_code": unit.sector,
                "area_code": unit.area,
                "is_active": True,
            }
            for unit in units
        ],
    )
    _put_templates(session, units)
    _put_money(session)


def _put_sectors(session: Session) -> None:
    copy(
        session,
        Sector,
        [
            {
                "code": sector.code,
                "name_nb": sector.nb,
                "name_nn": sector.nn,
                "name_en": sector.en,
                "is_pool_on": True,
            }
            for sector in places.SECTORS
        ],
    )
    names = ("code", "name_nb", "name_nn", "name_en", "is_health_personnel")
    rows = [dict(zip(names, row, strict=True)) for row in places.COMPETENCES]
    copy(session, Competence, rows)


def _put_templates(session: Session, units: Sequence[UnitPlan]) -> None:
    listed = [(unit, shift) for unit in units for shift in places.SECTOR[unit.sector].templates]
    copy(
        session,
        ShiftTemplate,
        [
            {
                "id": number,
                "unit_id": unit.id,
                "code": shift.code,
                "starts": shift.starts,
                "ends": shift.ends,
                "unpaid_break_minutes": shift.unpaid_break,
                "requires": [],
            }
            for number, (unit, shift) in enumerate(listed, start=1)
        ],
    )


def _put_money(session: Session) -> None:
    session.add_all(
        Price(
            sector_code=sector,
            competence_code=role,
            day_ore_per_hour=day,
            inconvenient_ore_per_hour=inconvenient,
            framework=tariff.FRAMEWORK,
            valid_from=date(2026, 1, 1),
        )
        for (sector, role), (day, inconvenient) in tariff.PRICES.items()
    )
    session.add_all(
        TariffRow(
            group_code=group,
            seniority_years=years,
            annual_ore=kroner * 100,
            valid_from=tariff.TARIFF_ON,
            source="HTA kap. 4",
            is_estimate=is_estimate,
        )
        for group, (pay, is_estimate) in tariff.GROUPS.items()
        for years, kroner in zip(tariff.SENIORITY, pay, strict=True)
    )
    session.flush()


def put_people(session: Session, members: Sequence[Member], valid_from: date) -> None:
    """Put in everyone with posts, competences, sectors and ties to units.

    Args:
        session: an open session.
        members: everyone.
        valid_from: first day of every post.
    """
    copy(session, Person, [_person(one) for one in members])
    copy(session, Post, [_post(one, valid_from) for one in members])
    copy(session, PayBasis, [_pay(one, valid_from) for one in members])
    roles = [(one, code) for one in members for code in held(one.role)]
    copy(
        session,
        PersonCompetence,
        [
            {
                "id": number,
                "person_id": one.id,
                "competence_code": code,
                "valid_from": None,
                "valid_to": None,
            }
            for number, (one, code) in enumerate(roles, start=1)
        ],
    )
    sectors = [(one, code) for one in members for code in one.sectors]
    rows = [{"person_id": one.id, "sector_code": code} for one, code in sectors]
    copy(session, PersonSector, rows)
    ties = [(one, unit, UnitTie.KNOWN) for one in members for unit in one.known]
    ties += [(one, unit, UnitTie.ALLOWED) for one in members for unit in one.allowed]
    tied = [{"person_id": one.id, "unit_id": unit, "tie": tie} for one, unit, tie in ties]
    copy(session, PersonUnit, tied)


def _person(one: Member) -> dict[str, object]:
    return {
        "id": one.id,
        "employee_no": str(10_000 + one.id),
        "name": one.name,
        "phone": None,
        "email": f"ansatt{one.id}@fjordvik.example",
        "language": Language.NB,
        "home_area": one.area,
        "is_active": True,
        "hourly_cost_ore": one.cost_ore,
        "accepts_merarbeid_minutes_week": one.merarbeid,
        "accepts_overtime": one.overtime,
        "accepts_night": one.night,
        "overtime_minutes_52w": 60 * (one.id % 40) if one.overtime else 0,
        "version": 1,
    }


def _pay(one: Member, valid_from: date) -> dict[str, object]:
    return {
        "id": one.id,
        "person_id": one.id,
        "annual_ore": tariff.annual_ore(one.role, one.step),
        "pension": PensionScheme.MUNICIPAL,
        "has_extra_holiday": False,
        "supplement_ore": 0,
        "valid_from": valid_from,
    }


def _post(one: Member, valid_from: date) -> dict[str, object]:
    return {
        "id": one.id,
        "person_id": one.id,
        "unit_id": one.unit.id if one.unit else None,
        "kind": one.kind,
        "role_code": one.role,
        "stillingsprosent": one.size,
        "full_week_minutes": one.full_week,
        "regime": one.regime,
        "valid_from": valid_from,
        "valid_to": None,
    }
