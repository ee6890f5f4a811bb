"""The record of what was done, by whom; nobody's cause of absence is in it."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from vikarsentral import audit
from vikarsentral.access import Action
from web import context
from web.admin import kinds as administration
from web.guard import allow
from web.importing import words as importing
from web.tillitsvalgt.room import bp
from web.words import later

SHOWN = 200

KINDS = (
    {
        "absence.reported": later("Fravær meldt"),
        "absence.withdrawn": later("Fravær trukket"),
        "agency.approved": later("Bemanningsforetak godkjent"),
        "agency.declined": later("Bemanningsforetak avslått"),
        "agency.proposed": later("Bemanningsforetak foreslått"),
        "agreement.drafted": later("Avtale skrevet"),
        "agreement.ended": later("Avtale avsluttet"),
        "agreement.signed": later("Avtale underskrevet"),
        "consents.changed": later("Samtykker endret"),
        "emergency.decided": later("Unntak i nødsituasjon besluttet"),
        "emergency.seen": later("Unntak i nødsituasjon sett av en til"),
        "emergency.used": later("Unntak i nødsituasjon brukt"),
        "emergency.withdrawn": later("Unntak i nødsituasjon trukket"),
        "feed.made": later("Kalenderlenke laget"),
        "feed.withdrawn": later("Kalenderlenke slettet"),
        "file.fetched": later("Fil hentet ut"),
        "hours.objected": later("Uenighet om timer meldt"),
        "hours.settled": later("Timer ført som planlagt"),
        "hours.told": later("Timer meldt"),
        "decision.plan_kept": later("Begrunnelser i publisert plan lagret"),
        "need.opened": later("Vakt trenger vikar"),
        "need.withdrawn": later("Vakt trenger ikke vikar lenger"),
        "need.pinned": later("Person låst til vakt"),
        "need.unpinned": later("Lås fjernet"),
        "offer.sent": later("Tilbud om vakt sendt"),
        "offer.withdrawn": later("Tilbud om vakt trukket"),
        "offer.won": later("Tilbud om vakt avgjort"),
        "person.erased": later("Person slettet"),
        "person.stripped": later("Kontakt og innlogging slettet"),
        "plan.requested": later("Plan bestilt"),
        "plan.cancelled": later("Plan stoppet"),
        "plan.done": later("Plan ferdig"),
        "plan.failed": later("Plan mislyktes"),
        "plan.published": later("Plan publisert"),
        "preference.area_set": later("Område for fortrinnsrett bestemt"),
        "preference.checked": later("Fortrinnsrett undersøkt før timelønnet fikk vakt"),
        "preference.plan_checked": later("Fortrinnsrett undersøkt i publisert plan"),
        "retention.run": later("Gamle opplysninger ryddet"),
        "role.granted": later("Rolle gitt"),
        "role.revoked": later("Rolle tatt bort"),
        "shift.cancelled": later("Vakt avlyst"),
        "shift.given": later("Vakt gitt"),
        "token.added": later("API-nøkkel laget"),
        "token.revoked": later("API-nøkkel slettet"),
        "user.added": later("Bruker laget"),
        "user.deactivated": later("Bruker stengt ute"),
        "user.password_changed": later("Passord byttet"),
        "weights.drafted": later("Nye vekter skrevet"),
        "weights.signed": later("Vekter underskrevet"),
    }
    | administration.KINDS
    | importing.RECORD
)


@bp.get("/logg")
@allow(Action.SEE_RECORD)
def record() -> ResponseReturnValue:
    """Show the newest lines of the record; nobody's cause of absence is in it."""
    lines = audit.lines(context.database(), limit=SHOWN)
    return render_template(
        "tillitsvalgt/record.html",
        lines=lines,
        kinds=KINDS,
        most=SHOWN,
        moved=administration.before_and_after,
    )
