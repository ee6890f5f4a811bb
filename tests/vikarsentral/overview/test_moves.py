from tests.vikarsentral.village import at
from vikarsentral.commitments import need_ref, person_ref
from vikarsentral.overview.moves import Move, named_moves

DAY = "2027-01-11T07:30"


def test_people_and_needs_are_named_and_the_rest_keep_their_ids(village):
    person, row = village.person(), village.need(DAY)
    entries = [
        {"kind": "person", "id": person_ref(person.id), "change": "changed", "fields": ["rota"]},
        {"kind": "need", "id": need_ref(row.id), "change": "gone"},
        {"kind": "objective", "id": "objective", "change": "changed"},
        {"kind": "plan", "id": "7"},
    ]
    assert named_moves(village.session, entries) == [
        Move("person", "changed", person.name),
        Move("need", "gone", "Solvang", at(DAY), at("2027-01-11T15:00")),
        Move("objective", "changed", "objective"),
        Move("plan", "changed", "7"),
    ]


def test_what_no_longer_exists_is_told_by_its_id(village):
    entries = [{"kind": "person", "id": "p999999", "change": "gone"}]
    assert named_moves(village.session, entries) == [Move("person", "gone", "p999999")]
