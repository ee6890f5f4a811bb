"""Look through a workbook's archive before it is parsed: size, names, markup, hidden things.

An XLSX file is a zip archive of XML. Nothing is unpacked to disk, and nothing is parsed here.

Source: reliability section 4, X rows.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from dataclasses import dataclass, field

from vikarsentral.importing import limits
from vikarsentral.importing.faults import NotReadable, RowFault

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
CHUNK = 2**20
OVERLAP = 256
_ENCRYPTED_NAMES = ("encryptedpackage", "encryptioninfo")
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*ref="([A-Z0-9:]{1,30})"')
_HIDDEN_ROW = re.compile(rb'<(?:\w+:)?row\s[^>]*hidden="(?:1|true)"')
_HIDDEN_COLUMN = re.compile(rb'<(?:\w+:)?col\s[^>]*hidden="(?:1|true)"')
_SYMLINK = 0o120000


@dataclass(slots=True)
class Seen:
    """What the archive holds besides the sheet that is read.

    `merged` is the first merged range by the sheet's part name; `hidden` names parts with
    hidden rows or columns.
    """

    merged: dict[str, str] = field(default_factory=dict)
    hidden: set[str] = field(default_factory=set)
    has_macros: bool = False
    has_links: bool = False


def looked_through(content: bytes) -> Seen:
    """Refuse an archive that is no workbook, or that would grow or hide too much.

    Args:
        content: the file's bytes.

    Returns:
        What it holds.

    Raises:
        NotReadable: what is wrong with it.
    """
    if content.startswith(OLE):
        lowered = content[: 2**16].replace(b"\x00", b"").lower()
        is_locked = any(name.encode() in lowered for name in _ENCRYPTED_NAMES)
        raise NotReadable(RowFault("encrypted" if is_locked else "not_a_workbook"))
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
            _check_members(members)
            seen = Seen()
            for member in members:
                _look(archive, member, seen)
    except (
        zipfile.BadZipFile,
        zipfile.LargeZipFile,
        zlib.error,
        NotImplementedError,
        RuntimeError,
        EOFError,
        OSError,
        ValueError,
    ):
        raise NotReadable(RowFault("not_a_workbook")) from None
    return seen


def _check_members(members: list[zipfile.ZipInfo]) -> None:
    names = [member.filename for member in members]
    odd = any(
        name.startswith("/") or ".." in name.split("/") or "\\" in name or "\x00" in name
        for name in names
    )
    links = any(member.external_attr >> 16 & 0o170000 == _SYMLINK for member in members)
    if odd or links or len(set(names)) != len(names) or "xl/workbook.xml" not in names:
        raise NotReadable(RowFault("not_a_workbook"))
    if any(member.flag_bits & 0x1 for member in members):
        raise NotReadable(RowFault("encrypted"))
    size = sum(member.file_size for member in members)
    packed = sum(member.compress_size for member in members)
    is_much = size > limits.UNPACKED_BYTES or len(members) > limits.MEMBERS
    if is_much or size > limits.UNPACKED_RATIO * max(packed, CHUNK // 64):
        facts = {"most": limits.UNPACKED_BYTES // 2**20}
        raise NotReadable(RowFault("expands_too_much", facts=facts))


def _look(archive: zipfile.ZipFile, member: zipfile.ZipInfo, seen: Seen) -> None:
    name = member.filename.lower()
    seen.has_macros |= name.endswith("vbaproject.bin")
    seen.has_links |= "externallinks/" in name
    if not name.endswith((".xml", ".rels")):
        return
    tail = b""
    with archive.open(member) as part:
        while chunk := part.read(CHUNK):
            _look_at(member.filename, tail + chunk, seen, is_first=not tail)
            tail = chunk[-OVERLAP:]


def _look_at(name: str, markup: bytes, seen: Seen, *, is_first: bool) -> None:
    is_other = is_first and (markup[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\x00" in markup[:200])
    if is_other or b"<!DOCTYPE" in markup or b"<!ENTITY" in markup:
        raise NotReadable(RowFault("xml_not_allowed"))
    if "worksheets/" not in name:
        return
    if found := _MERGED.search(markup):
        seen.merged.setdefault(name, found[1].decode())
    if _HIDDEN_ROW.search(markup) or _HIDDEN_COLUMN.search(markup):
        seen.hidden.add(name)
