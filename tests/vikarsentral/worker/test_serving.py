"""A taken port is told before anything is started."""

import socket

import pytest

from vikarsentral.errors import ComponentMissing
from vikarsentral.worker.serving import refuse_taken_port


def test_a_taken_port_is_told_with_the_way_out():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(ComponentMissing, match=f"127.0.0.1:{port} is in use") as refused:
            refuse_taken_port("127.0.0.1", port)
    assert "--port" in refused.value.start
    refuse_taken_port("127.0.0.1", port)


def test_an_address_that_is_not_ours_is_told():
    with pytest.raises(ComponentMissing, match="cannot be used"):
        refuse_taken_port("203.0.113.1", 8000)
