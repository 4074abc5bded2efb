"""FHIR resources as rows with plain headers: who it is, then what is said of them.

Systems of identifiers: the French INS (1.2.250.1.213.1.4.8 to .11), RPPS (1.2.250.1.71.4.2.1); other identifiers of
patients are the hospital's own.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from recense.extract.formats.records import flatten

if TYPE_CHECKING:
    from collections.abc import Iterator

    from recense.extract.formats.records import Fields

PEOPLE: Final = {"Patient", "Practitioner", "RelatedPerson", "Person"}
SUBJECTS: Final = ("subject", "patient", "beneficiary", "individual", "for", "policyHolder")
SYSTEMS: Final = (
    ("1.2.250.1.213.1.4.", "NIR"),
    ("ins-nir", "NIR"),
    ("ins-c", "NIR"),
    ("1.2.250.1.71.4.2.1", "RPPS"),
    ("rpps", "RPPS"),
    ("adeli", "ADELI"),
    ("finess", "FINESS"),
)
OWN_IDENTIFIER: Final = {
    "Patient": "IPP",
    "Practitioner": "Identifiant",
    "Encounter": "Numéro de séjour",
    "EpisodeOfCare": "Numéro de séjour",
}
LABELS: Final = {  # resource → field → header of its value
    "Condition": {"code": "Diagnostic", "recordedDate": "Date", "onsetDateTime": "Date de début"},
    "Observation": {"code": "Examen", "value": "Résultat", "effective": "Date", "issued": "Date de publication"},
    "DiagnosticReport": {"code": "Examen", "conclusion": "Conclusion", "effective": "Date"},
    "MedicationRequest": {"medication": "Médicament", "dosageInstruction": "Posologie", "authoredOn": "Date"},
    "MedicationStatement": {"medication": "Médicament", "dosage": "Posologie", "effective": "Date"},
    "MedicationAdministration": {"medication": "Médicament", "effective": "Date"},
    "MedicationDispense": {"medication": "Médicament", "whenHandedOver": "Date"},
    "AllergyIntolerance": {"code": "Allergie"},
    "Procedure": {"code": "Acte", "performed": "Date"},
    "Immunization": {"vaccineCode": "Vaccin", "occurrence": "Date"},
    "Encounter": {
        "serviceType": "Service",
        "serviceProvider": "Établissement",
        "location": "Unité",
        "reasonCode": "Motif",
        "participant": "Praticien",
    },
    "Appointment": {"start": "Rendez-vous", "serviceType": "Service", "reasonCode": "Motif"},
    "Coverage": {"subscriberId": "Numéro d'assuré", "payor": "Organisme"},
}
PERIODS: Final = {"Encounter": ("Date d'entrée", "Date de sortie")}
UNTOLD: Final = {"resourceType", "id", "meta", "text", "contained", "implicitRules", "language", "fullUrl"}
SEX: Final = {"male": "M", "female": "F"}

_CHOICE = re.compile(r"^(value|effective|medication|performed|occurrence|onset)[A-Z]\w*$")
_MIDNIGHT = re.compile(r"^(\d{4}-\d\d-\d\d)T(?:00:00(?::00(?:\.0+)?)?)(?:Z|[+-]\d\d:\d\d)?$")
_MOMENT = re.compile(r"^(\d{4}-\d\d-\d\d)T(\d\d:\d\d)(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)?$")


def person_fields(resource: dict[str, Any]) -> Fields:
    """Return the identity of a Patient, Practitioner, RelatedPerson or Person, under plain headers."""
    kind = resource.get("resourceType", "")
    fields = _names(_objects(resource.get("name")))
    fields |= {
        "Date de naissance": _text(resource.get("birthDate")),
        "Sexe": SEX.get(str(resource.get("gender")), _text(resource.get("gender"))),
    }
    fields |= _identifiers(_objects(resource.get("identifier")), OWN_IDENTIFIER.get(kind, "Identifiant"))
    fields |= _telecoms(_objects(resource.get("telecom")))
    fields |= _address(_objects(resource.get("address")))
    if resource.get("deceasedDateTime"):
        fields["Date de décès"] = _text(resource["deceasedDateTime"])
    return {name: value for name, value in fields.items() if value}


def other_fields(resource: dict[str, Any]) -> Fields:
    """Return what a resource says beside an identity: plain headers for what is known, dotted names for the rest."""
    kind = str(resource.get("resourceType", ""))
    labels = LABELS.get(kind, {})
    told = {"name", "birthDate", "gender", "identifier", "telecom", "address", "deceasedDateTime"}
    handled = UNTOLD | set(SUBJECTS) | (told if kind in PEOPLE else {"identifier"})
    fields: Fields = {}
    rest: dict[str, Any] = {}
    if kind not in PEOPLE:
        fields |= _identifiers(_objects(resource.get("identifier")), OWN_IDENTIFIER.get(kind, "Identifiant"))
    for name, value in resource.items():
        choice = _CHOICE.match(name)
        header = labels.get(name) or (labels.get(choice.group(1)) if choice else None)
        if name == "period" and kind in PERIODS and isinstance(value, dict):
            fields |= dict(zip(PERIODS[kind], (_text(value.get("start")), _text(value.get("end"))), strict=True))
        elif name == "contact" and kind == "Patient":
            fields |= _relative(_objects(value))
        elif header:
            fields |= _labelled(header, value)
        elif name not in handled:
            rest[name] = value
    plain, children = flatten(rest)
    for name, child in children:
        words = " ".join(cell for cell in flatten(child)[0].values() if cell)
        plain[name] = f"{plain[name]} ; {words}" if plain.get(name) else words
    return fields | {name: _text(value) for name, value in plain.items()}


def subject_of(resource: dict[str, Any]) -> str | None:
    """Return the reference to the person whom a resource is about."""
    for name in SUBJECTS:
        value = resource.get(name)
        if isinstance(value, dict) and isinstance(value.get("reference"), str):
            return str(value["reference"])
    for participant in _objects(resource.get("participant")):
        actor = participant.get("actor")
        if isinstance(actor, dict) and "Patient/" in str(actor.get("reference", "")):
            return str(actor["reference"])
    return None


def subject_name(resource: dict[str, Any]) -> Fields:
    """Return the name that a reference displays, for a person who is not in the file."""
    for name in SUBJECTS:
        value = resource.get(name)
        if isinstance(value, dict) and value.get("display"):
            return {"Patient": _text(value["display"])}
    return {}


def _names(names: list[dict[str, Any]]) -> Fields:
    birth = next((n for n in names if n.get("use") in {"maiden", "old"}), None)
    used = next((n for n in names if n.get("use") in {"usual", "nickname"} and n.get("family")), None)
    official = next((n for n in names if n.get("use") == "official"), None)
    if used and official:
        birth = birth or official  # French profile: the official name is the birth name
    main = used or official or next((n for n in names if n is not birth), birth) or {}
    given = main.get("given") or (birth or {}).get("given") or []
    fields: Fields = {
        "Nom": _text(main.get("family")),
        "Nom de naissance": _text(birth.get("family")) if birth and birth is not main else None,
        "Prénoms": " ".join(map(str, given)) if isinstance(given, list) else _text(given),
    }
    if not fields["Nom"] and main.get("text"):
        fields["Nom complet"] = _text(main["text"])
    return fields


def _identifiers(identifiers: list[dict[str, Any]], own: str) -> Fields:
    fields: Fields = {}
    for identifier in identifiers:
        system = str(identifier.get("system", "")).lower()
        codes = {str(c.get("code", "")).upper() for c in _objects((identifier.get("type") or {}).get("coding"))}
        header = next((name for mark, name in SYSTEMS if mark in system), own)
        header = "NIR" if codes & {"INS-NIR", "NIR", "NH", "INS-C"} else header
        value = _text(identifier.get("value"))
        if value:
            fields[header] = f"{fields[header]} ; {value}" if fields.get(header) else value
    return fields


def _telecoms(telecoms: list[dict[str, Any]]) -> Fields:
    emails = [str(t["value"]) for t in telecoms if t.get("value") and "@" in str(t["value"])]
    phones = [str(t["value"]) for t in telecoms if t.get("value") and "@" not in str(t["value"])]
    return {"Téléphone": " ; ".join(phones) or None, "Email": " ; ".join(emails) or None}


def _address(addresses: list[dict[str, Any]]) -> Fields:
    address = next((a for a in addresses if a.get("use") in {None, "home"}), addresses[0] if addresses else {})
    lines = address.get("line") or []
    street = " ".join(map(str, lines)) if isinstance(lines, list) else str(lines)
    return {
        "Adresse": street or _text(address.get("text")),
        "Code postal": _text(address.get("postalCode")),
        "Ville": _text(address.get("city")),
        "Pays": _text(address.get("country")),
    }


def _relative(contacts: list[dict[str, Any]]) -> Fields:
    contact = contacts[0] if contacts else {}
    name = contact.get("name") if isinstance(contact.get("name"), dict) else {}
    fields = _names([name]) if name else {}
    words = [fields.get("Nom") or fields.get("Nom complet"), fields.get("Prénoms")]
    telecoms = _telecoms(_objects(contact.get("telecom")))
    return {
        "Personne à prévenir": " ".join(word for word in words if word) or None,
        "Téléphone de la personne à prévenir": telecoms["Téléphone"],
    }


def _labelled(header: str, value: Any) -> Fields:
    """Write a value under its header: its words, its code apart."""
    words, codes = [*_words(value)], [*_codes(value)]
    fields: Fields = {header: " ; ".join(dict.fromkeys(words)) or None}
    if codes:
        fields[f"Code {header.lower()}"] = " ; ".join(dict.fromkeys(codes))
    return fields


def _words(value: Any) -> Iterator[str]:
    if isinstance(value, list):
        for item in value:
            yield from _words(item)
    elif not isinstance(value, dict):
        yield _text(value) or ""
    elif "coding" in value or "text" in value:
        displays = [str(coding["display"]) for coding in _objects(value.get("coding")) if coding.get("display")]
        yield from [str(value["text"])] if value.get("text") else displays[:1]
    elif "value" in value:
        unit = value.get("unit") or value.get("code")
        yield f"{value['value']} {unit}" if unit else str(value["value"])
    elif "start" in value:
        yield _text(value["start"]) or ""
    elif "display" in value:
        yield str(value["display"])
    else:
        for item in value.values():
            if isinstance(item, dict | list):
                yield from _words(item)


def _codes(value: Any) -> Iterator[str]:
    if isinstance(value, list):
        for item in value:
            yield from _codes(item)
    elif isinstance(value, dict):
        yield from (str(coding["code"]) for coding in _objects(value.get("coding")) if coding.get("code"))


def _objects(value: Any) -> list[dict[str, Any]]:
    found = value if isinstance(value, list) else [value]
    return [item for item in found if isinstance(item, dict)]


def _text(value: Any) -> str | None:
    if value is None or isinstance(value, dict | list):
        return None
    text = str(value)
    if day := _MIDNIGHT.match(text):
        return day.group(1)
    if moment := _MOMENT.match(text):
        return f"{moment.group(1)} {moment.group(2)}"
    return text
