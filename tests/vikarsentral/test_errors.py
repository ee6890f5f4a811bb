"""Refusals carry facts and the exit code the contract promises."""

import pytest

from vikarsentral import errors


@pytest.mark.parametrize(
    ("refusal", "code"),
    [
        (errors.NotFound("need", "n1"), 1),
        (errors.Conflict("offer_taken"), 1),
        (errors.NotAllowed("publish"), 1),
        (errors.BadInput([errors.Fault("/needs/0", "is unknown", "a known key")]), 2),
        (errors.ComponentMissing("database", "is down", "vikarsentral serve"), 3),
    ],
)
def test_each_refusal_ends_a_command_as_promised(refusal, code):
    assert refusal.exit_code == code
    assert isinstance(refusal, errors.VikarsentralError)
    assert str(refusal)


def test_bad_input_tells_every_fault_on_its_own_line():
    faults = [errors.Fault(f"/needs/{n}", "is unknown", "a known key") for n in range(3)]
    told = str(errors.BadInput(faults)).splitlines()
    assert told == [f"/needs/{n}: is unknown; a known key" for n in range(3)]


def test_a_missing_component_names_itself_and_what_starts_it():
    told = str(errors.ComponentMissing("database", "is down", "vikarsentral serve"))
    assert "database" in told
    assert "vikarsentral serve" in told


def test_a_conflict_carries_its_facts():
    assert errors.Conflict("ground_moved", {"needs": ["n1"]}).facts == {"needs": ["n1"]}
    assert errors.Conflict("ground_moved").facts == {}
