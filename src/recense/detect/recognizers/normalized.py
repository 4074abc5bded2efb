"""What a recognizer makes of a value: one shape for every identifier."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Normalized:
    """An identifier in its one normal form.

    `valid` is True when its key or its numbering plan agrees, False when it has the shape and the key disagrees (it is
    kept: a mistyped number still identifies somebody), None when the identifier has nothing to check.
    """

    value: str = field(repr=False)
    valid: bool | None


def luhn_agrees(digits: str) -> bool:
    """Say whether the last digit is the Luhn key of the others. One number in ten passes by accident."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        number = int(digit) * (2 if place % 2 else 1)
        total += number - 9 if number > 9 else number
    return total % 10 == 0
