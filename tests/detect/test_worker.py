"""What the workers of detection hand back for a whole document."""

from __future__ import annotations

import pyarrow.parquet as pq
import pytest

from recense.detect.results import read_results
from recense.detect.text.lexicon import build_lexicon
from recense.detect.worker import read_tables_of, search_texts_of
from recense.extract.document import DocumentWriter

CLINICAL = [
    "Madame Odile VASSEUR, née le 12/03/1954, a été hospitalisée pour une pneumopathie.",
    "Antécédents : diabète de type 2, hypertension artérielle. Traitement de sortie : amoxicilline.",
    "Conclusion : évolution favorable, poursuite de l'antibiothérapie.",
]
PLAIN = ["Bonjour,", "Madame Lucie BARBIER, née le 02/11/1961, demande une copie de sa facture.", "Cordialement"]


@pytest.fixture
def searched(tmp_path):
    def search(*parts):
        document = tmp_path / "document"
        with DocumentWriter(document) as writer:
            for place, lines in parts:
                writer.text(place)
                writer.prose("\n".join(lines))
        wanted = {
            "sha256": "0" * 64,
            "path": "boite.mbox",
            "media_type": "application/mbox",
            "debris": None,
            "again": False,
        }
        wanted |= {"document": str(document), "results": str(tmp_path / "tables")}
        read_tables_of(tmp_path / "tables", [wanted], "2026-11-24")
        pq.write_table(build_lexicon([], [], [], []), tmp_path / "lexicon")
        search_texts_of(tmp_path / "texts", [wanted], str(tmp_path / "lexicon"), "2026-11-24")
        found = read_results(tmp_path / "texts", 2)[1]
        return {m["family_name"].upper(): m for m in found.to_pylist()}

    return search


def test_a_clinical_message_says_nothing_of_who_is_named_in_another(searched):
    found = searched(("message=1", CLINICAL), ("message=2", PLAIN))
    assert "health" in found["VASSEUR"]["categories"]
    assert "health" not in found["BARBIER"]["categories"]


def test_what_the_second_page_says_is_of_the_patient_named_on_the_first(searched):
    found = searched(("page=1", CLINICAL[:1]), ("page=2", CLINICAL[1:]))
    assert "health" in found["VASSEUR"]["categories"]
