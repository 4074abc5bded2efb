import pytest

from recense.detect.categories import CategoryContext, categories_of, is_telling
from recense.model import DataType, Form, MedicalContent, Role

LIST = CategoryContext(subject=Role.PATIENT)
NAME = {DataType.FAMILY_NAME, DataType.GIVEN_NAMES}


def slugs(types, role=Role.PATIENT, context=LIST):
    return [e.category.value for e in categories_of(frozenset(types), role, context)]


@pytest.mark.parametrize(
    ("types", "role", "expected"),
    [
        (NAME, Role.PATIENT, ["identity"]),
        ({DataType.FULL_NAME, DataType.BIRTH_DATE, DataType.SEX}, Role.PATIENT, ["identity"]),
        ({*NAME, DataType.PHONE}, Role.PATIENT, ["contact", "identity"]),
        ({*NAME, DataType.POSTCODE, DataType.CITY}, Role.PATIENT, ["contact", "identity"]),
        ({*NAME, DataType.NIR}, Role.PATIENT, ["identity", "nir"]),
        ({DataType.IPP}, Role.PATIENT, ["patient_id"]),
        ({*NAME, DataType.STAY_ID}, Role.PATIENT, ["identity", "patient_id"]),
        ({*NAME, DataType.SECTOR}, Role.PATIENT, ["identity", "stay"]),
        ({*NAME, DataType.SECTOR}, Role.STAFF, ["identity", "staff"]),
        ({*NAME, DataType.SECTOR}, Role.OTHER, ["identity"]),
        ({*NAME, DataType.APPOINTMENT}, Role.PATIENT, ["identity", "stay"]),
        ({*NAME, DataType.ARRIVAL_DATE}, Role.STAFF, ["identity", "staff"]),
        ({*NAME, DataType.DIAGNOSIS_CODE}, Role.PATIENT, ["health", "identity"]),
        ({*NAME, DataType.FREE_TEXT}, Role.PATIENT, ["identity"]),
        ({*NAME, DataType.IBAN, DataType.AMOUNT}, Role.STAFF, ["bank", "identity", "other", "staff"]),
        ({*NAME, DataType.LOGIN, DataType.PASSWORD}, Role.STAFF, ["credentials", "identity"]),
        ({*NAME, DataType.LOGIN, DataType.JOB}, Role.STAFF, ["credentials", "identity", "staff"]),
        ({*NAME, DataType.LOGIN, DataType.SECTOR}, Role.STAFF, ["credentials", "identity", "staff"]),
        ({*NAME, DataType.RPPS}, Role.OTHER, ["identity", "staff"]),
        ({*NAME, DataType.RELATIVE, DataType.RELATIVE_PHONE}, Role.PATIENT, ["family", "identity"]),
        ({*NAME, DataType.OFFICIAL_ID}, Role.OTHER, ["identity", "official_id"]),
        ({*NAME, DataType.PRACTITIONER, DataType.DATE, DataType.OTHER}, Role.PATIENT, ["identity"]),
    ],
)
def test_a_row_exposes_what_its_columns_hold(types, role, expected):
    assert slugs(types, role) == expected


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (("DSI/addictologie.xlsx",), ["identity", "stay"]),
        (("Maternité/2023.xls", "Feuil1"), ["identity", "stay"]),
        (("export.xlsx", "Sorties mars"), ["identity", "stay"]),
        (("RDV_2024.csv",), ["identity", "stay"]),
        (("patients.xlsx", "Feuil1"), ["identity"]),
        (("Admissions/cartes de voeux.xlsx",), ["identity"]),
        (("Labo/Archives/a rappeler.xlsx",), ["identity"]),
    ],
)
def test_a_patient_list_implies_a_stay_by_the_name_of_its_file_sheet_or_folder(names, expected):
    assert slugs(NAME, context=CategoryContext(subject=Role.PATIENT, names=names)) == expected


def test_a_list_named_after_a_condition_or_a_treatment_tells_it_of_its_patients_only():
    context = CategoryContext(subject=Role.PATIENT, names=("DIM/Vaccination novembre 2020.xlsx",))
    assert "health" in slugs(NAME, context=context)
    assert "health" not in slugs(NAME, Role.STAFF, context)
    assert "health" not in slugs(
        NAME, context=CategoryContext(subject=Role.PATIENT, names=("Vaccination/patients.xlsx",))
    )


def test_staff_of_a_telling_ward_are_not_in_care_there():
    context = CategoryContext(subject=Role.STAFF, names=("RH/agents psychiatrie.xlsx",))
    assert slugs(NAME, Role.STAFF, context) == ["identity", "staff"]
    assert not is_telling(frozenset(NAME), Role.STAFF, context)


def test_a_clinical_letter_exposes_the_patients_health_and_not_the_doctors():
    letter = CategoryContext(
        form=Form.LETTER, medical_content=MedicalContent.EXPLICIT, sectors=frozenset({"Cardiologie"})
    )
    assert slugs(NAME, Role.PATIENT, letter) == ["health", "identity", "stay"]
    assert slugs(NAME, Role.STAFF, letter) == ["identity", "staff"]


def test_clinical_words_in_a_free_text_cell_are_health_data_of_that_row():
    context = CategoryContext(subject=Role.PATIENT, medical_content=MedicalContent.EXPLICIT)
    assert slugs({*NAME, DataType.FREE_TEXT}, context=context) == ["health", "identity"]
    assert slugs(NAME, context=context) == ["identity"]


def test_every_exposure_names_its_rule():
    for exposed in categories_of(frozenset({*NAME, DataType.NIR}), Role.PATIENT, LIST):
        name, _, sentence = exposed.rule.partition(": ")
        assert name
        assert sentence


@pytest.mark.parametrize(
    ("sectors", "names", "expected"),
    [
        (("Addictologie",), (), True),
        (("Cardiologie",), (), False),
        ((), ("Oncologie/liste.xlsx",), True),
        ((), ("liste.xlsx",), False),
    ],
)
def test_a_sector_tells_the_condition_or_not(sectors, names, expected):
    types = frozenset({*NAME, DataType.SECTOR}) if sectors else frozenset(NAME)
    assert is_telling(types, Role.PATIENT, CategoryContext(names=names), sectors) is expected
