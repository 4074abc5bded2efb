"""The stitched peer: walk -> xberg/pandas -> Presidio (French) -> Splink -> the same export as Recense. See README.md."""

from __future__ import annotations

import asyncio
import hashlib
import io
import json
import logging
import re
import shutil
import sys
import tarfile
import tempfile
import unicodedata
import zipfile
from datetime import date, datetime
from pathlib import Path

import pandas as pd

logging.disable(logging.WARNING)

HEADERS = {  # what one writes in an afternoon
    "family": r"^(nom|nom de famille|nom d'?usage|name|last ?name|family|nom_?pat.*|patronyme|nom patient)$",
    "birth": r"^(nom de naissance|nom de jeune fille|njf|nom_?nais.*|birth ?name)$",
    "given": r"^(prenoms?|first ?name|given.*|prenom_?pat.*)$",
    "full": r"^(nom (et )?prenoms?|nom/prenom|patient|identite|nom complet|agent|beneficiaire)$",
    "dob": r"^(date de naissance|ddn|date naissance|ne\(?e?\)? le|naissance|birth ?date|dob|date_?nais.*|dtnais.*)$",
    "phone": r"^(tel.*|telephone.*|portable|mobile|phone)$",
    "email": r"^(e-?mail|mail|courriel|adresse mail)$",
    "nir": r"^(nir|n° ?secu.*|num.*secu.*|nss|securite sociale|ins)$",
    "ipp": r"^(ipp|n° ?ipp|num.*patient|id ?patient|identifiant patient)$",
    "sector": r"^(service|uf|unite.*|secteur.*|ward)$",
    "arrival": r"^(date d'?entree|entree|admission|date d'?arrivee|arrivee|rdv|date rdv)$",
    "address": r"^(adresse.*|rue|voie)$",
    "city": r"^(ville|commune|localite)$",
    "postcode": r"^(cp|code postal)$",
    "iban": r"^(iban|rib)$",
    "diagnosis": r"^(diagnostic.*|cim.*|pathologie|motif.*)$",
    "job": r"^(fonction|metier|grade|emploi|poste)$",
}
ENTITY_FIELD = {
    "PERSON": "full",
    "PHONE_NUMBER": "phone",
    "EMAIL_ADDRESS": "email",
    "FR_NIR": "nir",
    "IBAN_CODE": "iban",
    "DATE_TIME": "date",
}
CATEGORY = {
    "family": "identity", "birth": "identity", "given": "identity", "full": "identity", "dob": "identity", "phone": "contact",
    "email": "contact", "address": "contact", "city": "contact", "postcode": "contact", "nir": "nir", "ipp": "patient_id",
    "sector": "stay", "arrival": "stay", "iban": "bank", "diagnosis": "health", "job": "staff",
}  # fmt: skip


def analyzer():
    from presidio_analyzer import AnalyzerEngine, Pattern, PatternRecognizer, RecognizerRegistry
    from presidio_analyzer.nlp_engine import NlpEngineProvider
    from presidio_analyzer.predefined_recognizers import IbanRecognizer, PhoneRecognizer, SpacyRecognizer

    engine = NlpEngineProvider(
        nlp_configuration={"nlp_engine_name": "spacy", "models": [{"lang_code": "fr", "model_name": "fr_core_news_md"}]}
    ).create_engine()
    registry = RecognizerRegistry(supported_languages=["fr"])
    for recognizer in (
        SpacyRecognizer(supported_language="fr"),
        PhoneRecognizer(supported_language="fr", supported_regions=("FR",)),
        IbanRecognizer(supported_language="fr"),
        PatternRecognizer(
            "EMAIL_ADDRESS", patterns=[Pattern("mail", r"[\w.+-]+@[\w-]+\.[\w.]+", 0.8)], supported_language="fr"
        ),
        PatternRecognizer(
            "FR_NIR",
            patterns=[
                Pattern(
                    "nir",
                    r"\b[12][ .]?\d{2}[ .]?(?:0[1-9]|1[0-2]|[2-9]\d)[ .]?(?:\d{2}|2[AB])[ .]?\d{3}[ .]?\d{3}(?:[ .]?\d{2})?\b",
                    0.8,
                )
            ],
            supported_language="fr",
        ),
        PatternRecognizer(
            "DATE_TIME",
            patterns=[Pattern("date", r"\b\d{1,2}[/.-]\d{1,2}[/.-](?:\d{4}|\d{2})\b", 0.7)],
            supported_language="fr",
        ),
    ):
        registry.add_recognizer(recognizer)
    return AnalyzerEngine(registry=registry, nlp_engine=engine, supported_languages=["fr"])


