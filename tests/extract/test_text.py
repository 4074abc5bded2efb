"""Plain text: every line, in any encoding and of any length."""

from __future__ import annotations

import subprocess
import sys

import pytest

TEXT = "text/plain"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "cp850", "utf-16", "utf-16-le"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_are_numbered_whatever_the_encoding_and_the_line_ends(read, encoding, end):
    words = ["Madame Éloïse DUVAL, née à l'hôpital", "", "fin de séjour prévue"]
    reading = read(end.join(words).encode(encoding), TEXT)
    assert [(x["line"], x["cells"][0]) for x in reading.lines] == [*enumerate(words, 1)]


def test_a_form_feed_and_a_nul_do_not_join_words(read):
    assert read("un\x0cdeux\x00trois\n", TEXT).words() == ["un deux trois"]


def test_a_very_long_line_is_cut_between_words_and_loses_none(read):
    words = " ".join(f"mot{i}" for i in range(20_000))
    reading = read(words + "\nsuite\n", TEXT)
    assert " ".join(" ".join(reading.words()).split()) == words + " suite"
    assert max(map(len, reading.words())) <= 20_000
    assert [x["line"] for x in reading.lines][-2:] == [1, 2]


def test_a_line_without_any_space_loses_nothing(read):
    assert "".join(read("x" * 3_000_001, TEXT).words()) == "x" * 3_000_001


@pytest.mark.slow
def test_a_line_of_a_hundred_megabytes_is_read_in_bounded_memory(tmp_path):
    (tmp_path / "source").write_bytes(b"Madame DUVAL " * ((100 << 20) // 13))
    program = (
        "import sys, re; from pathlib import Path; from recense.extract.worker import read_file;"
        "read_file(Path(sys.argv[1]) / 'out', sys.argv[1] + '/source', 'text/plain', 'x', 'plain text', []);"
        # not ru_maxrss, which a child inherits from the process that forked it
        "print(re.search(r'VmHWM:\\s*(\\d+)', Path('/proc/self/status').read_text())[1])"
    )
    peak = subprocess.run([sys.executable, "-c", program, str(tmp_path)], capture_output=True, text=True, check=True)
    assert int(peak.stdout) < 600_000
