"""What may be written where: names, codes and numbers of the register."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from vikarsentral.contact import PHONE
from vikarsentral.errors import Fault
from vikarsentral.signs import hides, holds_link, is_email, whole

LONGEST_NAME = 100
NATIONAL_ID = re.compile(r"(?<!\d)\d{6}[ .-]?\d{5}(?!\d)")
EMPLOYEE_NO = re.compile(r"[A-Za-z0-9][A-Za-z0-9/-]{0,19}")


def code_of(name: str, longest: int = 40) -> str:
    """Return a name as a code: lower case, hyphens, no Norwegian letters.

    Args:
        name: any words.
        longest: characters at most.

    Returns:
        a-z, 0-9 and hyphens; `x` where nothing of the name can be written so.
    """
    lowered = name.casefold().replace("æ", "ae").replace("ø", "o").replace("å", "a")
    plain = unicodedata.normalize("NFD", lowered)
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:longest].strip("-") or "x"


def free_code(name: str, is_taken: Callable[[str], bool], longest: int = 40) -> str:
    """Return a code for a name that nobody has yet.

    Args:
        name: any words.
        is_taken: tells whether a code is in use.
        longest: characters at most.
    """
    base = code_of(name, longest - 4)
    code, turn = base, 1
    while is_taken(code):
        turn += 1
        code = f"{base}-{turn}"
    return code


def name_faults(where: str, name: str) -> list[Fault]:
    """Return what is wrong with a name.

    Args:
        where: the field.
        name: what was written.
    """
    if not 1 <= len(name.strip()) <= LONGEST_NAME or hides(whole(name)):
        return [Fault(where, "cannot be used", f"1 to {LONGEST_NAME} characters that show")]
    if NATIONAL_ID.search(name):
        return [Fault(where, "looks like a national identity number", "a name")]
    return []


def person_faults(name: str) -> list[Fault]:
    """Return what is wrong with a person's name; it goes into messages, where no link may stand.

    Args:
        name: what was written.

    Source: reliability section 4, V26.
    """
    if holds_link(name):
        return [Fault("name", "holds a link", "a name")]
    return name_faults("name", name)


def number_faults(employee_no: str) -> list[Fault]:
    """Return what is wrong with an employee number; the number is not told again.

    Args:
        employee_no: what was written.
    """
    if NATIONAL_ID.search(employee_no):
        told = "looks like a national identity number"
        return [Fault("employee_no", told, "the number from the payroll, never a national id")]
    if not EMPLOYEE_NO.fullmatch(employee_no):
        return [Fault("employee_no", "cannot be used", "1 to 20 letters, digits, / or -")]
    return []


def contact_faults(phone: str | None, email: str | None) -> list[Fault]:
    """Return what is wrong with contact details.

    Args:
        phone: digits, with + before a country code; None for none.
        email: an address; None for none.
    """
    faults = []
    if phone and not PHONE.fullmatch(phone):
        faults.append(Fault("phone", "cannot be used", "eight digits, or + and a country code"))
    if email and not is_email(email):
        faults.append(Fault("email", "cannot be used", "an address such as navn@kommune.no"))
    return faults