def fold(text):
    text = "".join(c for c in unicodedata.normalize("NFD", str(text)) if not unicodedata.combining(c))
    return re.sub(r"\s+", " ", text).strip()


def parse_date(text):
    text = str(text).strip()[:10]
    for form in ("%d/%m/%Y", "%Y-%m-%d", "%d-%m-%Y", "%d.%m.%Y", "%d/%m/%y", "%Y%m%d"):
        try:
            return datetime.strptime(text, form).date()
        except ValueError:
            continue
    return None


def split_name(text):
    """A name in one cell: the words in capitals are the family name, else the last word is."""
    words = (
        re.sub(r"^(m\.?|mme|mlle|monsieur|madame|dr|docteur|pr)\s+", "", fold(text), flags=re.IGNORECASE)
        .replace(",", " ")
        .split()
    )
    upper = [w for w in words if w.isupper() and len(w) > 1]
    if upper and len(upper) < len(words):
        return " ".join(upper), " ".join(w for w in words if w not in upper)
    return (words[0], " ".join(words[1:])) if len(words) > 1 else (" ".join(words), "")


def unpack(folder):
    """Every file of the heap, archives opened, as (path as disclosed, bytes)."""
    for file in sorted(p for p in folder.rglob("*") if p.is_file()):
        yield from members(str(file.relative_to(folder)), file.read_bytes(), 0)


def members(path, data, depth):
    if (
        depth < 4
        and data[:4] == b"PK\x03\x04"
        and not re.search(r"\.(xlsx|xlsm|xlsb|docx|ods|odt|pptx)$", path, re.IGNORECASE)
    ):
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                for info in archive.infolist():
                    if not info.is_dir():
                        yield from members(f"{path}!/{info.filename}", archive.read(info), depth + 1)
            return
        except Exception:
            yield path, None
            return
    if depth < 4 and re.search(r"\.(tar|tar\.gz|tgz)$", path, re.IGNORECASE):
        try:
            with tarfile.open(fileobj=io.BytesIO(data)) as archive:
                for info in archive:
                    if info.isfile():
                        yield from members(f"{path}!/{info.name}", archive.extractfile(info).read(), depth + 1)
            return
        except Exception:
            yield path, None
            return
    yield path, data


def read_csv(data):
    for encoding in ("utf-8-sig", "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8", "cp1252"):
        try:
            text = data.decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    return pd.read_csv(
        io.StringIO(text),
        sep=None,
        engine="python",
        dtype=str,
        header=None,
        on_bad_lines="skip",
        skip_blank_lines=False,
    )


def extract(path, data):
    """(tables, text): tables are lists of rows of strings."""
    import xberg

    name = path.rsplit("/", 1)[-1]
    suffix = name.rsplit(".", 1)[-1].lower()
    if suffix in ("csv", "tsv", "txt") and suffix != "txt":
        return [read_csv(data).fillna("").to_numpy().tolist()], ""
    if suffix in ("xlsx", "xlsm", "xls", "xlsb", "ods"):
        sheets = pd.read_excel(io.BytesIO(data), sheet_name=None, header=None, dtype=str, engine="calamine")
        return [s.fillna("").to_numpy().tolist() for s in sheets.values()], ""

    async def run():
        with tempfile.NamedTemporaryFile(suffix="." + suffix) as handle:
            handle.write(data)
            handle.flush()
            return await xberg.extract(xberg.ExtractInput(uri=handle.name), xberg.ExtractionConfig(use_cache=False))

    result = asyncio.run(run()).results[0]
    return [t.cells for t in (result.tables or [])], result.content or ""


