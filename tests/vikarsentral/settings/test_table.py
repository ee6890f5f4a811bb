"""Each setting reads what it says it allows, and its default."""

import pytest

from vikarsentral.errors import BadInput
from vikarsentral.settings import SETTINGS, read
from vikarsentral.settings.table import PREFIX


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda one: one.name)
def test_the_default_can_be_read_and_every_row_is_explained(setting):
    setting.read(setting.default)
    assert setting.allowed
    assert setting.help.endswith(".")


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("SMS_PROVIDER", "gateway"),
        ("SMS_URL", "sms.example"),
        ("SMS_INBOUND_KEY", "short"),
        ("SMS_COUNTRIES", "NO"),
        ("SMS_COUNTRIES", "0047"),
        ("SMS_COUNTRIES", "47000"),
        ("SMS_PER_DAY", "0"),
        ("VISMA_DIMENSIONS", "ansvar ansvar"),
        ("VISMA_DIMENSIONS", "art"),
        ("VISMA_DIMENSIONS", "- - - - - - -"),
        ("SMTP_PORT", "0"),
        ("LOG_LEVEL", "LOUD"),
    ],
)
def test_a_value_that_is_not_allowed_is_refused_by_name(name, told):
    with pytest.raises(BadInput) as refused:
        read({PREFIX + name: told})
    assert [fault.where for fault in refused.value.faults] == [PREFIX + name]
    assert told not in str(refused.value) or name != "SMS_INBOUND_KEY"
