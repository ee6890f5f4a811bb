"""Draft and sign in few words; each test names only what it is about."""

from datetime import date

from tests.vikarsentral.village import NOW
from vikarsentral import agreements
from vikarsentral.access import RoleName
from vikarsentral.agreements import AgreementKind, AgreementLevel, Draft, Side
from vikarsentral.tables import Agreement

REST = {"daily_rest": 480}


class Parties:
    def __init__(self, village):
        self.village, self.session = village, village.session
        self.employer = village.actor(RoleName.PLANNER)
        self.staff = village.actor(RoleName.TILLITSVALGT)

    def wanted(self, **changes):
        values = {
            "kind": AgreementKind.WORKING_TIME,
            "level": AgreementLevel.LOCAL_TV,
            "title": "Hviletid",
            "limits": REST,
            "valid_from": date(2027, 1, 1),
            "valid_to": date(2027, 12, 31),
            "document_ref": "Protokoll 1",
        }
        return Draft(**{**values, **changes})

    def draft(self, actor=None, now=NOW, **changes):
        made = agreements.draft(
            self.session, self.wanted(**changes), actor=actor or self.employer, now=now
        )
        return self.session.get_one(Agreement, made)

    def sign(self, row, side, actor=None, now=NOW):
        whose = {Side.EMPLOYER: self.employer, Side.COUNTERPART: self.staff}
        return agreements.sign(
            self.session, agreement_id=row.id, side=side, actor=actor or whose[side], now=now
        )

    def signed(self, **changes):
        row = self.draft(**changes)
        self.sign(row, Side.EMPLOYER)
        return self.sign(row, Side.COUNTERPART)

    def end(self, row, last_on, actor=None, now=NOW):
        return agreements.end(
            self.session,
            agreement_id=row.id,
            last_on=last_on,
            actor=actor or self.staff,
            now=now,
        )
