"""`check` and `options`: the verdict on any plan, and who could take one need."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import click

from vikarsentral.errors import BadInput, ComponentMissing, Fault
from vikarsentral.problemfile import read_problem
from vikarsentral.problemfile.planfile import answer, read_certificate, read_plan
from vikarsentral.problemfile.text import shown, visible
from vikarsentral.rules.check import Verdict
from vikarsentral.rules.check import check as judge
from vikarsentral.rules.facts import Problem
from vikarsentral.rules.names import GOAL_NAMES, source_words
from vikarsentral.rules.options import option_receipt
from vikarsentral.rules.options import options as consider
from vikarsentral.rules.receipt import breach_receipt
from vikarsentral.rules.wording import kroner, listed, rule_name

_VERIFIER = "vikarsentral.plan.certificate"
_YES_NO = {True: "ja", False: "nei", None: "ikke oppgitt"}


def print_json(document: object) -> None:
    """Print one JSON document on stdout."""
    click.echo(json.dumps(document, ensure_ascii=False))


def _data_at(path: str) -> str:
    """Return when a file was last written, as a UTC instant."""
    changed = datetime.fromtimestamp(Path(path).stat().st_mtime, UTC)
    return changed.replace(microsecond=0).isoformat()


@click.command()
@click.argument("problem", type=click.Path())
@click.argument("plan", type=click.Path())
@click.option("--certificate", type=click.Path(), help="Beviset som skal regnes etter.")
@click.option("--json", "as_json", is_flag=True, help="Skriv ett JSON-dokument.")
def check(problem: str, plan: str, certificate: str | None, *, as_json: bool) -> int:
    """Judge any plan: what it breaks, and what it costs.

    Ends with 0 when the plan is lawful and its objective is right, else 1.

    Example: vikarsentral check problem.json plan.json --json
    """
    facts, document, proof = _read_all(problem, plan, certificate)
    verdict = judge(facts, document)
    told = answer(facts, document, verdict)
    if proof is not None:
        _verify(facts, proof, told)
    if as_json:
        print_json(told)
    else:
        _tell(told, verdict, _data_at(problem))
    return 0 if told["lawful"] and told["equal"] else 1


def _read_all(
    problem: str, plan: str, certificate: str | None
) -> tuple[Problem, dict[str, Any], dict[str, Any] | None]:
    """Read the files, and tell the faults of all of them at once."""
    faults: list[Fault] = []
    facts: Problem | None = None
    documents: list[dict[str, Any] | None] = []
    try:
        facts = read_problem(problem)
    except BadInput as refused:
        faults += refused.faults
    for path, read in ((plan, read_plan), (certificate, read_certificate)):
        try:
            documents.append(None if path is None else read(path))
        except BadInput as refused:
            faults += refused.faults
    if faults or facts is None or documents[0] is None:
        raise BadInput(faults)
    return facts, documents[0], documents[1]


def _verify(facts: Problem, proof: Mapping[str, Any], told: dict[str, Any]) -> None:
    """Work the certificate's bound out again, and put what it proves beside the plan's."""
    if find_spec(_VERIFIER) is None:
        raise ComponentMissing(
            "sertifikat", f"modulen {_VERIFIER} mangler", "installer pakken på nytt: make setup"
        )
    verified = import_module(_VERIFIER).verify(facts, proof)
    told["certificate"] = {
        "ok": verified.ok,
        "bound": verified.bound,
        "faults": [str(fault) for fault in verified.faults],
    }
    proven = verified.ok and verified.bound <= told["objective"]
    told["bound_ok"] = bool(proven and told["bound_ok"] is not False)


def _tell(told: Mapping[str, Any], verdict: Verdict, data_at: str) -> None:
    """Print the verdict for people."""
    lawful = "Planen er lovlig." if verdict.lawful else "Planen er ikke lovlig."
    click.echo(f"{lawful} {len(verdict.breaches)} brudd.")
    for breach in verdict.breaches:
        receipt = breach_receipt(breach, data_at)
        who = f"{visible(breach.person)}: " if breach.person else ""
        click.echo(f"- {who}{visible(receipt.text['nb'])} ({source_words(receipt.source, 'nb')})")
    if verdict.existing_breaches:
        click.echo(f"Turnusen alene bryter {len(verdict.existing_breaches)} regler fra før:")
    for breach in verdict.existing_breaches:
        receipt = breach_receipt(breach, data_at)
        click.echo(f"- {visible(breach.person or '')}: {visible(receipt.text['nb'])}")
    for pin in verdict.pins.refused:
        rules = listed([rule_name(rule, "nb") for rule in pin.rules], "nb")
        click.echo(
            f"Behovet {visible(pin.need)} er låst til {visible(pin.person)}, men det stoppes"
            f" av {rules}."
        )
    _tell_sums(told)


def _tell_sums(told: Mapping[str, Any]) -> None:
    """Print the objective, its terms, and how the plan's own claims compare."""
    click.echo(f"Målverdi: {told['objective']} øre ({kroner(told['objective'], 'nb')}).")
    for name, ore in told["terms"].items():
        if ore:
            told_name = GOAL_NAMES[name]["nb"]
            click.echo(f"  {told_name} ({name}): {ore} øre ({kroner(ore, 'nb')})")
    claim = "ikke oppgitt" if told["plan_objective"] is None else str(told["plan_objective"])
    click.echo(f"Planens egen målverdi: {claim}. Lik: {_YES_NO[told['equal']]}.")
    click.echo(f"Grensen holder: {_YES_NO[told['bound_ok']]}.")
    click.echo(f"Laget for denne problemfilen: {_YES_NO[told['sha_ok']]}.")
    proof = told.get("certificate")
    if proof:
        click.echo(f"Sertifikatet beviser {proof['bound']}: {_YES_NO[proof['ok']]}.")
        for fault in proof["faults"]:
            click.echo(f"- {visible(fault)}")


@click.command()
@click.argument("problem", type=click.Path())
@click.argument("need_id")
@click.option(
    "--top",
    default=10,
    show_default=True,
    type=click.IntRange(min=0),
    help="Hvor mange lovlige som vises; nesten-treff vises alltid.",
)
@click.option("--json", "as_json", is_flag=True, help="Skriv ett JSON-dokument.")
def options(problem: str, need_id: str, top: int, *, as_json: bool) -> int:
    """Show everyone considered for one need, ranked, each with a receipt.

    Ends with 1 when nobody may take it.

    Example: vikarsentral options problem.json n1 --top 3
    """
    facts = read_problem(problem)
    need = facts.needs.get(need_id)
    if need is None:
        raise BadInput(
            [Fault("NEED_ID", f"{shown(need_id)} finnes ikke", "id-en til et behov i filen")]
        )
    found = consider(facts, need)
    lawful = [one for one in found if one.lawful]
    kept = [*lawful[:top], *(one for one in found if not one.lawful)]
    data_at = _data_at(problem)
    receipts = [option_receipt(one, need, data_at) for one in kept]
    if as_json:
        print_json([receipt.document() for receipt in receipts])
    else:
        _tell_options(
            len(lawful), ((visible(str(one.person)), visible(one.text["nb"])) for one in receipts)
        )
    return 0 if lawful else 1


def _tell_options(lawful: int, rows: Iterable[tuple[str, str]]) -> None:
    """Print the ranked people."""
    click.echo(f"{lawful} kan ta vakten lovlig." if lawful else "Ingen kan ta vakten lovlig.")
    for person, text in rows:
        click.echo(f"- {person}: {text}")
