"""Small invented tables, as lists of rows, and a way to read them."""

from __future__ import annotations

import datetime as dt

from recense.detect.tables.grid import grid_from_rows
from recense.detect.tables.read import read_tables

TODAY = dt.date(2026, 11, 24)

PEOPLE = [
    ["DUPONT", "Jean", "12/03/1954", "M", "Cardiologie", "01/02/2024"],
    ["LEFÈVRE", "Marie-Claude", "25/12/1948", "F", "Urgences", "03/02/2024"],
    ["BEN ALI", "Mohamed", "07/08/1990", "M", "Cardiologie", "28/02/2024"],
    ["NGUYEN", "Thi Hoa", "30/11/2001", "F", "Maternité", "15/02/2024"],
    ["DE LA TOUR", "Paul", "01/01/1933", "M", "Gériatrie", "11/02/2024"],
]
HEADER = ["Nom", "Prénom", "Date de naissance", "Sexe", "Service", "Date d'entrée"]


def read(rows, path="Admissions/liste.xlsx"):
    """Read one grid of rows."""
    return read_tables([grid_from_rows(rows)], path, TODAY)


def mentions(rows, path="Admissions/liste.xlsx"):
    """Return the mentions of one grid of rows, as dictionaries."""
    return read(rows, path).mentions.to_pylist()


def types(rows, path="Admissions/liste.xlsx"):
    """Return the data types of the columns of the first table."""
    return [c["data_type"] for c in read(rows, path).columns if c["table_no"] == 0]