def column_fields(rows, engine):
    """The header row (the first of the first ten rows with two known words) and the field of each column."""
    width = max(map(len, rows))
    header, fields = None, {}
    for index, row in enumerate(rows[:10]):
        found = {c: f for c, cell in enumerate(row) for f, p in HEADERS.items() if re.match(p, fold(cell).lower())}
        if len(found) >= 2:
            header, fields = index, found
            break
    body = rows[header + 1 :] if header is not None else rows
    for column in range(width):  # presidio-structured's way: entities of a sample of cells, majority wins
        if column in fields:
            continue
        cells = [str(r[column]) for r in body[:200] if column < len(r) and str(r[column]).strip()][:20]
        votes = [e[0].entity_type for e in (engine.analyze(c, language="fr") for c in cells) if e]
        if votes and votes.count(top := max(set(votes), key=votes.count)) > len(cells) / 2:
            field = ENTITY_FIELD.get(top)
            if field == "date":
                field = "dob" if "dob" not in fields.values() else "arrival"
            if field and field not in fields.values():
                fields[column] = field
    return header, fields


def from_table(path, rows, engine):
    if not rows:
        return
    header, fields = column_fields(rows, engine)
    if not {"family", "given", "full"} & set(fields.values()):
        return
    for number, row in enumerate(rows, 1):
        if header is not None and number <= header + 1:
            continue
        got = {f: str(row[c]).strip() for c, f in fields.items() if c < len(row) and str(row[c]).strip()}
        if not {"family", "given", "full"} & set(got):
            continue
        family, given = (got.get("family", ""), got.get("given", "")) if "full" not in got else split_name(got["full"])
        yield mention(path, f"row={number}", family, given, got)


def from_text(path, text, engine):
    for start in range(0, len(text), 20_000):
        piece = text[start : start + 20_000]
        found = sorted(engine.analyze(piece, language="fr"), key=lambda e: e.start)
        seen = set()
        for entity in found:
            if entity.entity_type != "PERSON":
                continue
            words = piece[entity.start : entity.end]
            family, given = split_name(words)
            if (family, given) in seen or len(family) < 2:
                continue
            seen.add((family, given))
            near = {}
            for other in found:
                if (
                    0 <= other.start - entity.end < 200
                    and (field := ENTITY_FIELD.get(other.entity_type))
                    and field != "full"
                ):
                    near.setdefault("dob" if field == "date" else field, piece[other.start : other.end])
            yield mention(path, f"line={piece[: entity.start].count(chr(10)) + 1}", family, given, near)


def mention(path, where, family, given, got):
    fields = set(got) | {"family"}
    return {
        "path": path, "where": where, "family_name": fold(family).upper(), "given": fold(given).upper(),
        "birth_name": fold(got.get("birth", "")).upper() or None, "dob": parse_date(got.get("dob", "")),
        "phone": re.sub(r"\D", "", got.get("phone", ""))[-9:] or None, "email": got.get("email", "").lower() or None,
        "nir": re.sub(r"\W", "", got.get("nir", ""))[:13] or None, "ipp": got.get("ipp") or None,
        "categories": sorted({CATEGORY[f] for f in fields if f in CATEGORY}),
    }  # fmt: skip


