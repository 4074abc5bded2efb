"""How bad it is, for whom: ENISA's severity, SE = DPC × EI + CB, in quarters: the limits of the bands are exact.

The method is ENISA's (v1.0, December 2013, Greek and German authorities); which value a hospital's data take is a
table of rules (`rules/severity.toml`), printed with each result. DPC and EI are a person's, CB the case's.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from recense.errors import OperatorError

BANDS = ((16, "very_high"), (12, "high"), (8, "medium"), (0, "low"))  # lowest score of each, in quarters
MANY_PEOPLE = 100  # ENISA raises a flag above, and does not change the score


@dataclass(frozen=True, slots=True)
class Exposure:
    """What is exposed for one person, over all files: no value, only what is known.

    `identifiers` are words of the rules: full_name, part_of_name, common_name, birth_date, address, city, postcode,
    phone, email, nir, official_id, hospital_number, sex. `telling`: a care sector that tells the condition. `fragile`:
    a minor, or one of the rules' fragile flags.
    """

    role: str
    categories: frozenset[str]
    identifiers: frozenset[str]
    telling: bool = False
    fragile: bool = False


@dataclass(frozen=True, slots=True)
class Severity:
    """A severity with its parts: `dpc` whole (1 to 4), `ei` and `cb` in quarters, and why."""

    dpc: int
    ei: int
    cb: int
    dpc_reason: str
    ei_reason: str
    cb_reason: str

    @property
    def quarters(self) -> int:
        """The score in quarters."""
        return self.dpc * self.ei + self.cb

    @property
    def score(self) -> float:
        """The score as ENISA writes it, 0.25 to 6."""
        return self.quarters / 4

    @property
    def band(self) -> str:
        """One of low, medium, high, very_high."""
        return band_of(self.quarters)

    @property
    def reason(self) -> str:
        """The formula with its values, then why each."""
        return (
            f"{self.dpc} x {self.ei / 4:g} + {self.cb / 4:g} = {self.score:g}; "
            f"data: {self.dpc_reason}; identification: {self.ei_reason}; breach: {self.cb_reason}"
        )


def severity_of(exposure: Exposure, breach: str) -> Severity:
    """Compute the severity of the breach for one person.

    Raises:
        OperatorError: the rules know no such circumstances of a breach.
    """
    rules = _rules()
    dpc = max((r for r in rules["dpc"] if _dpc_holds(r, exposure)), key=lambda r: int(r["score"]))
    ei = max((r for r in rules["ei"] if _ei_holds(r, exposure.identifiers)), key=lambda r: int(r["quarters"]))
    cb, cb_reason = circumstances(breach)
    return Severity(int(dpc["score"]), int(ei["quarters"]), cb, dpc["reason"], ei["reason"], cb_reason)


def circumstances(breach: str) -> tuple[int, str]:
    """Return CB in quarters, and why.

    Raises:
        OperatorError: the rules know no such circumstances.
    """
    known = _rules()["cb"]
    if breach not in known:
        raise OperatorError(f"the breach cannot be {breach!r}. Choose one of: {', '.join(known)}.")
    parts = {k: v for k, v in known[breach].items() if isinstance(v, int)}
    return sum(parts.values()), known[breach]["reason"]


def band_of(quarters: int) -> str:
    """Return the band of a score in quarters: low below 2, medium below 3, high below 4, very high from 4."""
    return next(band for lowest, band in BANDS if quarters >= lowest)


def fragile_flags() -> frozenset[str]:
    """Return the flags of mentions that make their person fragile."""
    return frozenset(_rules()["fragile"]["flags"])


def common_names() -> frozenset[str]:
    """Return the family names that many share, in capitals without accents."""
    return frozenset(_rules()["common"]["family_names"])


def in_french(reason: str) -> str:
    """Return a reason of the rules in French."""
    rules = _rules()
    known = [*rules["dpc"], *rules["ei"], *rules["cb"].values()]
    return str(next(rule["raison"] for rule in known if rule["reason"] == reason))


def rules_version() -> str:
    """Return the version of the rules, printed with every result."""
    return str(_rules()["version"])


def _dpc_holds(rule: dict[str, Any], exposure: Exposure) -> bool:
    named = bool(exposure.identifiers & {"full_name", "part_of_name"})
    return (
        set(rule.get("categories", [])) <= exposure.categories
        and ("roles" not in rule or exposure.role in rule["roles"])
        and (not rule.get("named") or named)
        and (not rule.get("telling") or exposure.telling)
        and (not rule.get("fragile") or exposure.fragile)
    )


def _ei_holds(rule: dict[str, Any], identifiers: frozenset[str]) -> bool:
    return (
        set(rule.get("all", [])) <= identifiers
        and ("any" not in rule or not identifiers.isdisjoint(rule["any"]))
        and identifiers.isdisjoint(rule.get("unless", []))
    )


@cache
def _rules() -> dict[str, Any]:
    return tomllib.loads((files("recense.assess") / "rules" / "severity.toml").read_text(encoding="utf-8"))
