"""XML from strangers: no entity is expanded, no file or address is opened, depth and size are bounded by the parser."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from lxml import etree

from recense.errors import Unreadable

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SAFE: Final = {
    "resolve_entities": False,
    "load_dtd": False,
    "no_network": True,
    "dtd_validation": False,
    "remove_comments": True,
    "remove_pis": True,
}
BROKEN: Final = "the XML is truncated or malformed. Ask for another copy of it."


def parse_xml(data: bytes) -> Any:
    """Return the root element.

    Raises:
        Unreadable: it is not well-formed.

    """
    try:
        root = etree.fromstring(data, etree.XMLParser(huge_tree=True, **SAFE))
    except etree.XMLSyntaxError as error:
        raise Unreadable(BROKEN) from error
    if root is None:
        raise Unreadable(BROKEN)
    return root


def salvage_xml(data: bytes) -> Any | None:
    """Return the root of what can be read of a damaged document, None when that is nothing."""
    try:
        root = etree.fromstring(data, etree.XMLParser(huge_tree=True, recover=True, **SAFE))
    except etree.XMLSyntaxError:
        return None
    return root if root is not None and (len(root) or (root.text or "").strip()) else None


def walk_xml(path: Path, **more: Any) -> Iterator[tuple[str, Any]]:
    """Yield the events of a file too large for a tree.

    Raises:
        Unreadable: it is not well-formed.

    """
    try:
        yield from etree.iterparse(str(path), huge_tree=True, **SAFE, **more)
    except etree.XMLSyntaxError as error:
        raise Unreadable(BROKEN) from error
