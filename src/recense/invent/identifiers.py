"""Invented numbers with the right keys: NIR, IBAN, RPPS, FINESS, phones. None is meant to be anybody's.

NIR carry commune numbers from 900 up and bank codes start with 99, which are not attributed; landlines are in the
ranges that the regulator keeps for fiction. Mobiles are too, in small disclosures only: that range is short.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import random

FICTION_LANDLINES = ("019900", "026191", "035301", "046571", "053649")
FICTION_MOBILE = "063998"  # ten thousand numbers
OVERSEAS = ("0262", "0590", "0596", "0594")
_IBAN_LETTERS = {letter: str(value) for value, letter in enumerate("ABCDEFGHIJKLMNOPQRSTUVWXYZ", 10)}
_RIB_LETTERS = dict(zip("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "12345678912345678923456789", strict=True))


def nir_key(first_13: str) -> str:
    """Return the two-digit key of a NIR without key (13 characters, Corsica included)."""
    digits = first_13.replace("2A", "19").replace("2B", "18")
    return f"{97 - int(digits) % 97:02d}"


def make_nir(sex: str, year: int, month: int, department: str, rng: random.Random) -> str:
    """Return a NIR of 15 characters for someone born then and there."""
    department = department[:2] if department[:2] not in {"97", "98"} else department[:3]
    commune = f"{rng.randrange(900, 990):03d}" if len(department) == 2 else f"{rng.randrange(90, 99):02d}"
    first = f"{'1' if sex == 'M' else '2'}{year % 100:02d}{month:02d}{department}{commune}{rng.randrange(1, 999):03d}"
    return first + nir_key(first)


def make_phone(rng: random.Random, *, mobile: bool, fiction: bool) -> str:
    """Return ten digits. `fiction` keeps mobiles in the reserved range."""
    if mobile:
        if fiction:
            return f"{FICTION_MOBILE}{rng.randrange(10_000):04d}"
        return f"{rng.choice(('06', '06', '07'))}{rng.randrange(50, 89)}{rng.randrange(10**6):06d}"
    if rng.random() < 0.01:
        return f"{rng.choice(OVERSEAS)}{rng.randrange(10**6):06d}"
    if fiction:
        return f"{rng.choice(FICTION_LANDLINES)}{rng.randrange(10_000):04d}"
    return f"{rng.choice(FICTION_LANDLINES)[:4]}{rng.randrange(10**6):06d}"


def make_iban(number: int) -> str:
    """Return the French IBAN of the account `number`, with both its keys right."""
    bank, branch, account = f"99{number % 997:03d}", f"{number * 7919 % 90_000 + 10_000:05d}", f"{number:011d}"
    digits = "".join(_RIB_LETTERS.get(c, c) for c in f"{bank}{branch}{account}00")
    body = f"{bank}{branch}{account}{97 - int(digits) % 97:02d}"
    check = 98 - int("".join(_IBAN_LETTERS.get(c, c) for c in f"{body}FR00")) % 97
    return f"FR{check:02d}{body}"


def luhn_digit(digits: str) -> str:
    """Return the digit that makes `digits` pass Luhn's test."""
    total = 0
    for position, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if position % 2 == 0 else 1)
        total += value - 9 if value > 9 else value
    return str(-total % 10)


def make_rpps(number: int) -> str:
    """Return the eleven digits of a health professional's number."""
    first = f"10{number % 10**8:08d}"
    return first + luhn_digit(first)


def make_official_id(rng: random.Random) -> tuple[str, str]:
    """Return the kind and the number of an invented identity document."""
    kind = rng.choice(("CNI", "CNI", "Passeport", "Titre de séjour"))
    if kind == "Passeport":
        return kind, f"{rng.randrange(10, 30)}{rng.choice('ABCDEFGH')}{rng.choice('TVXZ')}{rng.randrange(10**5):05d}"
    if kind == "CNI" and rng.random() < 0.5:
        return kind, "".join(rng.choice("BCDFGHJKLMNPRTVWXYZ0123456789") for _ in range(9))
    return kind, f"{rng.randrange(10**11, 10**12)}"
