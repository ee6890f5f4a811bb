"""The record of what was done, by whom; nobody's cause of absence is in it."""

from __future__ import annotations

from flask import render_template, request
from flask.typing import ResponseReturnValue

from vikarsentral import audit
from vikarsentral.access import Action
from web import context
from web.admin import kinds as administration
from web.guard import allow
from web.importing import words as importing
from web.reasons import page_told
from web.tillitsvalgt.room import bp
from web.words import later

SHOWN = 50

KINDS = (
    {
        "absence.reported": later("Fravær meldt"),
        "absence.withdrawn": later("Fravær trukket"),
        "address.changed": later("Telefon eller e-post endret"),
        "agency.approved": later("Bemanningsforetak godkjent"),
        "agency.declined": later("Bemanningsforetak avslått"),
        "agency.proposed": later("Bemanningsforetak foreslått"),
        "agreement.drafted": later("Avtale skrevet"),
        "agreement.ended": later("Avtale avsluttet"),
        "agreement.signed": later("Avtale underskrevet"),
        "callout.covered": later("Leting etter vikar ferdig, dekket"),
        "callout.exchange_tried": later("Bytte mellom to prøvd, da alle var spurt"),
        "callout.exhausted": later("Leting etter vikar ferdig, alle er spurt"),
        "callout.started": later("Leting etter vikar startet"),
        "callout.stopped": later("Leting etter vikar stoppet"),
        "callout.taken_over": later("Leting etter vikar overtatt"),
        "compound.booked": later("Vakt dekket av flere sammen"),
        "compound.failed": later("Vakt ble ikke dekket av flere sammen"),
        "compound.tried": later("Flere spurt om å ta en vakt sammen"),
        "consents.changed": later("Samtykker endret"),
        "contact.changed": later("Valg om spørsmål og varsler endret"),
        "decision.plan_kept": later("Begrunnelser i publisert plan lagret"),
        "emergency.decided": later("Unntak i nødsituasjon besluttet"),
        "emergency.seen": later("Unntak i nødsituasjon sett av en til"),
        "emergency.used": later("Unntak i nødsituasjon brukt"),
        "emergency.withdrawn": later("Unntak i nødsituasjon trukket"),
        "feed.made": later("Kalenderlenke laget"),
        "feed.withdrawn": later("Kalenderlenke slettet"),
        "file.fetched": later("Fil hentet ut"),
        "floor.set": later("Minstebemanning satt"),
        "hours.objected": later("Uenighet om timer meldt"),
        "hours.settled": later("Timer ført som planlagt"),
        "hours.told": later("Timer meldt"),
        "need.detailed": later("Vakt som trenger vikar, endret"),
        "need.joined": later("Delt vakt satt sammen igjen"),
        "need.moved": later("Tidene for en vakt som trenger vikar, endret"),
        "need.opened": later("Vakt trenger vikar"),
        "need.pinned": later("Person låst til vakt"),
        "need.split": later("Vakt delt mellom flere"),
        "need.unpinned": later("Lås fjernet"),
        "need.widened": later("Lavere kompetanse tillatt"),
        "need.withdrawn": later("Vakt trenger ikke vikar lenger"),
        "offer.late_no": later("Ja etter fristen trukket"),
        "offer.late_yes": later("Ja etter fristen notert"),
        "offer.sent": later("Tilbud om vakt sendt"),
        "offer.withdrawn": later("Tilbud om vakt trukket"),
        "offer.won": later("Tilbud om vakt avgjort"),
        "pay_value.set": later("Kommunens egen sats satt"),
        "person.erased": later("Person slettet"),
        "person.stripped": later("Kontakt og innlogging slettet"),
        "plan.cancelled": later("Plan stoppet"),
        "plan.done": later("Plan ferdig"),
        "plan.failed": later("Plan mislyktes"),
        "plan.published": later("Plan publisert"),
        "plan.queued": later("Plan satt i kø igjen"),
        "plan.requested": later("Plan bestilt"),
        "plan.running": later("Plan i gang"),
        "preference.area_set": later("Område for fortrinnsrett bestemt"),
        "preference.checked": later("Fortrinnsrett undersøkt før timelønnet fikk vakt"),
        "preference.people_kept": later("Deltidsansatte i området skrevet ned"),
        "preference.plan_checked": later("Fortrinnsrett undersøkt i publisert plan"),
        "price.added": later("Rammepris lagt til"),
        "price.ended": later("Rammepris avsluttet"),
        "push.subscribed": later("Varsler på telefon slått på"),
        "push.unsubscribed": later("Varsler på telefon slått av"),
        "retention.run": later("Gamle opplysninger ryddet"),
        "role.granted": later("Rolle gitt"),
        "role.revoked": later("Rolle tatt bort"),
        "session.ended": later("Innlogging avsluttet"),
        "shift.cancelled": later("Vakt avlyst"),
        "shift.given": later("Vakt gitt"),
        "shift.moved": later("Vakt flyttet til en annen enhet"),
        "shift.moved_back": later("Vakt flyttet tilbake"),
        "shift_lead.ended": later("Ansvarsvakt avsluttet"),
        "shift_lead.named": later("Ansvarsvakt utpekt"),
        "swap.booked": later("Vakter byttet mellom flere"),
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

OWN_NAMES = {
    "callout": later("Systemet, leting etter vikar"),
    "demo": later("Systemet, demo"),
    "explain": later("Systemet, begrunnelser"),
    "offer": later("Systemet, tilbud om vakt"),
    "preference": later("Systemet, fortrinnsrett"),
    "retention": later("Systemet, rydding"),
    "system": later("Systemet"),
    "vikarsentral export": later("Drift, filer ut"),
    "vikarsentral import": later("Drift, filer inn"),
    "vikarsentral retention": later("Drift, rydding"),
    "vikarsentral user": later("Drift, brukere"),
    "worker": later("Systemet, planlegging"),
}
"""What the product calls itself where nobody has pressed anything, or somebody did at a server."""

SUBJECTS = {
    "absence": later("Fravær"),
    "agreement": later("Avtale"),
    "area": later("Område"),
    "competence": later("Kompetanse"),
    "hire": later("Vikarbruk"),
    "hours": later("Timer"),
    "import": later("Fil"),
    "municipality": later("Kommune"),
    "need": later("Vakt som trenger vikar,"),
    "night": later("Natt"),
    "pay_value": later("Sats"),
    "payroll_period": later("Lønnsperiode"),
    "person": later("Ansatt"),
    "plan": later("Plan"),
    "preference_area": later("Område for fortrinnsrett"),
    "preference_people": later("Deltidsansatte i fortrinnsområdet"),
    "price": later("Rammepris"),
    "sector": later("Sektor"),
    "shift": later("Vakt"),
    "token": later("API-nøkkel"),
    "unit": later("Enhet"),
    "user": later("Bruker"),
    "weights": later("Vekter"),
}
"""What an act was done to, by the word the record keeps."""


@bp.get("/logg")
@allow(Action.SEE_RECORD)
def record() -> ResponseReturnValue:
    """Show the record, the newest lines first; nobody's cause of absence is in it."""
    number = page_told(request.args.get("side"))
    found = audit.lines(context.database(), limit=SHOWN + 1, skip=(number - 1) * SHOWN)
    return render_template(
        "tillitsvalgt/record.html",
        lines=found[:SHOWN],
        page_number=number,
        has_more=len(found) > SHOWN,
        kinds=KINDS,
        subjects=SUBJECTS,
        own=OWN_NAMES,
        moved=administration.before_and_after,
    )
