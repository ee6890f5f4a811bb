"""Headers are strict, and the pages keep what they promise."""

import re


def test_headers_are_strict_and_nothing_is_inline(client):
    answer = client.get("/logg-inn")
    policy = answer.headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self'")
    assert "unsafe" not in policy
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "no-store"
    assert " style=" not in answer.text
    assert not re.search(r"<script(?![^>]*src=)|<style| on[a-z]+=", answer.text)
