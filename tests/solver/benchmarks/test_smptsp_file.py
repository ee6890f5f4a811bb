"""The reader: what it takes, and that every fault is told with its line."""

import gzip
import random

import pytest

from solver.benchmarks.smptsp_file import BadInstance, Instance, parse_instance, read_instance
from tests.solver.benchmarks.instances import drawn, text_of

GOOD = "# note\nType = 1\n\nJobs = 2\n 1 5 # first\n5 9\nQualifications = 2\n1: 0\n2: 0 1\n"


def faults_of(text):
    with pytest.raises(BadInstance) as refused:
        parse_instance("x", text)
    return [(line, what) for line, what, _ in refused.value.faults]


def test_reads_notes_blank_lines_and_spaces():
    assert parse_instance("x", GOOD) == Instance("x", ((1, 5), (5, 9)), ((0,), (0, 1)))


@pytest.mark.parametrize("packed", [True, False])
def test_reads_packed_files_whatever_they_are_called(tmp_path, packed):
    path = tmp_path / "day.one.dat"
    path.write_bytes(gzip.compress(GOOD.encode()) if packed else GOOD.encode())
    assert read_instance(path) == parse_instance("day", GOOD)


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("Type = 1", "Type = 2", 2),
        ("Jobs = 2", "Jobs = two", 4),
        ("Jobs = 2", "Jobs = 3", 7),
        ("Jobs = 2", "Jobs = 1", 6),
        (" 1 5", " 5 5", 5),
        (" 1 5", " 5 1", 5),
        (" 1 5", "-1 5", 5),
        (" 1 5", "1.0 5", 5),
        (" 1 5", "1 99999999", 5),
        ("5 9", "5", 6),
        ("1: 0", "2: 0", 8),
        ("1: 0", "1: 7", 8),
        ("2: 0 1", "2: 1 1", 9),
        ("2: 0 1\n", "", 0),
        ("2: 0 1\n", "2: 0 1\n3: 0 1 2\n", 10),
        ("2: 0 1", "1: 0", 0),
    ],
)
def test_tells_the_line_of_a_fault(old, new, line):
    assert line in [at for at, _ in faults_of(GOOD.replace(old, new, 1))]


def test_tells_all_faults_at_once():
    assert [at for at, _ in faults_of(GOOD.replace("5 9", "9 5").replace("1: 0", "1: x"))] == [
        6,
        8,
    ]


@pytest.mark.parametrize(
    "content", [b"", b"\x1f\x8bnot gzip", b"\x1f\x8b", b"\xff\xfe\x00", b"{}"]
)
def test_refuses_what_is_no_instance(tmp_path, content):
    path = tmp_path / "file.dat"
    path.write_bytes(content)
    with pytest.raises(BadInstance):
        read_instance(path)


def test_refuses_a_file_that_is_cut_short(tmp_path):
    path = tmp_path / "cut.dat.gz"
    path.write_bytes(gzip.compress(text_of(drawn(1, 60, 20)).encode())[:-9])
    with pytest.raises(BadInstance):
        read_instance(path)


def test_refuses_a_missing_file_and_a_folder(tmp_path):
    for path in (tmp_path, tmp_path / "none"):
        with pytest.raises(BadInstance):
            read_instance(path)


def test_changed_bytes_are_read_or_refused_never_worse():
    draw = random.Random(5)
    good = text_of(drawn(2))
    for _ in range(2000):
        at = draw.randrange(len(good))
        text = good[:at] + draw.choice("0129 :=\n-#x\t٣") + good[at + draw.randrange(3) :]
        instance = read_or_none(text)
        if instance is not None:
            assert all(start < end for start, end in instance.tasks)
            assert {t for held in instance.workers for t in held} == set(
                range(len(instance.tasks))
            )


def read_or_none(text):
    try:
        return parse_instance("x", text)
    except BadInstance:
        return None
