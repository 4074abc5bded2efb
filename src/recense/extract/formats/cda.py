"""CDA clinical documents: who it is about as a small grid, then each section with its title, its tables as grids."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from recense.extract.formats.fhir_resources import SEX, SYSTEMS
from recense.extract.formats.hl7 import read_date

if TYPE_CHECKING:
    from collections.abc import Iterator

    from recense.extract.document import DocumentWriter
    from recense.extract.formats.records import Fields

SEXES = SEX | {"m": "M", "f": "F"}
BLOCKS = {"paragraph", "list", "item", "caption", "title", "br", "text", "content", "td", "th", "tr"}


def read_cda(root: Any, writer: DocumentWriter) -> None:
    """Read a ClinicalDocument: its patient, then its words; numbers of lines go on over the whole document."""
    patient = {name: value for name, value in _patient(root).items() if value}
    if patient:
        writer.grid("patient")
        writer.row(0, list(patient))
        writer.row(1, list(patient.values()))
    number = 0
    in_text = False
    for part in _parts(root):
        if isinstance(part, str):
            if not in_text:
                writer.text()
                in_text = True
            number += 1
            writer.line(number, part)
            continue
        writer.grid()
        in_text = False
        for cells in part:
            number += 1
            writer.row(number, cells)


def _patient(root: Any) -> Fields:
    role = root.find("{*}recordTarget/{*}patientRole")
    if role is None:
        return {}
    fields: Fields = {}
    for name in role.iterfind("{*}patient/{*}name"):
        for family in name.iterfind("{*}family"):
            kind = {"BR": "Nom de naissance", "SP": "Nom", "CL": "Nom"}.get(family.get("qualifier", ""), "Nom")
            fields.setdefault(kind, _words(family))
        fields.setdefault("Prénoms", " ".join(_words(given) for given in name.iterfind("{*}given")))
        if not fields.get("Nom") and not fields.get("Nom de naissance"):
            fields["Nom complet"] = _words(name)
    fields["Date de naissance"] = _date(role.find("{*}patient/{*}birthTime"))
    sex = role.find("{*}patient/{*}administrativeGenderCode")
    fields["Sexe"] = SEXES.get(sex.get("code", "").lower()) if sex is not None else None
    for identity in role.iterfind("{*}id"):
        header = next((name for mark, name in SYSTEMS if mark in identity.get("root", "")), "IPP")
        fields.setdefault(header, identity.get("extension"))
    fields |= _contact(role)
    fields["Date"] = _date(root.find("{*}effectiveTime"))
    return fields


def _contact(role: Any) -> Fields:
    address = role.find("{*}addr")
    telecoms = [t.get("value", "") for t in role.iterfind("{*}telecom")]
    fields: Fields = {
        "Téléphone": " ; ".join(t.removeprefix("tel:") for t in telecoms if t and "@" not in t) or None,
        "Email": " ; ".join(t.removeprefix("mailto:") for t in telecoms if "@" in t) or None,
    }
    if address is not None:
        street = ("streetAddressLine", "houseNumber", "streetName")
        parts = [_words(part) for name in street for part in address.iterfind(f"{{*}}{name}")]
        fields["Adresse"] = " ".join(parts) or None
        fields["Code postal"] = _words(address.find("{*}postalCode"))
        fields["Ville"] = _words(address.find("{*}city"))
    return fields


def _parts(root: Any) -> Iterator[str | list[list[str]]]:
    title = _words(root.find("{*}title"))
    if title:
        yield title
    for role in ("author", "legalAuthenticator", "participant", "informationRecipient", "custodian", "componentOf"):
        for element in root.iterfind(f"{{*}}{role}"):
            words = " ".join(" ".join(element.itertext()).split())
            if words:
                yield f"{role} : {words}"
    for section in root.iter("{*}section"):
        title = _words(section.find("{*}title"))
        if title:
            yield title
        text = section.find("{*}text")
        if text is not None:
            yield from _narrative(text)
    body = root.find("{*}component/{*}nonXMLBody/{*}text")
    if body is not None and body.get("representation") != "B64" and _words(body):
        yield _words(body)


def _narrative(element: Any) -> Iterator[str | list[list[str]]]:
    """Yield the lines and the tables of a section's text, in order."""
    line = [element.text or ""]
    for child in element.iterchildren("*"):
        name = child.tag.rpartition("}")[2]
        if name == "table":
            yield from _line(line)
            yield [[_words(cell) for cell in row.iterchildren("{*}td", "{*}th")] for row in child.iter("{*}tr")]
        elif name in BLOCKS and name != "content":
            yield from _line(line)
            yield from _narrative(child)
        else:
            line.append(" ".join(child.itertext()))
        line.append(child.tail or "")
    yield from _line(line)


def _line(words: list[str]) -> Iterator[str]:
    text = " ".join("".join(words).split())
    words.clear()
    if text:
        yield text


def _words(element: Any) -> str:
    return "" if element is None else " ".join(" ".join(element.itertext()).split())


def _date(element: Any) -> str | None:
    value = "" if element is None else element.get("value", "")
    return read_date(value) or None
