"""README tells what the code does: its tables are compared with the code."""

import re

import pytest

from tests.house import readme
from tests.house.test_glossary import IN_ENGLISH
from tests.house.tree import ROOT

TEXT = readme.README.read_text(encoding="utf-8")


@pytest.mark.parametrize("section", sorted(readme.SECTIONS))
def test_tables_are_what_the_code_tells(section):
    told = readme.SECTIONS[section]()
    assert readme.between(TEXT, section) == told, "python -m tests.house.readme writes it anew"


def test_glossary_is_printed_and_closed():
    words = TEXT.split("## Words")[1].split("\n## ")[0]
    kept = {
        word.strip()
        for row in re.findall(r"^\| ([a-z, ]+) \|", words, re.MULTILINE)
        for word in row.split(",")
    } - {"word"}
    assert kept == {
        *("vikarsentral", "tillitsvalgt", "stillingsprosent", "merarbeid", "fortrinnsrett"),
        *("drofting", "hjemmevakt", "aml", "hta"),
    }
    assert kept & IN_ENGLISH.keys() == set()


def test_every_file_that_readme_names_is_there():
    named = re.findall(r"`((?:vikarsentral|solver|web|migrations|tests)/[\w/.]*)`", TEXT)
    named += re.findall(r"\]\((?!https?:)([^)#]+)\)", TEXT)
    assert named
    assert [path for path in named if not (ROOT / path).exists()] == []


def test_every_make_target_that_readme_names_is_there():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z-]+):", makefile, re.MULTILINE))
    named = set(re.findall(r"(?:^|`)make ([a-z-]+)", TEXT, re.MULTILINE))
    assert named
    assert named <= targets