def link(mentions):
    import splink.comparison_library as cl
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on

    frame = mentions.copy()
    frame["unique_id"] = range(len(frame))
    frame["dob"] = frame["dob"].map(lambda d: d.isoformat() if isinstance(d, date) else None)
    for column in ("family_name", "given", "phone", "email", "nir", "ipp", "dob"):
        frame[column] = frame[column].where(frame[column].astype(bool), None).astype(object)
    settings = SettingsCreator(
        link_type="dedupe_only",
        comparisons=[
            cl.JaroWinklerAtThresholds("family_name", [0.92, 0.85]).configure(term_frequency_adjustments=True),
            cl.JaroWinklerAtThresholds("given", [0.92, 0.85]).configure(term_frequency_adjustments=True),
            cl.DamerauLevenshteinAtThresholds("dob", [1]), cl.ExactMatch("phone"), cl.ExactMatch("email"), cl.ExactMatch("nir"), cl.ExactMatch("ipp"),
        ],
        blocking_rules_to_generate_predictions=[
            block_on("family_name", "given"), block_on("family_name", "dob"), block_on("given", "dob"), block_on("nir"), block_on("ipp"), block_on("email"),
        ],
    )  # fmt: skip
    api = DuckDBAPI()
    linker = Linker(api.register(frame), settings)
    linker.training.estimate_probability_two_random_records_match([block_on("family_name", "given", "dob")], recall=0.7)
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6, seed=1)
    for rule in (block_on("family_name", "given"), block_on("given", "dob")):
        linker.training.estimate_parameters_using_expectation_maximisation(rule)
    pairs = linker.inference.predict(threshold_match_probability=0.5)
    clusters = linker.clustering.cluster_pairwise_predictions_at_threshold(pairs, threshold_match_probability=0.95)
    clusters = clusters.as_duckdbpyrelation().df().set_index("unique_id")["cluster_id"]
    return frame["unique_id"].map(clusters).astype(str)


def main():
    heap, out = Path(sys.argv[1]), Path(sys.argv[2])
    engine = analyzer()
    rows, files = [], []
    for path, data in unpack(heap):
        before, status = len(rows), "analysed"
        try:
            if data is None:
                raise ValueError
            tables, text = extract(path, data)
            for table in tables:
                rows.extend(from_table(path, table, engine))
            if text and not tables:
                rows.extend(from_text(path, text, engine))
        except Exception:
            status = "failed"
        files.append(
            {
                "path": path,
                "status": status,
                "mentions": len(rows) - before,
                "sha256": hashlib.sha256(data or b"").hexdigest(),
            }
        )
    mentions = pd.DataFrame(rows)
    mentions["person_id"] = link(mentions)
    mentions["mention_id"] = [f"m{i}" for i in range(len(mentions))]
    mentions["given_names"] = mentions["given"].str.split()
    mentions["birth_date"] = mentions["dob"]
    mentions["sex"], mentions["confidence"] = None, 1.0
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
    names = [
        "mention_id",
        "person_id",
        "path",
        "where",
        "family_name",
        "birth_name",
        "given_names",
        "birth_date",
        "sex",
        "categories",
        "confidence",
    ]
    mentions[names].to_parquet(out / "mentions.parquet")
    people = mentions.groupby("person_id").agg(
        family_name=("family_name", "first"),
        categories=("categories", lambda s: sorted(set().union(*s))),
        mentions=("mention_id", "size"),
    )
    people.reset_index().to_parquet(out / "people.parquet")
    shown = pd.DataFrame(files)
    shown["kind"], shown["duplicate_of"], shown["problem"], shown["bytes"], shown["media_type"] = (
        "unknown",
        None,
        None,
        0,
        None,
    )
    shown["people"] = shown["mentions"]
    shown.to_parquet(out / "files.parquet")
    summary = {
        "schema_version": 1,
        "people": {"estimate": len(people), "low": None, "high": None, "level": None},
        "mentions": len(mentions),
    }
    (out / "summary.json").write_text(json.dumps(summary))


if __name__ == "__main__":
    main()
