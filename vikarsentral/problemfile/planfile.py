"""Plan and certificate files: read them whoever wrote them, and answer what a plan is worth.

A plan may come from any solver or hand, so keys we do not know are left alone; what we use
must have the right form.

Source: contract 1 (`check`), 3 (`vikarsentral/plan/1`), 1 (`vikarsentral/certificate/1`).
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, cast

from vikarsentral.errors import BadInput, Fault
from vikarsentral.problemfile.fields import Fields
from vikarsentral.problemfile.fields import Path as At
from vikarsentral.problemfile.text import Faults, NotWhole, parsed, shown, stored_bytes
from vikarsentral.rules.check import Verdict, check
from vikarsentral.rules.facts import Problem

PLAN_FORMAT = "vikarsentral/plan/1"
CERTIFICATE_FORMAT = "vikarsentral/certificate/1"
MOST_OBJECTIVE = 10**19

Source = str | Path | bytes | Mapping[str, Any]
_ROW = ("need", "person")


def read_plan(source: Source) -> dict[str, Any]:
    """Read a plan from a file, its bytes, or a document already in memory.

    Args:
        source: path of a `.json` or `.json.gz` file, the file's bytes, or the document.

    Returns:
        The plan with `assignments`, `agency` and `open` always there, and fractions as
        floats.

    Raises:
        BadInput: with every fault and its JSON pointer.

    Source: contract 3.
    """
    return {"agency": [], "open": [], **_read(source, "plan", PLAN_FORMAT, _check_plan)}


def read_certificate(source: Source) -> dict[str, Any]:
    """Read the envelope of a certificate; what it proves is verified elsewhere.

    Args:
        source: path of a file, the file's bytes, or the document.

    Returns:
        The certificate.

    Raises:
        BadInput: with every fault and its JSON pointer.

    Source: contract 1 (`vikarsentral/certificate/1`).
    """
    return _read(source, "certificate", CERTIFICATE_FORMAT, _check_certificate)


def plan_sha256(data: bytes) -> str:
    """Return the fingerprint of a file's bytes, as `sha256sum` gives it."""
    return hashlib.sha256(data).hexdigest()


def _read(
    source: Source, name: str, form: str, look: Callable[[Fields, dict[str, Any]], None]
) -> dict[str, Any]:
    """Read a document, look at its parts, and refuse it with every fault."""
    where = name if isinstance(source, bytes | Mapping) else str(source)
    if isinstance(source, Mapping):
        document: Any = dict(source)
    else:
        data = source if isinstance(source, bytes) else stored_bytes(Path(source))
        document = parsed(data, where)
    faults = Faults()
    fields = Fields(faults)
    if not isinstance(document, dict):
        faults.add((), f"{shown(document)} er ikke et objekt", "et objekt")
    else:
        fields.no_key_twice(document, ())
        if "format" in document:
            fields.one_of(document["format"], ("format",), (form,))
        else:
            faults.add(("format",), "mangler", form)
        look(fields, document)
    faults.refuse(document, where)
    try:
        return cast("dict[str, Any]", _with_fractions(document))
    except RecursionError as error:
        raise BadInput([Fault(where, "er nøstet for dypt", "høyst noen få nivåer")]) from error


def _check_plan(fields: Fields, body: dict[str, Any]) -> None:
    """Look at the parts of a plan that the checker uses."""
    if "assignments" not in body:
        fields.faults.add(("assignments",), "mangler", "nøkkelen må være med")
    for key in ("assignments", "refused_pins"):
        for place, row in enumerate(fields.items(body.get(key, []), (key,))):
            _check_row(fields, row, (key, place))
    for key in ("agency", "open"):
        for place, need in enumerate(fields.items(body.get(key, []), (key,))):
            fields.text(need, (key, place))
    _check_claims(fields, body)


