"""Social-security numbers without a name: in a list of numbers, each is somebody."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from recense.detect.recognizers import nir
from recense.detect.text.shapes import TextMention
from recense.model import DataType, Role

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from recense.detect.text.shapes import TextLine

_LONG = re.compile(r"(?<![0-9A-Za-z])\d[\d AB]{12,20}(?![0-9A-Za-z])")


def numbers_alone(lines: Sequence[TextLine]) -> Iterator[TextMention]:
    """Yield one mention a number with a right key, in a part that names nobody.

    One number in a hundred has a right key by chance: where most long numbers have none, they are something else.
    """
    keyed: dict[str, TextLine] = {}
    long = 0
    for line in lines:
        numbers = len(_LONG.findall(line.words))
        if not numbers:
            continue
        long += numbers
        for match in nir.PATTERN.finditer(line.words):
            number = nir.normalize(match.group())
            if number and number.valid:
                keyed.setdefault(str(number.value), line)
    if len(keyed) * 2 <= long - len(keyed):
        return
    for value, line in keyed.items():
        yield TextMention(
            place=line.place,
            line=line.line,
            unit=line.unit,
            role=Role.PATIENT,
            sex={"1": "M", "2": "F"}.get(value[0]),
            nir=value,
            nir_valid=True,
            data_types=(DataType.NIR,),
            confidence=0.8,
            reason="a social-security number with a right key, in a text that names nobody",
        )
