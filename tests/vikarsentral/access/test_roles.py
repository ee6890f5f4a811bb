import pytest

from vikarsentral.access import (
    ACTION_TEXTS,
    ROLE_ACTIONS,
    Action,
    Actor,
    RoleName,
    may,
    require,
    system,
    units_for,
)
from vikarsentral.errors import NotAllowed


def actor(*grants):
    return Actor(1, "kari", "Kari", None, "nb", frozenset(grants))


def test_every_action_is_told_and_given_to_some_role():
    assert set(ACTION_TEXTS) == set(Action)
    assert set().union(*ROLE_ACTIONS.values()) == set(Action)
    assert set(ROLE_ACTIONS) == set(RoleName)


def test_everyone_reads_the_rules():
    assert all(Action.SEE_RULES in actions for actions in ROLE_ACTIONS.values())


def test_manager_acts_at_own_units_only():
    leader = actor((RoleName.MANAGER, 1), (RoleName.MANAGER, 2))
    assert units_for(leader, Action.BOOK) == {1, 2}
    assert may(leader, Action.BOOK)
    assert may(leader, Action.BOOK, 2)
    assert not may(leader, Action.BOOK, 3)


def test_coordinator_acts_everywhere_but_does_not_open_the_agency_gate():
    coordinator = actor((RoleName.COORDINATOR, None))
    assert units_for(coordinator, Action.BOOK) is None
    assert units_for(coordinator, Action.APPROVE_AGENCY) == frozenset()


def test_tillitsvalgt_reads_and_changes_nothing():
    changing = {
        Action.REPORT_ABSENCE,
        Action.CREATE_NEED,
        Action.BOOK,
        Action.SEND_OFFER,
        Action.APPROVE_AGENCY,
        Action.RUN_PLAN,
        Action.PIN,
        Action.PUBLISH_PLAN,
        Action.MANAGE_USERS,
    }
    assert not ROLE_ACTIONS[RoleName.TILLITSVALGT] & changing


def test_require_names_the_action():
    with pytest.raises(NotAllowed) as refused:
        require(actor((RoleName.EMPLOYEE, None)), Action.PUBLISH_PLAN)
    assert refused.value.action == "publish_plan"


def test_system_may_everything():
    assert all(may(system(), action, 7) for action in Action)
