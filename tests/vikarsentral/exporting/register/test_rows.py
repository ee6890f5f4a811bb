"""A remark tells how many stretches no row can hold, and says nothing where there are none."""

from vikarsentral.exporting.register.rows import Rows, left_out


def test_nothing_is_said_of_none():
    assert left_out(0) == []
    assert "er ikke med: 2." in left_out(2)[0]
    assert list(Rows([["a"]]).remarks) == []
