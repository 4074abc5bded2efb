"""What a text looks like."""

import pytest
from invented_documents import DOCUMENTS

from recense.detect.text.clinical import find_clinical
from recense.detect.text.features import text_features
from recense.model import DataType, Form

BY_NAME = {d.name: d.text.splitlines() for d in DOCUMENTS}


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("discharge letter", Form.LETTER),
        ("letter of a patient", Form.LETTER),
        ("laboratory result", Form.FORM),
        ("admission form", Form.FORM),
        ("mail with signature", Form.MAIL),
        ("english mail", Form.MAIL),
        ("nobody: log", Form.OTHER),
    ],
)
def test_the_form_of_a_text_is_seen(name, form):
    assert text_features(BY_NAME[name]).form is form


def test_a_medical_report_says_much_of_health_and_a_newsletter_nothing():
    report, newsletter = text_features(BY_NAME["discharge letter"]), text_features(BY_NAME["nobody: newsletter"])
    assert report.explicit >= 4
    assert report.sections >= 2
    assert newsletter.explicit == 0


@pytest.mark.parametrize(
    ("words", "kinds"),
    [
        ("insuffisance rénale et diabète", {DataType.DIAGNOSIS}),
        ("Bisoprolol 2,5 mg le matin", {DataType.DRUG}),
        ("CRP à 45 mg/l", {DataType.RESULT}),
        ("une coloscopie est prévue", {DataType.ACT}),
        ("la suite de la visite sans limite", set()),
        ("le comité et la dose de café", set()),
        ("12 chaises, 45 tables, 3 %", {DataType.RESULT}),
    ],
)
def test_words_of_medicine_are_told_from_others(words, kinds):
    assert {kind for _, kind in find_clinical(words)} == kinds
