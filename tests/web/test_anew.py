"""Only what a session lacks is asked for, and a file is not kept in silence."""

import io
from datetime import timedelta

from tests.web import town


def test_a_file_has_to_be_chosen_again(as_user, tmp_path):
    admin = as_user("admin")
    (tmp_path / "now").write_text((town.NOW + timedelta(hours=1)).isoformat())
    answer = admin.post(
        "/admin/ansatte/ny", data={"name": "x", "file": (io.BytesIO(b"a"), "a.csv")}
    )
    assert answer.status_code == 401
    assert "Filen må du velge på nytt" in answer.text


def test_nobody_signed_in_is_sent_to_sign_in_not_to_the_password(client):
    assert "/logg-inn" in client.get("/bekreft?next=/admin/ansatte").headers["Location"]
