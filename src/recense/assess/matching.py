"""Pair what was found with what is true, mention by mention, one to one.

Where the truth gives a line, the line decides and the name only chooses among the people of that line. Elsewhere
the names and birth dates decide within the file: exact agreement first, then by shared words, then by likeness.
"""

from __future__ import annotations

from typing import Any

import polars as pl

LIKE_ENOUGH = 75.0  # of 100: names of one person through typing errors and scanning
LIKE_ON_LINE = 50.0  # on the right line already, or with the same birth date
PAIRS_AT_ONCE = 3_000_000

# both tables that `pair_mentions` takes have these columns
COLUMNS = ("id", "path", "place", "line", "family_name", "birth_name", "given_names", "birth_date")


def pair_mentions(truth: pl.DataFrame, found: pl.DataFrame) -> pl.DataFrame:
    """Return the pairs (`truth`, `found`: values of the columns `id`), each id at most once a side."""
    truth, found = _with_words(truth), _with_words(found)
    lined = truth.filter(pl.col("line").is_not_null())
    pairs = [_pair_by_line(lined, found)]
    loose = truth.filter(pl.col("line").is_null())
    left = found.join(pairs[0], left_on="id", right_on="found", how="anti")
    # in a file whose truth has lines, a mention without one must not take what belongs to the lines of that file's rows
    pairs += _pair_by_name(loose, left)
    return pl.concat(pairs)


def _with_words(table: pl.DataFrame) -> pl.DataFrame:
    """Add the words of the names, folded: capitals, no accents, letters only, each word once."""
    given = pl.col("given_names").list.join(" ")
    table = table.select(*COLUMNS).with_columns(
        written=pl.concat_str([pl.col("family_name"), pl.col("birth_name"), given], separator=" ", ignore_nulls=True)
    )
    # a name is written by many: folding each way of writing once is what makes a million mentions quick
    folded = pl.col("written").str.normalize("NFKD").str.replace_all(r"\p{M}", "").str.to_uppercase()
    once = table.select("written").unique().with_columns(folded=folded.str.replace_all("[^A-Z0-9]+", " "))
    # sorted here: sorting a million short lists in Polars takes ten times as long as in Python
    names = [" ".join(sorted(set(name.split()))) for name in once["folded"].fill_null("")]
    once = once.select("written", name=pl.Series(names, dtype=pl.String)).with_columns(
        words=pl.col("name").str.split(" ")
    )
    return table.join(once, on="written", how="left", maintain_order="left").drop("written")


def _pair_by_line(truth: pl.DataFrame, found: pl.DataFrame) -> pl.DataFrame:
    candidates = truth.join(found.filter(pl.col("line").is_not_null()), on=["path", "place", "line"], suffix="_found")
    scored = _score(candidates)
    same_date = (pl.col("birth_date") == pl.col("birth_date_found")).fill_null(value=False)
    fits = (pl.col("likeness") >= LIKE_ON_LINE) | same_date | (pl.col("name") == "") | (pl.col("name_found") == "")
    return _one_to_one(scored.filter(fits))


def _pair_by_name(truth: pl.DataFrame, found: pl.DataFrame) -> list[pl.DataFrame]:
    pairs = []
    exact = _pair_equal(truth, found)
    pairs.append(exact)
    for step in (_by_word, _by_date, _by_file):
        left = truth.join(pl.concat(pairs), left_on="id", right_on="truth", how="anti")
        free = found.join(pl.concat(pairs), left_on="id", right_on="found", how="anti")
        if left.is_empty() or free.is_empty():
            break
        scored = _score(step(left, free))
        same_date = (pl.col("birth_date") == pl.col("birth_date_found")).fill_null(value=False)
        fits = (pl.col("likeness") >= LIKE_ENOUGH) | (same_date & (pl.col("likeness") >= LIKE_ON_LINE))
        pairs.append(_one_to_one(scored.filter(fits)))
    return pairs


