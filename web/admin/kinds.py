"""What the record calls the administration's acts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from web.admin.saving import shown
from web.words import later

KINDS: dict[str, Any] = {
    "area.added": later("Område lagt til"),
    "area.changed": later("Område endret"),
    "area.removed": later("Område tatt bort"),
    "competence.added": later("Kompetanse lagt til"),
    "competence.changed": later("Kompetanse endret"),
    "competence.removed": later("Kompetanse tatt bort"),
    "demo.begun": later("Prøvekommunen hentet"),
    "demo.seeded": later("Prøvekommunen laget"),
    "duty.change_accepted": later("Endring av vaktplan godtatt"),
    "duty.change_asked": later("Spurt om endring av vaktplan"),
    "pay.set": later("Lønn satt"),
    "payroll.closed": later("Lønnsperiode lukket"),
    "unit.account_set": later("Kontering satt"),
    "rota.added": later("Turnus lagt inn for hånd"),
    "rota.changed": later("Turnus endret for hånd"),
    "rota.removed": later("Turnus tatt bort for hånd"),
    "duty.published": later("Vaktplan publisert"),
    "municipality.added": later("Kommunen registrert"),
    "municipality.changed": later("Kommunen endret"),
    "person.added": later("Ansatt lagt til"),
    "person.changed": later("Ansatt endret"),
    "person.competence_added": later("Kompetanse gitt"),
    "person.competence_changed": later("Kompetansens varighet endret"),
    "person.competence_removed": later("Kompetanse fratatt"),
    "person.deactivated": later("Ansatt sluttet"),
    "person.reach_changed": later("Hvor en ansatt kan jobbe, endret"),
    "person.reactivated": later("Ansatt aktiv igjen"),
    "post.added": later("Stilling lagt til"),
    "post.changed": later("Stilling endret"),
    "sector.added": later("Sektor lagt til"),
    "sector.changed": later("Sektor endret"),
    "sector.proof_asked": later("Sektoren krever et bevis"),
    "sector.proof_not_asked": later("Sektoren krever ikke et bevis lenger"),
    "sector.proofs_added": later("Vanlige bevis lagt inn for sektoren"),
    "template.added": later("Vanlig vakt lagt til"),
    "template.changed": later("Vanlig vakt endret"),
    "template.removed": later("Vanlig vakt tatt bort"),
    "travel.changed": later("Reisetid endret"),
    "unit.added": later("Enhet lagt til"),
    "unit.changed": later("Enhet endret"),
    "user.reactivated": later("Bruker sluppet inn igjen"),
}

FIELDS: dict[str, Any] = {
    "allowed": later("Bare ved disse enhetene"),
    "area_code": later("Område"),
    "code": later("Kort navn"),
    "email": later("E-post"),
    "employee_no": later("Ansattnummer"),
    "ends": later("Slutter"),
    "ends_at": later("Slutter"),
    "full_week_minutes": later("Full uke i minutter"),
    "home_area": later("Bor i området"),
    "hourly_cost_ore": later("Timekostnad i øre"),
    "is_active": later("I bruk"),
    "is_health_personnel": later("Gjelder helsepersonell"),
    "is_pool_on": later("Vikarsentralen dekker denne sektoren"),
    "kind": later("Stilling"),
    "known": later("Er kjent ved enhetene"),
    "language": later("Språk"),
    "name": later("Navn"),
    "name_en": later("Navn på engelsk"),
    "name_nb": later("Navn"),
    "name_nn": later("Navn på nynorsk"),
    "phone": later("Telefon"),
    "regime": later("Full uke"),
    "requires": later("Kompetanse som kreves"),
    "role_code": later("Rolle"),
    "sector_code": later("Sektor"),
    "sectors": later("Kan jobbe i sektorene"),
    "sender_name": later("Avsender av meldinger"),
    "starts": later("Begynner"),
    "starts_at": later("Begynner"),
    "stillingsprosent": later("Hundredels prosent av en stilling"),
    "unit_id": later("Enhet"),
    "unpaid_break_minutes": later("Ubetalt pause i minutter"),
    "valid_from": later("Fra og med"),
    "valid_to": later("Til og med"),
}


def before_and_after(data: Mapping[str, Any]) -> list[tuple[Any, str, str]]:
    """Return what one act changed: field, before, after.

    Args:
        data: the facts of a line of the record.

    Returns:
        Nothing for acts that keep no values.
    """
    before, after = (
        told if isinstance(told, dict) else {} for told in map(data.get, ("before", "after"))
    )
    names = dict.fromkeys((*before, *after))
    return [
        (FIELDS.get(name, name), shown(before.get(name), name), shown(after.get(name), name))
        for name in names
    ]
