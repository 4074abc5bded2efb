"""Why the mentions of a person were taken for one: claims in plain words, from the mentions and the links of that person."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pyarrow as pa

# column: how its agreement is told
_COLUMNS = {
    "nir": "social-security number",
    "ipp": "patient number",
    "birth_date": "birth date",
    "family_name": "family name",
    "birth_name": "birth name",
    "given_names": "first names",
    "sex": "sex",
    "phones": "phone number",
    "emails": "e-mail address",
    "postcode": "postcode",
    "rpps": "RPPS number",
    "staff_id": "staff number",
}


def explain_person(mentions: pa.Table, links: pa.Table) -> list[str]:
    """Return sentences that say what the mentions share, how they are tied, and who else is near; no value is shown.

    Args:
        mentions: the mentions of the person, columns of MENTIONS.
        links: the links with an end among them, columns of LINKS.

    """
    ids = set(mentions["mention_id"].to_pylist())
    sentences = [
        f"{len(ids)} mentions in {len(set(mentions['sha256'].to_pylist()))} files." if len(ids) > 1 else "One mention."
    ]
    if len(ids) > 1:
        sentences += [_agreement(name, mentions[column].to_pylist()) for column, name in _COLUMNS.items()]
    inside: list[dict[str, Any]] = []
    near: list[dict[str, Any]] = []
    for link in links.to_pylist():
        (inside if link["same_person"] else near).append(link)
    sentences += [_told("Tied", link) for link in _strongest(inside)]
    if near:
        sentences.append(f"{len(near)} links to another person, held apart.")
        sentences += [_told("Held apart", link) for link in _strongest(near)[:3]]
    return [sentence for sentence in sentences if sentence]


def _agreement(name: str, values: list[Any]) -> str:
    known = [_key(v) for v in values if v]
    if len(known) < 2:
        return ""
    common = max(known.count(v) for v in known)
    if common == len(known):
        return f"The {name} is the same in all {common} mentions that have one."
    return f"The {name} is the same in {common} of the {len(known)} mentions that have one."


def _key(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(_key(v) for v in value)
    return value.upper().replace("-", " ") if isinstance(value, str) else value


def _strongest(links: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted(links, key=lambda link: (-link["probability"], link["mention_id_l"], link["mention_id_r"]))


def _told(verb: str, link: dict[str, Any]) -> str:
    reasons = "; ".join(link["reasons"]) or "nothing to compare"
    return f"{verb} with probability {link['probability']:.2f}: {reasons}."
