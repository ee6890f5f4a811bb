"""Put the signed agreements and weights of the demo into the database."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from vikarsentral.demo import agreed
from vikarsentral.demo.places import UnitPlan
from vikarsentral.tables import Agreement, AgreementLevel, AgreementUnit, Weights


def sign(session: Session, units: Sequence[UnitPlan], now: datetime) -> None:
    """Sign the working-time agreement for units with nights, and the weights.

    Args:
        session: an open session.
        units: every unit.
        now: UTC; both were signed a while before.
    """
    signed_at = now - timedelta(days=90)
    row = Agreement(
        code="LOKAL-HELSE",
        title="Lokal avtale om arbeidstid for døgnåpne enheter",
        level=AgreementLevel.LOCAL_TV,
        limits=agreed.HEALTH_LIMITS,
        valid_from=agreed.AGREED_FROM,
        valid_to=agreed.AGREED_TO,
        document_ref="Protokoll 2026/14",
        employer_signed_by=agreed.EMPLOYER,
        employer_signed_at=signed_at,
        counterpart_signed_by=agreed.UNION,
        counterpart_signed_at=signed_at,
    )
    session.add(row)
    session.flush()
    nights = [unit for unit in units if unit.sector == "health"]
    session.add_all(AgreementUnit(agreement_id=row.id, unit_id=unit.id) for unit in nights)
    session.add(
        Weights(
            version=1,
            weights=agreed.WEIGHTS,
            valid_from=agreed.AGREED_FROM,
            employer_signed_by=agreed.EMPLOYER,
            employer_signed_at=signed_at,
            tillitsvalgt_signed_by=agreed.UNION,
            tillitsvalgt_signed_at=signed_at,
        )
    )
    session.flush()
