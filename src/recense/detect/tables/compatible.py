"""How well a column's values fit each type: rules where there is a checksum or a shape."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from recense.detect.tables.profiles import Profile


def _dates(p: Profile) -> float:
    return min(
        1.0,
        p["date"]
        + p["year"]
        + (p["serial"] if p["serial"] > 0.8 else 0.0)
        + (p["digits_6"] if p["digits_6"] > 0.8 else 0.0),
    )


def _names(p: Profile) -> float:
    return max(0.0, p["name_shape"] - p["prose"] - 0.5 * p["sex"] * p["few"])


def _code(p: Profile) -> float:
    return max(
        0.0, min(1.0, p["code"] + p["digits"] + p["mixed"] * (p["words"] < 1.3)) - p["date"] - (p["nir_key"] > 0.5)
    )


def _words(p: Profile) -> float:
    return max(0.0, min(1.0, p["alpha"] + p["mixed"]) - p["date"] - p["email"])


def _anything(_: Profile) -> float:
    return 0.8


FITS: dict[str, Callable[[Profile], float]] = {
    "family_name": _names,
    "birth_name": _names,
    "used_name": _names,
    "given_names": _names,
    "full_name": lambda p: max(_names(p), p["titled"], p["doctor"], 0.6 * (p["mixed"] > 0.5 and p["words"] >= 3)),
    "practitioner": _names,
    "relative": _names,
    "title": lambda p: p["civil"],
    "sex": lambda p: min(1.0, p["sex"] + 0.7 * p["civil"]) * (p.distinct <= 15),
    "birth_date": _dates,
    "death_date": lambda p: max(_dates(p), 0.5 * (p.distinct <= 3)),
    "arrival_date": _dates,
    "discharge_date": _dates,
    "appointment": lambda p: max(_dates(p), p["time"]),
    "date": _dates,
    "age": lambda p: max(p["age"], p["mixed"] * (p["length"] < 10)),
    "phone": lambda p: min(
        1.0, p["phone"] + p["phone_bare"] + 0.8 * p["digits_9"] + 0.6 * (p["digits_4"] + p["digits_5"] + p["digits_6"])
    ),
    "email": lambda p: p["email"],
    "address": lambda p: _words(p) * (p["words"] > 1.2),
    "street": lambda p: max(_words(p), 0.5 * p["digits"]),
    "postcode": lambda p: min(1.0, p["postcode"] + p["digits_5"] + 0.9 * p["digits_4"] + p["postcode_inside"]),
    "city": lambda p: p["alpha"],
    "country": lambda p: max(p["alpha"], 0.5 * p["digits"]),
    "birth_place": _anything,
    "nir": lambda p: min(1.0, p["nir"] + p["nir_mangled"] + 0.8 * p["nir_shape"]),
    "nir_key": lambda p: p["digits_2"] + p["digits_1"],
    "ipp": _code,
    "stay_id": _code,
    "staff_id": _code,
    "sector": lambda p: (
        max(p["sector"], 0.8 * _words(p), 0.7 * (p["digits"] * (p["digits_length"] <= 5))) * (p["length"] < 60)
    ),
    "room": lambda p: 0.8 * (p["length"] < 20),
    "diagnosis_code": lambda p: max(p["cim10"], 0.5 * (p["length"] < 8)),
    "diagnosis": _words,
    "drug": _words,
    "act": lambda p: max(_words(p), p["ccam"], 0.5 * p["code"]),
    "result": _anything,
    "iban": lambda p: max(p["iban"], 0.5 * (15 <= p["length"] <= 35 and p["date"] < 0.1)),
    "bic": lambda p: p["one_word"],
    "bank_card": lambda p: p["card"],
    "amount": lambda p: max(
        min(1.0, p["digits"] + p["decimal"] + p["money"]), p["signs"], p["mixed"] * (p["length"] < 16)
    ),
    "rpps": lambda p: max(p["rpps"], p["digits_11"], 0.8 * p["digits_9"]),
    "adeli": lambda p: max(p["digits_9"], p["code"]),
    "finess": lambda p: p["digits_9"],
    "job": lambda p: max(p["job"], 0.8 * _words(p)),
    "login": lambda p: p["one_word"] * (1 - p["date"]) + 0.6 * p["mixed"] * (p["words"] < 1.2),
    "password": lambda p: 0.8 * (p["words"] < 1.5),
    "official_id": _code,
    "kinship": lambda p: p["alpha"],
    "free_text": lambda p: 0.9 * _words(p),
    "other": _anything,
    "empty": lambda p: float(not p.filled),
}


def may_be_guessed(kind: str, p: Profile) -> bool:
    """Say whether values alone, without a header, may be taken for names: a few words that come again are states or modes."""
    if kind in {"practitioner", "relative"}:
        return (
            p["doctor"] + p["titled"] > 0.3
            or max(p["caps_and_title"], p["given_after"], p["given_first"] - p["given_all"]) > 0.4
        )
    if kind == "postcode":  # four digits are codes of units more often than postcodes that lost their zero
        return p["postcode"] > 0.5
    if kind in {"family_name", "birth_name", "used_name", "given_names", "full_name"}:
        return not (p.distinct <= 8 and p.filled >= 4 * p.distinct) and p["company"] < 0.5
    return True


def fits(kind: str, profile: Profile) -> float:
    """Say how well the values fit the type, 0 (they cannot be that) to 1."""
    return float(FITS[kind](profile))


def types_by_values(p: Profile) -> list[tuple[str, float]]:
    """Rank the types that the values alone speak for, surest first, each with its likeness (0 to 1)."""
    many = p.distinct >= 5 and p["distinct"] > 0.3
    found: dict[str, float] = {
        "email": p["email"],
        "iban": p["iban"],
        "phone": p["phone"] * (p["nir"] < 0.5) * (p["date"] < 0.5),
        "nir": min(1.0, (p["nir_key"] + 0.9 * (p["nir"] - p["nir_key"])) + p["nir_mangled"])
        if p["nir"] + p["nir_mangled"] > 0.5
        else 0.0,
        "date": p["date"] if p["date"] > 0.5 else 0.0,
        "sex": 0.95 * p["sex"] * (2 <= p.distinct <= 6 or p.rows < 4) * (p["digits"] < 0.9),
        "title": 0.95 * p["civil"] * (p.distinct <= 8) * (p["length"] > 1.2),
        "rpps": 0.9 * (p["rpps"] > 0.8),
        "sector": p["sector"],
        "diagnosis_code": 0.9 * (p["cim10"] > 0.8),
        "act": 0.9 * (p["ccam"] > 0.7),
        "postcode": 0.7 * (p["postcode"] > 0.95) * (p.distinct > 1),
        "street": 0.85 * p["street"] * (p["postcode_inside"] < 0.4),
        "address": 0.9 * (p["postcode_inside"] > 0.6) * (p["street"] > 0.3),
        "free_text": p["prose"],
        "job": 0.8 * p["job"] if p["words"] < 6 else 0.0,
        "drug": 0.8 * p["dose"],
        "full_name": _full_name(p),
        "given_names": 0.9 * p["given_all"] if p["given_all"] > 0.3 and p["words"] < 2.2 else 0.0,
        "diagnosis": 0.7 * p["care"] * (p["words"] < 8),
        "other": 0.85 * max(p["file"], p["machine"]),
        "practitioner": 0.9 * p["doctor"],
    }
    if many and p["code"] > 0.8 and p["same_length"] > 0.5 and p["digits_length"] >= 6 and not found["rpps"]:
        found["ipp"] = 0.35
    return sorted(((k, v) for k, v in found.items() if v >= 0.3), key=lambda item: -item[1])


def _full_name(p: Profile) -> float:
    if p["one_word"] > 0.4 or p["name_shape"] < 0.6 or p["company"] > 0.3 or p["sector"] > 0.4 or p["prose"] > 0.2:
        return 0.0
    return 0.9 * max(
        p["caps_and_title"],
        p["titled"],
        min(1.0, 1.6 * p["given_after"]),
        min(1.0, 1.6 * (p["given_first"] - p["given_all"])),
    )
