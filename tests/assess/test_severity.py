import pytest
from hypothesis import given
from hypothesis import strategies as st

from recense.assess.severity import BANDS, Exposure, Severity, _rules, band_of, circumstances, in_french, severity_of
from recense.errors import OperatorError


def verdict(role="patient", categories=("identity",), identifiers=(), breach="published", **more):
    return severity_of(Exposure(role, frozenset(categories), frozenset(identifiers), **more), breach)


@pytest.mark.parametrize(
    ("role", "categories", "identifiers", "more", "score", "band"),
    [
        ("staff", ["identity", "staff"], ["full_name"], {}, 1.5, "low"),
        ("patient", ["identity"], ["full_name"], {}, 2.5, "medium"),
        ("patient", ["identity"], ["full_name", "city"], {}, 3.25, "high"),
        ("patient", ["identity"], ["full_name", "birth_date"], {}, 4.0, "very_high"),
        ("patient", ["identity", "health"], ["full_name", "birth_date"], {}, 5.0, "very_high"),
        ("patient", ["health"], ["birth_date", "postcode", "sex"], {}, 3.0, "high"),
        ("patient", ["identity", "stay"], ["full_name", "birth_date"], {}, 4.0, "very_high"),
        ("patient", ["identity", "stay"], ["full_name", "birth_date"], {"telling": True}, 5.0, "very_high"),
        ("patient", ["identity", "stay"], ["full_name", "birth_date"], {"fragile": True}, 5.0, "very_high"),
        ("patient", ["identity", "contact"], ["full_name", "birth_date"], {"telling": True}, 4.0, "very_high"),
        ("patient", ["patient_id"], ["hospital_number"], {}, 1.75, "low"),
        ("patient", ["identity"], ["full_name", "common_name"], {}, 1.75, "low"),
        ("patient", ["nir"], ["nir"], {}, 3.25, "high"),
        ("patient", ["identity", "nir"], ["nir", "part_of_name"], {}, 4.0, "very_high"),
        ("staff", ["bank", "identity", "staff"], ["full_name", "birth_date"], {}, 4.0, "very_high"),
        ("staff", ["bank", "staff"], ["hospital_number"], {}, 1.5, "low"),
        ("staff", ["health", "identity", "staff"], ["full_name", "birth_date"], {}, 5.0, "very_high"),
        ("other", ["contact", "identity"], ["full_name", "phone"], {}, 2.0, "medium"),
    ],
)
def test_the_worked_values(role, categories, identifiers, more, score, band):
    found = verdict(role, categories, identifiers, **more)
    assert (found.score, found.band) == (score, band), found.reason


@pytest.mark.parametrize(
    ("breach", "cb"),
    [("lost", 0), ("known_recipients", 0.25), ("published", 1.0), ("published_after_ransomware", 1.25)],
)
def test_the_circumstances_add_the_same_to_everybody(breach, cb):
    assert verdict("patient", ["identity"], ["full_name", "birth_date"], breach).score == 3 + cb
    assert circumstances(breach)[0] == cb * 4


def test_unknown_circumstances_are_the_operators_to_fix():
    with pytest.raises(OperatorError, match="known_recipients"):
        verdict(breach="eaten by the dog")


@pytest.mark.parametrize(
    ("quarters", "band"),
    [
        (1, "low"),
        (7, "low"),
        (8, "medium"),
        (11, "medium"),
        (12, "high"),
        (15, "high"),
        (16, "very_high"),
        (24, "very_high"),
    ],
)
def test_the_limits_of_the_bands_are_exact(quarters, band):
    assert band_of(quarters) == band


def test_the_extremes_are_those_of_the_method():
    assert Severity(1, 1, 0, "", "", "").score == 0.25
    assert Severity(4, 4, 8, "", "", "").score == 6.0


def test_the_reason_shows_the_formula_and_why():
    reason = verdict("patient", ["identity"], ["full_name", "birth_date"]).reason
    assert reason.startswith("3 x 1 + 1 = 4; data: ")
    assert "birth date" in reason


CATEGORIES = ["identity", "contact", "nir", "stay", "health", "bank", "credentials", "staff", "official_id", "other"]
IDENTIFIERS = [
    "full_name",
    "birth_date",
    "address",
    "city",
    "postcode",
    "phone",
    "email",
    "nir",
    "official_id",
    "hospital_number",
]


@given(
    st.sets(st.sampled_from(CATEGORIES)),
    st.sets(st.sampled_from(IDENTIFIERS)),
    st.sampled_from(CATEGORIES),
    st.sampled_from(IDENTIFIERS),
)
def test_exposing_more_never_lowers_the_severity(categories, identifiers, category, identifier):
    less = verdict("patient", categories, identifiers)
    more = verdict("patient", categories | {category}, identifiers | {identifier}, telling=True, fragile=True)
    assert more.quarters >= less.quarters
    assert more.band in {band for _, band in BANDS}


def test_every_reason_can_be_said_in_french():
    for rule in [*_rules()["dpc"], *_rules()["ei"], *_rules()["cb"].values()]:
        assert in_french(rule["reason"]) != rule["reason"]