def _check_claims(fields: Fields, body: dict[str, Any]) -> None:
    """Look at what a plan says about itself."""
    for key in ("objective", "bound"):
        if body.get(key) is not None:
            fields.whole(body[key], (key,), -MOST_OBJECTIVE, MOST_OBJECTIVE)
    if "problem_sha256" in body:
        fields.text(body["problem_sha256"], ("problem_sha256",))
    for key in ("gap", "seconds"):
        if body.get(key) is not None:
            _check_number(fields, body[key], (key,))


def _check_row(fields: Fields, row: Any, path: At) -> None:
    """Look at one pair of need and person."""
    if not isinstance(row, dict):
        fields.faults.add(path, f"{shown(row)} er ikke et objekt", "et objekt")
        return
    fields.no_key_twice(row, path)
    for key in _ROW:
        if key in row:
            fields.text(row[key], (*path, key))
        else:
            fields.faults.add((*path, key), "mangler", "nøkkelen må være med")


def _check_number(fields: Fields, value: Any, path: At) -> None:
    """Look at a number that may have a fraction."""
    number = _fraction(value) if isinstance(value, NotWhole) else value
    if isinstance(number, bool) or not isinstance(number, int | float):
        fields.faults.add(path, f"{shown(value)} er ikke et tall", "et tall")
    elif not math.isfinite(number):
        fields.faults.add(path, f"{shown(value)} er ikke et endelig tall", "et endelig tall")


def _check_certificate(fields: Fields, body: dict[str, Any]) -> None:
    """Look at the envelope of a certificate."""
    for key in ("problem_sha256", "multipliers", "bound"):
        if key not in body:
            fields.faults.add((key,), "mangler", "nøkkelen må være med")
    if "problem_sha256" in body:
        fields.text(body["problem_sha256"], ("problem_sha256",))
    if "bound" in body:
        fields.whole(body["bound"], ("bound",), -MOST_OBJECTIVE, MOST_OBJECTIVE)
    multipliers = body.get("multipliers", {})
    if not isinstance(multipliers, dict):
        fields.faults.add(("multipliers",), f"{shown(multipliers)} er ikke et objekt", "et objekt")
        return
    fields.no_key_twice(multipliers, ("multipliers",))
    for need, value in multipliers.items():
        fields.whole(value, ("multipliers", need), -MOST_OBJECTIVE, MOST_OBJECTIVE)


def _fraction(number: NotWhole) -> float:
    """Return a number with a fraction; infinite when it is out of range."""
    return float(number.text)


def _with_fractions(value: Any) -> Any:
    """Turn the markers of fractions into floats, all through a document."""
    if isinstance(value, NotWhole):
        return _fraction(value)
    if isinstance(value, dict):
        return {key: _with_fractions(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_with_fractions(one) for one in value]
    return value


def answer(
    problem: Problem, plan: Mapping[str, Any], verdict: Verdict | None = None
) -> dict[str, Any]:
    """Answer what `check --json` promises.

    Args:
        problem: what is planned.
        plan: the plan, as `read_plan` gives it.
        verdict: the checker's verdict where it is already known.

    Returns:
        The document; `bound_ok` and `sha_ok` are None where the plan or the problem has
        nothing to compare with.

    Source: contract 3 (`check --json`).
    """
    verdict = verdict or check(problem, plan)
    bound, sha = plan.get("bound"), plan.get("problem_sha256")
    return {
        "lawful": verdict.lawful,
        "breaches": [one.document() for one in verdict.breaches],
        "existing_breaches": [one.document() for one in verdict.existing_breaches],
        "objective": verdict.objective,
        "terms": dict(verdict.terms),
        "plan_objective": plan.get("objective"),
        "equal": plan.get("objective") == verdict.objective,
        "bound_ok": None if bound is None else bound <= verdict.objective,
        "sha_ok": None if sha is None or not problem.sha256 else sha == problem.sha256,
        "counts": dict(verdict.counts),
    }
