"""The listing of files said to be disclosed, in the layouts that programs give it."""

from __future__ import annotations

import pytest

from recense.errors import OperatorError
from recense.intake.listing import parse_listing, read_listing

PATHS = {"DSI/Liste des patients.csv": 12345, "DSI/été 2023/n°1.pdf": 678, "lisez-moi.txt": 9}

UNIX_TREE = """\
.
├── DSI
│   ├── Liste des patients.csv
│   └── été 2023
│       └── n°1.pdf
└── lisez-moi.txt

2 directories, 3 files
"""

ASCII_TREE = """\
.
|-- DSI
|   |-- Liste des patients.csv
|   `-- été 2023
|       `-- n°1.pdf
`-- lisez-moi.txt

2 répertoires, 3 fichiers
"""

SIZED_TREE = """\
.
├── [       4096]  DSI
│   ├── [      12345]  Liste des patients.csv
│   └── [       4096]  été 2023
│       └── [        678]  n°1.pdf
└── [          9]  lisez-moi.txt
"""

WINDOWS_TREE = """\
Structure du dossier pour le volume Windows
Le numéro de série du volume est 1A2B-3C4D
C:.
│   lisez-moi.txt
│
└───DSI
    │   Liste des patients.csv
    │
    └───été 2023
            n°1.pdf

"""

WINDOWS_ASCII_TREE = """\
Folder PATH listing
Volume serial number is 1A2B-3C4D
C:.
|   lisez-moi.txt
|
\\---DSI
    |   Liste des patients.csv
    |
    \\---été 2023
            n°1.pdf
"""

FRENCH_DIR = """\
 Le volume dans le lecteur D s'appelle DONNEES
 Le numéro de série du volume est 1A2B-3C4D

 Répertoire de D:\\

11/02/2024  03:12    <DIR>          DSI
11/02/2024  03:12                 9 lisez-moi.txt
               1 fichier(s)                9 octets

 Répertoire de D:\\DSI

11/02/2024  03:12    <DIR>          .
11/02/2024  03:12    <DIR>          ..
11/02/2024  03:12            12 345 Liste des patients.csv
11/02/2024  03:12    <REP>          été 2023
               1 fichier(s)           12 345 octets

 Répertoire de D:\\DSI\\été 2023

11/02/2024  03:12               678 n°1.pdf
               1 fichier(s)              678 octets

     Total des fichiers listés :
               3 fichier(s)           13 032 octets
               5 Rép(s)  99 123 456 000 octets libres
"""

ENGLISH_DIR = """\
 Volume in drive C has no label.
 Volume Serial Number is 1A2B-3C4D

 Directory of C:\\data

02/11/2024  03:12 AM    <DIR>          DSI
02/11/2024  03:12 AM                 9 lisez-moi.txt
               1 File(s)              9 bytes

 Directory of C:\\data\\DSI

02/11/2024  03:12 AM            12,345 Liste des patients.csv
02/11/2024  03:12 AM    <DIR>          été 2023
               1 File(s)         12,345 bytes

 Directory of C:\\data\\DSI\\été 2023

02/11/2024  03:12 AM               678 n°1.pdf
               1 File(s)            678 bytes

     Total Files Listed:
               3 File(s)         13,032 bytes
               5 Dir(s)  99,123,456,000 bytes free
"""

POWERSHELL = """\

    Répertoire : C:\\data


Mode                 LastWriteTime         Length Name
----                 -------------         ------ ----
d-----        11/02/2024     03:12                DSI
-a----        11/02/2024     03:12              9 lisez-moi.txt


    Répertoire : C:\\data\\DSI


Mode                 LastWriteTime         Length Name
----                 -------------         ------ ----
d-----        11/02/2024     03:12                été 2023
-a----        11/02/2024     03:12          12345 Liste des patients.csv


    Répertoire : C:\\data\\DSI\\été 2023


Mode                 LastWriteTime         Length Name
----                 -------------         ------ ----
-a----        11/02/2024     03:12            678 n°1.pdf

"""

LS = """\
.:
total 12
drwxr-xr-x 3 root root 4096 Feb 11 03:12 DSI
-rw-r--r-- 1 root root    9 Feb 11 03:12 lisez-moi.txt

./DSI:
total 16
-rw-r--r-- 1 root root 12345 févr. 11 2024 Liste des patients.csv
lrwxrwxrwx 1 root root    11 Feb 11 03:12 lien -> /etc/passwd
drwxr-xr-x 2 root root  4096 Feb 11 03:12 été 2023

./DSI/été 2023:
total 4
-rw-r--r--. 1 root root 678 2024-02-11 03:12 n°1.pdf
"""

FIND_LS = """\
  1049 4 drwxr-xr-x 3 root root 4096 Feb 11 03:12 .
  1050 16 -rw-r--r-- 1 root root 12345 Feb 11 03:12 ./DSI/Liste des patients.csv
  1051 4 -rw-r--r-- 1 root root 678 Feb 11 03:12 ./DSI/été 2023/n°1.pdf
  1052 4 -rw-r--r-- 1 root root 9 Feb 11 03:12 ./lisez-moi.txt
"""


def lines(form: str) -> str:
    return "".join(
        form.format(size=size, path=path, win=path.replace("/", "\\")) + "\n" for path, size in PATHS.items()
    )


