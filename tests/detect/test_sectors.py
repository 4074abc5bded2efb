import pytest
from hypothesis import given
from hypothesis import strategies as st

from recense.detect.sectors import Sector, normalize_sector, sectors_in_name


@pytest.mark.parametrize(
    ("read", "name", "telling"),
    [
        ("URG", "Urgences", False),
        ("Urgences (adultes)", "Urgences", False),
        ("MED INT", "Médecine interne", False),
        ("Service de Cardiologie", "Cardiologie", False),
        ("CARDIO 2", "Cardiologie", False),
        ("1234 - CARDIOLOGIE", "Cardiologie", False),
        ("PSY ADULTE", "Psychiatrie", True),
        ("Mater.", "Maternité", True),
        ("GYNECO", "Gynécologie", False),
        ("PED", "Pédiatrie", False),
        ("S.S.R.", "SSR-SMR", False),
        ("SMR polyvalent 3e étage", "SSR-SMR", False),
        ("EHPAD Les Lilas", "EHPAD", False),
        ("hopital de jour addictologie", "Addictologie", True),
        ("Hôpital de jour", "Hôpital de jour", False),
        ("CHIR. ORTHO.", "Chirurgie orthopédique", False),
        ("Chirurgie viscérale et digestive", "Chirurgie viscérale", False),
        ("Service de médecine interne et maladies infectieuses", "Maladies infectieuses", True),
        ("UF 1234", "UF 1234", False),
        ("uf2301", "UF 2301", False),
        ("Service des Lilas", "Service des Lilas", False),
    ],
)
def test_a_sector_is_known_however_it_is_written(read, name, telling):
    assert normalize_sector(read) == Sector(name, telling)


@pytest.mark.parametrize(
    "read",
    [
        "",
        "12",
        "1234",
        "A",
        "Nord",
        "Femme",
        "Lens",
        "DUPONT",
        "Marie",
        "Dr Martin",
        "Service informatique",
        "Service des ressources humaines",
        "rue de la Maternité",
        "Le patient est vu aux urgences pour une douleur thoracique",
        "2024-02-11",
    ],
)
def test_what_is_not_the_name_of_a_sector_is_none(read):
    assert normalize_sector(read) is None


@pytest.mark.parametrize(
    ("name", "sectors"),
    [
        ("DSI/sauvegarde.zip!/addictologie.xlsx", ["Addictologie"]),
        ("Maternité/liste 2023.xls", ["Maternité"]),
        ("export_MATER_2023.csv", ["Maternité"]),
        ("Liste des patients du service de cardiologie", ["Cardiologie"]),
        ("Pole/urg/sorties cardio.ods", ["Urgences", "Cardiologie"]),
        ("patients.xlsx", []),
        ("sauvegarde_materiel.csv", []),
    ],
)
def test_sectors_are_found_in_the_names_of_files_and_folders(name, sectors):
    assert [s.name for s in sectors_in_name(name)] == sectors


@given(st.text(max_size=60))
def test_any_text_is_answered_and_the_answer_does_not_depend_on_capitals(text):
    found = normalize_sector(text)
    if found and not found.name.lower().startswith(("service", "serv", "sce", "svc", "uf")):
        assert normalize_sector(found.name) == found


def test_every_canonical_label_is_its_own_sector():
    from recense.detect.sectors import _vocabulary

    for sector in _vocabulary().whole.values():
        assert normalize_sector(sector.name) == sector
        assert normalize_sector(sector.name.upper()) == sector
