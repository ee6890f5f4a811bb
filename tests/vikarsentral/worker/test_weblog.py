"""The access log opens nothing."""

import pytest

from vikarsentral.worker.weblog import without_secrets


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        ("/feeds/Zk3q9XyT0aB-_cD4eF5gH6iJ.ics", "/feeds/***.ics"),
        ("/invitasjon/Zk3q9XyT0aBcD4eF5gH6iJ7kL?neste=/", "/invitasjon/***"),
        ("/svar/WzEsMl0~fSSmNSn0Omje383AdMokdUkXZdM", "/svar/***"),
        ("/svar/kort", "/svar/***"),
        ("/sms/inn/en.annen/nøkkel", "/sms/inn/***"),
        ("/sms/levert/en.annen/nøkkel", "/sms/levert/***"),
        ("/plan/12?token=abc", "/plan/12"),
        ("/static/vendor/app.css", "/static/vendor/app.css"),
        ("/mine-vakter", "/mine-vakter"),
    ],
)
def test_keys_and_queries_are_hidden(path, shown):
    assert without_secrets(path) == shown