SIZED = {
    "size, tab": lines("{size}\t{path}"),
    "size, spaces": lines("{size:>12}  {path}"),
    "size, one space": lines("{size} {path}"),
    "tab, size": lines("{path}\t{size}"),
    "spaces, size": lines("{path}    {size}"),
    "one space, size": lines("{path} {size}"),
    "semicolon": lines("{path};{size}"),
    "quotes": lines('"{path}";"{size}"'),
    "with a heading": "Taille\tChemin\n" + lines("{size}\t{path}"),
    "with comments": "# liste du 11/02\n\n" + lines("{size}\t{path}"),
    "thousands by commas": lines("{size:,}\t{path}"),
    "thousands by spaces": lines("{size:_}\t{path}").replace("_", " "),
    "thousands by narrow spaces": lines("{path}\t{size:_}").replace("_", "\u202f"),
    "bytes said": lines("{size} octets\t{path}"),
    "windows": lines("{size}\tC:\\data\\{win}"),
    "dot folder": lines("{size}\t./{path}"),
    "du, with its folders": "13032\t.\n13023\t./DSI\n678\t./DSI/été 2023\n" + lines("{size}\t./{path}"),
    "du -c": lines("{size}\t{path}") + "13032\ttotal\n",
    "folders end in a slash": "4096\tDSI/\n4096\tDSI/été 2023/\n" + lines("{size}\t{path}"),
    "line ends of windows": lines("{size}\t{path}").replace("\n", "\r\n"),
    "tree -s": SIZED_TREE,
    "dir, French": FRENCH_DIR,
    "dir, English": ENGLISH_DIR,
    "PowerShell": POWERSHELL,
    "ls -lR": LS,
    "find -ls": FIND_LS,
}

UNSIZED = {
    "paths alone": lines("{path}"),
    "paths of windows": lines("D:\\{win}"),
    "network paths": lines("\\\\srv\\partage\\{win}"),
    "tree": UNIX_TREE,
    "tree in ASCII": ASCII_TREE,
    "tree /F": WINDOWS_TREE,
    "tree /F /A": WINDOWS_ASCII_TREE,
}


def without_root(path: str) -> str:
    return next(known for known in PATHS if path == known or path.endswith("/" + known))


@pytest.mark.parametrize("layout", SIZED)
def test_sizes_and_paths_are_read_in_each_layout(layout):
    listing = parse_listing(SIZED[layout])
    assert {without_root(entry.path): entry.size for entry in listing.entries} == PATHS
    assert len(listing.entries) == 3
    assert listing.not_understood == 0


@pytest.mark.parametrize("layout", UNSIZED)
def test_paths_alone_are_read_in_each_layout(layout):
    listing = parse_listing(UNSIZED[layout])
    assert sorted(without_root(entry.path) for entry in listing.entries) == sorted(PATHS)
    assert all(entry.size is None for entry in listing.entries)
    assert listing.not_understood == 0


def test_sizes_in_units_are_bytes_and_known_to_be_rounded():
    listing = parse_listing("1,5 Mo\ta.csv\n2K\tb.csv\n3 Gio\tc.csv\n12 octets\td.csv\n1.5M\te.csv\n")
    assert [(entry.size, entry.exact) for entry in listing.entries] == [
        (1572864, False),
        (2048, False),
        (3221225472, False),
        (12, True),
        (1572864, False),
    ]


def test_figures_in_names_are_not_sizes():
    listing = parse_listing("rapport 2023\nDSI/liste 2024.csv\nDSI/a.csv\nRH/b.csv\nRH/c.csv\n")
    assert {entry.path: entry.size for entry in listing.entries}["DSI/liste 2024.csv"] is None
    french = FRENCH_DIR.replace("            12 345 Liste des patients.csv", "               345 12 345 patients.csv")
    assert ("DSI/12 345 patients.csv", 345) in {(entry.path, entry.size) for entry in parse_listing(french).entries}


def test_lines_that_are_no_files_are_counted():
    listing = parse_listing(
        "Voici la liste des fichiers publiés le 11 février :\nDSI/a.csv\nDSI/b.csv\nRH/c.csv\nMerci de votre attention\n"
    )
    assert [entry.path for entry in listing.entries] == ["DSI/a.csv", "DSI/b.csv", "RH/c.csv"]
    assert listing.not_understood == 2


@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252", "cp850"])
@pytest.mark.parametrize("layout", ["size, tab", "dir, French"])
def test_a_listing_is_read_in_any_charset(tmp_path, charset, layout):
    file = tmp_path / "listing"
    file.write_bytes(SIZED[layout].encode(charset))
    assert {without_root(entry.path): entry.size for entry in read_listing(file).entries} == PATHS


def test_a_tree_in_a_code_page_of_dos_is_read(tmp_path):
    file = tmp_path / "listing"
    file.write_bytes(WINDOWS_TREE.encode("cp850"))
    assert sorted(without_root(entry.path) for entry in read_listing(file).entries) == sorted(PATHS)


def test_a_listing_that_cannot_be_read_is_told_to_the_operator(tmp_path):
    with pytest.raises(OperatorError, match="--listing"):
        read_listing(tmp_path / "nothing")
    (tmp_path / "bin").write_bytes(bytes(range(256)) * 9)
    with pytest.raises(OperatorError, match="not a text"):
        read_listing(tmp_path / "bin")


def test_an_empty_listing_lists_nothing():
    assert parse_listing("\n\n").entries == []
