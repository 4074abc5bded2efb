"""The demo family: the disclosure that `recense demo` invents. A small hospital of the west, tidier than the others."""

# ruff: noqa: E501 - lines of data read better whole
# fmt: off
from __future__ import annotations

from dataclasses import replace

from recense.invent.families.development import DEVELOPMENT
from recense.invent.people import Places

DEMO = replace(
    DEVELOPMENT,
    name="demo",
    surname_half=1,
    places=Places(
        cities=(("35400", "Saint-Malo"), ("22100", "Dinan"), ("35000", "Rennes"), ("35120", "Dol-de-Bretagne"), ("35260", "Cancale"), ("22130", "Plancoët")),
        streets=("rue des Corsaires", "quai Duguay-Trouin", "rue du Phare", "allée des Bruyères", "chemin de la Grève", "rue de la Chalotais"),
        domains=("exemple.fr", "courriel.example"),
        hospital_domain="ch-cote-emeraude.example.fr",
    ),
    words=replace(DEVELOPMENT.words, hospital="Centre hospitalier de la Côte d'Émeraude", sites=("Site du Large", "Site de la Rance")),
    habits=replace(DEVELOPMENT.habits, noisy_files=0.1),
)