def _pair_equal(truth: pl.DataFrame, found: pl.DataFrame) -> pl.DataFrame:
    """Pair those that agree on file, names and date; several alike are taken in turn, in the order of their places."""
    keys = ["path", "name", "birth_date", "turn"]

    def turned(table: pl.DataFrame) -> pl.DataFrame:
        ordered = table.filter(pl.col("name") != "").sort("path", "place", "id")
        return ordered.with_columns(turn=pl.int_range(pl.len()).over("path", "name", "birth_date"))

    joined = turned(truth).join(turned(found), on=keys, suffix="_found", nulls_equal=True)
    return joined.select(truth="id", found="id_found")


def _by_word(truth: pl.DataFrame, found: pl.DataFrame) -> pl.DataFrame:
    """Propose those of one file that share a word of three letters or more, if it is not on everybody's line."""
    words = [t.explode("words").filter(pl.col("words").str.len_chars() > 2) for t in (truth, found)]
    common = words[1].group_by("path", "words").len().filter(pl.col("len") > 200).select("path", "words")
    words = [w.join(common, on=["path", "words"], how="anti") for w in words]
    return (
        words[0].join(words[1], on=["path", "words"], suffix="_found").unique(["id", "id_found"], maintain_order=True)
    )


def _by_date(truth: pl.DataFrame, found: pl.DataFrame) -> pl.DataFrame:
    """Propose those of one file that have the same birth date."""
    return truth.join(found, on=["path", "birth_date"], suffix="_found", coalesce=False)


def _by_file(truth: pl.DataFrame, found: pl.DataFrame) -> pl.DataFrame:
    """Propose everybody that is left to everybody that is left, in files where that is not too many."""
    sizes = truth.group_by("path").len("rows").join(found.group_by("path").len("columns"), on="path")
    small = sizes.filter(pl.col("rows") * pl.col("columns") <= 250_000).sort("rows")
    small = small.filter((pl.col("rows") * pl.col("columns")).cum_sum() <= PAIRS_AT_ONCE).select("path")
    return truth.join(small, on="path", how="semi").join(found, on="path", suffix="_found")


def _score(candidates: pl.DataFrame) -> pl.DataFrame:
    """Add `likeness` of the names, 0 to 100, and `score`, which adds the date and the place."""
    from rapidfuzz import fuzz, process

    left, right = candidates["name"].to_list(), candidates["name_found"].to_list()
    likeness: Any = process.cpdist(left, right, scorer=fuzz.token_sort_ratio) if left else []
    subset: Any = process.cpdist(left, right, scorer=fuzz.token_set_ratio) if left else []
    candidates = candidates.with_columns(
        pl.Series("sorted", likeness, dtype=pl.Float64), pl.Series("subset", subset, dtype=pl.Float64)
    ).with_columns(likeness=pl.max_horizontal("sorted", "subset"))
    same_date = (pl.col("birth_date") == pl.col("birth_date_found")).fill_null(value=False)
    same_place = pl.lit(value=True)
    if "place_found" in candidates.columns:
        same_place = pl.col("place") == pl.col("place_found")
    total = (
        pl.col("likeness") + pl.col("sorted") / 10 + same_date.cast(pl.Float64) * 40 + same_place.cast(pl.Float64) * 5
    )
    return candidates.with_columns(score=total)


def _one_to_one(scored: pl.DataFrame) -> pl.DataFrame:
    """Choose pairs greedily, best score first: those that are each other's best are taken, again and again."""
    left = scored.select("id", "id_found", "score")
    chosen = [left.clear().select(truth="id", found="id_found")]
    while not left.is_empty():
        # ties are broken by the ids, so that each id has one best
        ordered = left.sort(["score", "id", "id_found"], descending=[True, False, False])
        best_of_truth = ordered.unique("id", keep="first", maintain_order=True)
        best_of_found = ordered.unique("id_found", keep="first", maintain_order=True)
        mutual = best_of_truth.join(best_of_found, on=["id", "id_found"], how="semi").select(
            truth="id", found="id_found"
        )
        chosen.append(mutual)
        left = left.join(mutual, left_on="id", right_on="truth", how="anti")
        left = left.join(mutual, left_on="id_found", right_on="found", how="anti")
    return pl.concat(chosen)
