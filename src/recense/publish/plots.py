"""Our own small plots, inline SVG: a bar, an interval, a strip of parts, columns over time. No script, no outside file.

Colours are classes of the page's stylesheet, so that print and screen agree; texts are escaped here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

if TYPE_CHECKING:
    from collections.abc import Sequence

WIDTH = 1000  # of every plot, in its own units; the page scales it


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a strip: its count, its class of colour, its title (shown under the pointer)."""

    count: int
    colour: str
    title: str


@dataclass(frozen=True, slots=True)
class Column:
    """One column over time: its count, its title, and the mark under it ("" for most)."""

    count: int
    title: str
    mark: str = ""


def bar(count: int, most: int, colour: str = "ink") -> Markup:
    """Draw one horizontal bar; the label and the number stand beside it, in the page."""
    width = 0.0 if most <= 0 else max(WIDTH * count / most, 3.0 if count else 0.0)
    return _drawn(
        f'<svg class="bar" viewBox="0 0 {WIDTH} 20" preserveAspectRatio="none" aria-hidden="true">'
        f'<rect class="track" width="{WIDTH}" height="20"/>'
        f'<rect class="{escape(colour)}" width="{width:.1f}" height="20"/></svg>'
    )


def strip(parts: Sequence[Part], label: str) -> Markup:
    """Draw parts of a whole side by side, in order, a hair of paper between them."""
    whole = sum(part.count for part in parts)
    drawn, left = [], 0.0
    for part in parts:
        if not part.count:
            continue
        width = WIDTH * part.count / whole
        drawn.append(
            f'<rect class="{escape(part.colour)}" x="{left:.2f}" width="{max(width - 2, 2):.2f}" height="34">'
            f"<title>{escape(part.title)}</title></rect>"
        )
        left += width
    return _drawn(
        f'<svg class="strip" viewBox="0 0 {WIDTH} 34" preserveAspectRatio="none" role="img" '
        f'aria-label="{escape(label)}">{"".join(drawn)}</svg>'
    )


def interval(estimate: float, low: float, high: float, words: tuple[str, str, str], label: str) -> Markup:
    """Draw the estimate within its interval, zoomed on it; `words` are the texts of low, estimate and high."""
    span = max(high - low, 1.0)
    start, end = low - span * 0.35, high + span * 0.35

    def place(value: float) -> float:
        return WIDTH * (value - start) / (end - start)

    x1, x2, x = place(low), place(high), place(estimate)
    return _drawn(
        f'<svg class="interval" viewBox="0 0 {WIDTH} 170" role="img" aria-label="{escape(label)}">'
        f'<line class="axis" x1="0" x2="{WIDTH}" y1="78" y2="78"/>'
        f'<rect class="span" x="{x1:.1f}" y="64" width="{x2 - x1:.1f}" height="28" rx="14"/>'
        f'<line class="edge" x1="{x1:.1f}" x2="{x1:.1f}" y1="56" y2="100"/>'
        f'<line class="edge" x1="{x2:.1f}" x2="{x2:.1f}" y1="56" y2="100"/>'
        f'<circle class="dot" cx="{x:.1f}" cy="78" r="17"/>'
        f'<text class="big" x="{x:.1f}" y="40" text-anchor="middle">{escape(words[1])}</text>'
        f'<text x="{x1:.1f}" y="146" text-anchor="middle">{escape(words[0])}</text>'
        f'<text x="{x2:.1f}" y="146" text-anchor="middle">{escape(words[2])}</text></svg>'
    )


def columns(data: Sequence[Column], top: str, label: str) -> Markup:
    """Draw columns over time; `top` writes the height of the highest. Marks that would touch are dropped."""
    most = max((c.count for c in data), default=0) or 1
    step = WIDTH / max(len(data), 1)
    height, foot = 230.0, 262.0
    drawn = [
        f'<line class="grid" x1="0" x2="{WIDTH}" y1="{y:.1f}" y2="{y:.1f}"/>'
        for y in (foot - height, foot - height / 2)
    ]
    last_mark = -1000.0
    for index, column in enumerate(data):
        tall = height * column.count / most
        x = index * step
        drawn.append(
            f'<rect class="ink" x="{x + step * 0.1:.2f}" y="{foot - tall:.1f}" width="{step * 0.8:.2f}" '
            f'height="{tall:.1f}"><title>{escape(column.title)}</title></rect>'
        )
        if column.mark and x - last_mark > 11 * len(column.mark) + 8:
            at_end = x + 11 * len(column.mark) > WIDTH
            where = f'x="{WIDTH}" text-anchor="end"' if at_end else f'x="{x + 4:.1f}"'
            drawn.append(
                f'<line class="axis" x1="{x:.1f}" x2="{x:.1f}" y1="{foot}" y2="{foot + 8}"/>'
                f'<text {where} y="{foot + 28}">{escape(column.mark)}</text>'
            )
            last_mark = x
    drawn.append(f'<line class="axis" x1="0" x2="{WIDTH}" y1="{foot}" y2="{foot}"/>')
    drawn.append(f'<text x="0" y="{foot - height - 8:.0f}">{escape(top)}</text>')
    return _drawn(
        f'<svg class="columns" viewBox="0 0 {WIDTH} 300" role="img" aria-label="{escape(label)}">{"".join(drawn)}</svg>'
    )


def _drawn(svg: str) -> Markup:
    return Markup(svg)  # noqa: S704 - drawn here from numbers, and from texts that were escaped
