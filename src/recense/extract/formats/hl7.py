"""HL7 v2 messages, alone or in a batch: one row a patient of a message, with who, where, when and what.

Field numbers are those of HL7 2.5 and of the French PAM profile (Interop'Santé), where the birth name is the name of
type L and the name in use the one of type D. Segments without a column of their own come out whole in the last one.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from recense.errors import Unreadable
from recense.extract.charset import open_text
from recense.extract.formats.records import RecordGrids

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path
    from typing import TextIO

    from recense.extract.document import DocumentWriter
    from recense.extract.formats.records import Fields
    from recense.extract.registry import ReadOptions

INS_DOMAINS: Final = ("1.2.250.1.213.1.4.8", "1.2.250.1.213.1.4.9", "INS-NIR", "INS-NIA")
INS_TYPES: Final = {"INS", "INS-NIR", "INS-NIA", "NIR", "NH", "SS", "INS-C"}
NO_PERSON: Final = {"MSH", "EVN", "FHS", "FTS", "BHS", "BTS", "MSA", "PD1", "ZFU", "QAK"}

_DATE = re.compile(r"(\d{4})(\d\d)(\d\d)(?:(\d\d)(\d\d))?")
_ESCAPE = re.compile(r"\\(F|S|T|R|E|\.br|X[0-9A-F]+|H|N)\\", re.IGNORECASE)
_ESCAPES: Final = {"F": "|", "S": "^", "T": "&", "R": "~", "E": "\\", ".BR": "\n", "H": "", "N": ""}


class _Segment:
    """One segment: `field(3)` is its third field, `parts` cuts a field into components, `repeats` into repetitions."""

    def __init__(self, words: str, marks: str) -> None:
        self._marks = marks
        self._fields = words.split(marks[0])
        self.name = self._fields[0]
        if self.name in {"MSH", "BHS", "FHS"}:
            self._fields.insert(1, marks[0])  # the delimiter is itself the first field

    def field(self, number: int) -> str:
        return self._fields[number] if number < len(self._fields) else ""

    def repeats(self, number: int) -> list[list[str]]:
        """Return the repetitions of a field, each as its components."""
        whole = self.field(number)
        found = whole.split(self._marks[2]) if whole else []
        return [[_plain(part) for part in repeat.split(self._marks[1])] for repeat in found]

    def parts(self, number: int) -> list[str]:
        """Return the components of the first repetition."""
        return next(iter(self.repeats(number)), [])

    def text(self, number: int) -> str:
        """Return a field as text: its components set apart by spaces."""
        return " ; ".join(" ".join(part for part in repeat if part) for repeat in self.repeats(number))

    def whole(self) -> str:
        """Return all that the segment says."""
        texts = [self.text(number) for number in range(1, len(self._fields))]
        return f"{self.name} : " + " | ".join(text for text in texts if text)


def read(source: Path, writer: DocumentWriter, options: ReadOptions) -> None:  # noqa: ARG001 - the readers' signature
    """Read a file of messages.

    Raises:
        Unreadable: no message in it.

    """
    stream, _ = open_text(source)
    grids = RecordGrids(writer)
    count = 0
    with stream:
        patients = (of_patient for message in _messages(stream) for of_patient in _by_patient(message))
        for count, segments in enumerate(patients, 1):
            grids.add("", _row(segments), count)
    if not count:
        raise Unreadable("no HL7 message begins in it. Ask for another copy of it.")
    grids.finish()


def _messages(stream: TextIO) -> Iterator[list[_Segment]]:
    segments: list[_Segment] = []
    marks = "|^~\\&"
    for line in stream:
        words = line.strip("\r\n\x0b\x1c\x00\ufeff ")
        if words.startswith("MSH"):
            if segments and segments[0].name == "MSH":  # before the first: the head of a batch
                yield segments
            segments = []
            marks = words[3:8] if len(words) > 8 else marks
        if words[3:4] == marks[0] and words[:3].isalnum():
            segments.append(_Segment(words, marks))
        elif words and segments:
            segments.append(_Segment(f"NTE{marks[0] * 3}{words}", marks))  # a text that holds line ends
    if segments and segments[0].name == "MSH":
        yield segments


def _by_patient(segments: list[_Segment]) -> Iterator[list[_Segment]]:
    """Yield the segments of each patient of a message, each time with those that stand before the first."""
    starts = [place for place, segment in enumerate(segments) if segment.name == "PID"]
    if len(starts) < 2:
        yield segments
        return
    for start, end in pairwise([*starts, len(segments)]):
        yield segments[: starts[0]] + segments[start:end]


def _row(segments: Sequence[_Segment]) -> Fields:
    fields: Fields = {}
    for segment in segments:
        read_segment = _READERS.get(segment.name)
        if read_segment:
            _join(fields, read_segment(segment))
        elif segment.name not in NO_PERSON:
            _join(fields, {"Autres segments": segment.whole()})
    return {name: value or None for name, value in fields.items()}


def _join(fields: Fields, more: dict[str, str]) -> None:
    for name, value in more.items():
        before = fields.get(name)
        if not before:
            fields[name] = value
        elif value and value != before:
            fields[name] = f"{before} ; {value}"


def _header(segment: _Segment) -> dict[str, str]:
    return {"Message": "^".join(segment.parts(9)), "Date du message": read_date(segment.field(7))}


def _patient(segment: _Segment) -> dict[str, str]:
    fields = _identifiers(segment) | _names(segment)
    address = segment.parts(11)
    phones, emails = _telecoms([*segment.repeats(13), *segment.repeats(14)])
    return fields | {
        "Date de naissance": read_date(segment.field(7)),
        "Sexe": segment.text(8),
        "Adresse": " ".join(part for part in address[:2] if part),
        "Ville": _at(address, 2),
        "Code postal": _at(address, 4),
        "Téléphone": phones,
        "Email": emails,
        "Numéro de dossier": _at(segment.parts(18), 0),
        "Lieu de naissance": segment.text(23),
        "Date de décès": read_date(segment.field(29)),
    }


def _identifiers(segment: _Segment) -> dict[str, str]:
    ipp: list[str] = []
    ins: list[str] = []
    for repeat in [*segment.repeats(3), *segment.repeats(2)]:
        if repeat and repeat[0]:
            domain, kind = _at(repeat, 3), _at(repeat, 4).upper()
            is_ins = kind in INS_TYPES or any(known in domain for known in INS_DOMAINS)
            (ins if is_ins else ipp).append(repeat[0])
    ins += [part for part in segment.parts(19)[:1] if part]
    return {"IPP": " ; ".join(dict.fromkeys(ipp)), "NIR": " ; ".join(dict.fromkeys(ins))}


def _names(segment: _Segment) -> dict[str, str]:
    """Tell the birth name (type L) from the name in use (type D, or the only one)."""
    found: dict[str, str] = {}
    for repeat in segment.repeats(5):
        family, given, more, kind = _at(repeat, 0), _at(repeat, 1), _at(repeat, 2), _at(repeat, 6).upper()
        found.setdefault({"L": "Nom de naissance", "M": "Nom de naissance"}.get(kind, "Nom"), family.replace("&", " "))
        found.setdefault("Prénoms", " ".join(part for part in (given, more) if part))
    if "Nom" not in found and "Nom de naissance" in found and len(segment.repeats(5)) == 1:
        found = {"Nom": found["Nom de naissance"], "Prénoms": found["Prénoms"]}
    return {"Nom": found.get("Nom", ""), "Nom de naissance": found.get("Nom de naissance", "")} | {
        "Prénoms": found.get("Prénoms", "")
    }


def _telecoms(repeats: Sequence[Sequence[str]]) -> tuple[str, str]:
    phones, emails = [], []
    for repeat in repeats:
        emails += [part for part in repeat if "@" in part]
        phones += [part for part in (_at(repeat, 0), _at(repeat, 11)) if part and "@" not in part][:1]
    return " ; ".join(dict.fromkeys(phones)), " ; ".join(dict.fromkeys(emails))


def _visit(segment: _Segment) -> dict[str, str]:
    return {
        "Service": " ".join(part for part in segment.parts(3)[:3] if part),
        "Médecin": " ".join(part for part in segment.parts(7)[1:3] if part),
        "Numéro de séjour": _at(segment.parts(19), 0),
        "Date d'entrée": read_date(segment.field(44)),
        "Date de sortie": read_date(segment.field(45)),
    }


def _relative(segment: _Segment) -> dict[str, str]:
    name = segment.parts(2)
    phones, _ = _telecoms(segment.repeats(5))
    return {
        "Personne à prévenir": " ".join(part for part in name[:2] if part),
        "Lien de parenté": segment.text(3),
        "Téléphone de la personne à prévenir": phones,
    }


def _diagnosis(segment: _Segment) -> dict[str, str]:
    code = segment.parts(3)
    return {"Code diagnostic": _at(code, 0), "Diagnostic": _at(code, 1) or _plain(segment.field(4))}


def _result(segment: _Segment) -> dict[str, str]:
    name = segment.parts(3)
    value = f"{_at(name, 1) or _at(name, 0)} : {segment.text(5)} {segment.text(6)}"
    return {"Résultats": value.strip()}


def _column(header: str, number: int) -> Callable[[_Segment], dict[str, str]]:
    """Read one field of a segment into a column."""
    return lambda segment: {header: segment.text(number)}


def _insurance(segment: _Segment) -> dict[str, str]:
    return {"Assuré": " ".join(part for part in segment.parts(16)[:2] if part), "Numéro d'assuré": segment.text(36)}


def _appointment(segment: _Segment) -> dict[str, str]:
    return {"Rendez-vous": read_date(_at(segment.parts(11), 3)), "Motif du rendez-vous": segment.text(7)}


def read_date(value: str) -> str:
    """Write an HL7 date (`20240211083000`) in ISO form; return anything else as it is."""
    found = _DATE.match(value)
    if not found:
        return value
    year, month, day, hour, minute = found.groups()
    moment = f" {hour}:{minute}" if hour and (hour, minute) != ("00", "00") else ""
    return f"{year}-{month}-{day}{moment}"


def _plain(words: str) -> str:
    if "\\" in words:
        words = _ESCAPE.sub(lambda found: _unescape(found.group(1).upper()), words)
    return "" if words == '""' else words  # two quotes: "delete what you had"


def _unescape(code: str) -> str:
    if code.startswith("X"):
        return bytes.fromhex(code[1:] if len(code) % 2 else "").decode("latin-1")
    return _ESCAPES.get(code, "")


def _at(parts: Sequence[str], place: int) -> str:
    return parts[place] if place < len(parts) else ""


_READERS: Final = {
    "MSH": _header,
    "PID": _patient,
    "PV1": _visit,
    "NK1": _relative,
    "DG1": _diagnosis,
    "OBX": _result,
    "IN1": _insurance,
    "SCH": _appointment,
    "OBR": _column("Examen", 4),
    "PR1": _column("Acte", 3),
    "AL1": _column("Allergie", 3),
    "RXO": _column("Médicament", 1),
    "RXE": _column("Médicament", 2),
    "RXD": _column("Médicament", 2),
    "RXA": _column("Médicament", 5),
    "NTE": _column("Commentaire", 3),
}
