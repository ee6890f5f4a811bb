"""What the parties agree on: drafts, signatures of both sides, versions, and early ends.

An agreement opens nothing before both sides have signed it, before its first day, or after its
last. The rules ask `commitments.agreements`, the gate to agencies asks `hire_covering`.
"""

from vikarsentral.agreements.draft import Draft, draft
from vikarsentral.agreements.faults import AgreementFault
from vikarsentral.agreements.limits import Allowed, allowed, limit_faults
from vikarsentral.agreements.scope import counts, hire_covering, is_signed, last_day
from vikarsentral.agreements.sign import Side, end, fingerprint, own_sides, sides_of, sign
from vikarsentral.agreements.weights import (
    WeightsVersion,
    draft_weights,
    sign_weights,
    weight_faults,
    weight_sides,
    weights_versions,
)
from vikarsentral.tables import AgreementKind, AgreementLevel

__all__ = [
    "AgreementFault",
    "AgreementKind",
    "AgreementLevel",
    "Allowed",
    "Draft",
    "Side",
    "WeightsVersion",
    "allowed",
    "counts",
    "draft",
    "draft_weights",
    "end",
    "fingerprint",
    "hire_covering",
    "is_signed",
    "last_day",
    "limit_faults",
    "own_sides",
    "sides_of",
    "sign",
    "sign_weights",
    "weight_faults",
    "weight_sides",
    "weights_versions",
]
