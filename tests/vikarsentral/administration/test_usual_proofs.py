from collections import Counter

from vikarsentral.administration.presets import PRESETS
from vikarsentral.administration.usual_proofs import USUAL_PROOFS
from vikarsentral.rules.values_year import ALL_VALUES
from vikarsentral.tables import ProofKind

RULES = {"police_check": ProofKind.POLICE_CHECK, "tb_clearance": ProofKind.CLEARANCE}


def test_codes_are_unique_and_names_whole():
    assert max(Counter(one.code for one in USUAL_PROOFS).values()) == 1
    for one in USUAL_PROOFS:
        assert one.names.faults() == []
        assert all((one.names.nb, one.names.nn, one.names.en))
        assert set(one.sectors) <= {preset.code for preset in PRESETS}


def test_what_the_table_asks_of_a_sector_is_asked_of_everyone_there():
    today = 10**6
    for rule, kind in RULES.items():
        asked = {
            sector
            for one in USUAL_PROOFS
            if one.kind is kind and one.is_asked
            for sector in one.sectors
        }
        by_law = {
            name.removeprefix(f"{rule}_")
            for name, value in ALL_VALUES.items()
            if name.startswith(f"{rule}_") and value.on(today)
        }
        assert asked == by_law


def test_medication_has_each_scope_once():
    scopes = [one.scope for one in USUAL_PROOFS if one.kind is ProofKind.MEDICATION]
    assert scopes == [1, 2, 3, 4]
    assert all(one.scope is None for one in USUAL_PROOFS if one.kind is not ProofKind.MEDICATION)
