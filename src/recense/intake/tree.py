"""A listing drawn as a tree: by `tree` of Unix, or of Windows (there only folders have a branch)."""

from __future__ import annotations

import re
from dataclasses import dataclass

MARKS = "│├└─|`+\\\\"
BRANCH = re.compile(r"[\s\u00a0│|]*(?:[├└]─+|[|`+\\]-{2,})[\s\u00a0]?")
STEM = re.compile(r"[\s\u00a0│|]*")
WINDOWS = re.compile(r"[\s\u00a0│|]*(?:[├└]───|[+\\]---)\S")
SIZED = re.compile(r"\[\s*(?:[^\]]*\s)?([\d.,]+[KMGT]?)\s*(?:[^\]]*)\]\s+(.*)")
TOTALS = re.compile(r"\s*\d+ (directories|directory|r.{1,3}pertoires?|dossiers?)\b.*", re.IGNORECASE)
HEADINGS = re.compile(
    r"(Folder PATH|Structure du dossier|Volume serial|Le num.{1,3}ro de s.{1,3}rie|Num.{1,3}ro de s.{1,3}rie).*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Tree:
    """The files of a tree: path and size as written."""

    files: list[tuple[str, str | None]]
    not_understood: int


@dataclass(slots=True)
class _Node:
    column: int
    path: str
    size: str | None
    branched: bool
    has_children: bool = False


def read_tree(lines: list[str]) -> Tree | None:
    """Read the filled lines of a listing as a tree; None when they are not one."""
    branches = sum(bool(BRANCH.match(line)) for line in lines)
    if not branches or branches * 10 < len(lines):
        return None
    windows = any(WINDOWS.match(line) for line in lines)
    nodes: list[_Node] = []
    open_nodes: list[_Node] = []
    odd = 0
    for line in lines:
        if TOTALS.fullmatch(line) or HEADINGS.fullmatch(line) or not STEM.sub("", line, count=1):
            continue
        found = BRANCH.match(line)
        stem = found or STEM.match(line)
        if stem is None or (not found and not stem[0]):
            odd += bool(nodes)  # the first such line is the root
            continue
        node = _node(line, stem.end(), branched=bool(found))
        while open_nodes and open_nodes[-1].column >= node.column:
            open_nodes.pop()
        if open_nodes:
            open_nodes[-1].has_children = True
            node.path = f"{open_nodes[-1].path}/{node.path}"
        nodes.append(node)
        if found or not windows:
            open_nodes.append(node)
    files = [(node.path, node.size) for node in nodes if not (node.has_children or (windows and node.branched))]
    return Tree(files, odd)


def _node(line: str, column: int, *, branched: bool) -> _Node:
    name = line[column:].strip()
    sized = SIZED.fullmatch(name)
    return _Node(column, sized[2] if sized else name, sized[1] if sized else None, branched)
