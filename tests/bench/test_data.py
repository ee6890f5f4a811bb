"""Public instances are looked for where the setting says, and their lack is told in one line."""

from tests.bench import data
from tests.house.tree import ROOT

HEADS = "family,instance,workers,tasks,lower_bound,best_seen"


def test_the_setting_names_the_folder(monkeypatch, tmp_path):
    monkeypatch.setenv("VIKARSENTRAL_BENCH_DATA", str(tmp_path))
    assert data.folder() == tmp_path
    monkeypatch.delenv("VIKARSENTRAL_BENCH_DATA")
    assert data.folder() == ROOT.parent / "shared" / "bench"


def test_missing_files_are_told_in_one_line(tmp_path):
    there = tmp_path / "there.json"
    there.write_text("{}")
    assert data.missing([there]) == ""
    told = data.missing([there, tmp_path / "gone.json"])
    assert "1 of 2" in told
    assert "gone.json" in told
    assert "\n" not in told


def test_the_table_of_best_values_is_read_and_files_found_packed_or_plain(monkeypatch, tmp_path):
    monkeypatch.setenv("VIKARSENTRAL_BENCH_DATA", str(tmp_path))
    assert data.known() == []
    folder = tmp_path / "smptsp" / "keb137"
    folder.mkdir(parents=True)
    table = tmp_path / "smptsp" / "best_known.csv"
    table.write_text(f"{HEADS}\nkeb137,data_1,23,40,20,21\n")
    [known] = data.known()
    assert known == data.Known("keb137", "data_1", 40, 20, 21)
    assert known.file == folder / "data_1.dat.gz"
    (folder / "data_1.dat").write_text("")
    assert known.file == folder / "data_1.dat"
