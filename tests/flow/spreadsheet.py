"""LibreOffice Calc without a face, in Norwegian: type a sheet, save it as another, open a file.

Text that is opened as a sheet goes through the same reading as keys that are typed: 11.01.2027
becomes a real date, 07:30 a time, 63,39 a number, 63,39 % a share that is shown as a percentage.
"""

import os
import shutil
import subprocess
from collections.abc import Iterable, Sequence
from pathlib import Path

PATIENCE = 300
NORWEGIAN = 1044
UTF_8, WINDOWS_1252 = 76, 1
TAB, SEMICOLON, QUOTE = 9, 59, 34
TEXT = "Text - txt - csv (StarCalc)"
FIRST_AS_TEXT = "1/2"
LOCALE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale" oor:op="fuse">
<value>nb-NO</value></prop></item>
</oor:items>
"""


def program() -> str:
    """Return Debian's LibreOffice, or say how to get it."""
    path = shutil.which("soffice")
    assert path, "soffice is missing; as root: apt-get install libreoffice-calc-nogui"
    return path


class Spreadsheet:
    """One installation of the program with a home of its own."""

    def __init__(self, home: Path) -> None:
        """Make the home, with Norwegian dates and decimal commas."""
        self.home = home
        settings = home / "profile" / "user"
        settings.mkdir(parents=True)
        (settings / "registrymodifications.xcu").write_text(LOCALE, encoding="utf-8")

    def typed(self, sheets: dict[str, Sequence[Sequence[str]]]) -> list[Path]:
        """Type sheets, the first column as text, and save them as the program's own files."""
        keys = self.home / "keys"
        keys.mkdir()
        for name, rows in sheets.items():
            text = "".join("\t".join(row) + "\n" for row in rows)
            (keys / f"{name}.csv").write_text(text, encoding="utf-8")
        files = [keys / f"{name}.csv" for name in sheets]
        return self._save(files, "ods", reading=_text_filter(TAB, UTF_8))

    def workbooks(self, files: Iterable[Path]) -> list[Path]:
        """Open files, and save them as workbooks of Excel."""
        return self._save(files, "xlsx")

    def texts(self, files: Iterable[Path], signs: int) -> list[Path]:
        """Open files, and save each first sheet as it is shown, with semicolons."""
        kind = f"csv:{TEXT}:{SEMICOLON},{QUOTE},{signs},1,,{NORWEGIAN},false,true,false"
        return self._save(files, kind)

    def opened(self, files: Iterable[Path]) -> list[Path]:
        """Open CSV files with the first column as text, and save them as workbooks."""
        return self._save(files, "xlsx", reading=_text_filter(SEMICOLON, UTF_8))

    def _save(self, files: Iterable[Path], kind: str, reading: str = "") -> list[Path]:
        """Have all files opened and saved in one go."""
        folder = self.home / f"out{len(list(self.home.iterdir()))}"
        wanted = [folder / f"{file.stem}.{kind.partition(':')[0]}" for file in files]
        command = [
            *(program(), "--headless", "--norestore", "--nologo"),
            f"-env:UserInstallation=file://{self.home}/profile",
            *([f"--infilter={reading}"] if reading else []),
            *("--convert-to", kind, "--outdir", str(folder)),
            *(str(file) for file in files),
        ]
        run = subprocess.run(
            command,
            env=os.environ | {"HOME": str(self.home)},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=PATIENCE,
            check=False,
        )
        missing = [file.name for file in wanted if not file.exists()]
        assert not missing, (missing, run.stdout.decode(), run.stderr.decode())
        return wanted


def _text_filter(separator: int, signs: int) -> str:
    return f"{TEXT}:{separator},{QUOTE},{signs},1,{FIRST_AS_TEXT},{NORWEGIAN},false,true"
