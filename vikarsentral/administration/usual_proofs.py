"""The proofs the law asks for in the four usual sectors, as a municipality may begin.

Source: helse- og omsorgstjenesteloven § 5-4; barnehageloven §§ 25, 27, 30; opplæringslova
chapter 17; tuberkuloseforskriften § 3-1; forskrift om legemiddelhåndtering.
"""

from __future__ import annotations

from dataclasses import dataclass

from vikarsentral.administration.register import Named
from vikarsentral.tables import ProofKind


@dataclass(frozen=True, slots=True)
class UsualProof:
    """One proof as most municipalities keep it.

    Attributes:
        code: of the competence.
        names: in bokmål, nynorsk and English.
        kind: what it proves.
        sectors: that it belongs to.
        scope: of medication.
        is_asked: the sector asks for it of everyone.
    """

    code: str
    names: Named
    kind: ProofKind
    sectors: tuple[str, ...]
    scope: int | None = None
    is_asked: bool = False


def _check(code: str, of: Named, sector: str) -> UsualProof:
    return UsualProof(code, of, ProofKind.POLICE_CHECK, (sector,), is_asked=True)


_SCOPES = (
    ("Legemidler: dele ut fra dosett", "Legemiddel: dele ut frå dosett", "Medication: hand out"),
    ("Legemidler: gjøre klar", "Legemiddel: gjere klar", "Medication: prepare"),
    ("Legemidler: injeksjoner", "Legemiddel: injeksjonar", "Medication: injections"),
    ("Legemidler: alt", "Legemiddel: alt", "Medication: everything"),
)
USUAL_PROOFS = (
    _check(
        "politiattest_helse",
        Named(
            "Politiattest sett for helse og omsorg",
            "Politiattest sett for helse og omsorg",
            "Police certificate seen for health and care",
        ),
        "health",
    ),
    _check(
        "politiattest_barnehage",
        Named(
            "Politiattest sett for barnehage",
            "Politiattest sett for barnehage",
            "Police certificate seen for kindergarten",
        ),
        "kindergarten",
    ),
    _check(
        "politiattest_skole",
        Named(
            "Politiattest sett for skole",
            "Politiattest sett for skule",
            "Police certificate seen for school",
        ),
        "school",
    ),
    UsualProof(
        "klarert",
        Named(
            "Klarert før start etter tuberkuloseforskriften",
            "Klarert før start etter tuberkuloseforskrifta",
            "Cleared before start by the tuberculosis regulation",
        ),
        ProofKind.CLEARANCE,
        ("health", "kindergarten", "school"),
        is_asked=True,
    ),
    *(
        UsualProof(f"legemiddel_{scope}", Named(*names), ProofKind.MEDICATION, ("health",), scope)
        for scope, names in enumerate(_SCOPES, start=1)
    ),
    UsualProof(
        "pedagogstilling",
        Named(
            "Fyller kravet til pedagog i barnehage",
            "Fyller kravet til pedagog i barnehage",
            "Meets the requirement for a kindergarten teacher",
        ),
        ProofKind.PEDAGOGUE,
        ("kindergarten",),
    ),
    UsualProof(
        "norskkrav",
        Named(
            "Språkkravet i barnehage oppfylt",
            "Språkkravet i barnehage oppfylt",
            "Language requirement for kindergarten met",
        ),
        ProofKind.LANGUAGE,
        ("kindergarten",),
        is_asked=True,
    ),
    UsualProof(
        "norskkrav_unntak",
        Named(
            "Språkprøve vurdert som unødvendig i barnehage",
            "Språkprøve vurdert som unødvendig i barnehage",
            "Language test found unnecessary in kindergarten",
        ),
        ProofKind.LANGUAGE_WAIVED,
        ("kindergarten",),
    ),
    UsualProof(
        "undervisning",
        Named(
            "Fyller kravet til undervisningsstilling",
            "Fyller kravet til undervisningsstilling",
            "Meets the requirement for a teaching post",
        ),
        ProofKind.TEACHER,
        ("school",),
    ),
    UsualProof(
        "undervisning_midlertidig",
        Named(
            "Midlertidig undervisningsstilling til 31. juli",
            "Mellombels undervisningsstilling til 31. juli",
            "Temporary teaching post until 31 July",
        ),
        ProofKind.TEACHER_FOR_NOW,
        ("school",),
    ),
)
"""What the law asks for in the four sectors, as a municipality may begin."""
