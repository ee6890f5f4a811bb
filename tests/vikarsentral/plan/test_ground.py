import json

from vikarsentral.plan.ground import moved

BASE = {
    "period": {},
    "travel_minutes": {},
    "objective": {},
    "published": [],
    "units": [{"id": "u"}],
    "agreements": [],
    "people": [{"id": "p1", "rota": [], "wishes": []}, {"id": "p2", "rota": [], "wishes": []}],
    "needs": [{"id": "n1", "start": 1}],
}


def changed(**parts):
    return moved(json.dumps(BASE).encode(), {**BASE, **parts})


def test_same_ground_has_not_moved():
    assert changed() == []


def test_what_came_went_and_changed_is_named():
    people = [{"id": "p1", "rota": [1], "wishes": [2]}, {"id": "p3", "rota": [], "wishes": []}]
    assert changed(people=people, needs=[]) == [
        {"kind": "need", "id": "n1", "change": "gone"},
        {"kind": "person", "id": "p2", "change": "gone"},
        {"kind": "person", "id": "p1", "change": "changed", "fields": ["rota", "wishes"]},
        {"kind": "person", "id": "p3", "change": "added"},
    ]


def test_other_weights_are_another_ground():
    assert changed(objective={"change_ore": 1}) == [
        {"kind": "objective", "id": "objective", "change": "changed"}
    ]
