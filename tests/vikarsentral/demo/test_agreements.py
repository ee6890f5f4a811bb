from tests.vikarsentral.village import MONDAY, NOW
from vikarsentral import commitments
from vikarsentral.demo import agreed
from vikarsentral.demo.agreements import sign
from vikarsentral.demo.places import UnitPlan


def test_both_sides_have_signed_what_the_demo_stands_on(village):
    home = UnitPlan(village.solvang.id, "solvang", "Solvang", "health", "nord")
    school = UnitPlan(village.fjellheim.id, "fjellheim", "Fjellheim", "school", "sor")
    sign(village.session, [home, school], NOW)
    [agreement] = commitments.agreements(village.session, MONDAY, MONDAY)
    assert agreement["scope"] == {"units": ["solvang"]}
    assert agreement["limits"] == agreed.HEALTH_LIMITS
    assert commitments.weights(village.session, MONDAY) == agreed.WEIGHTS
