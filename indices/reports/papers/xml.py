"""Small pieces of WordprocessingML that python-docx has no words for, and text that fits in."""

from __future__ import annotations

import re
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

# What XML 1.0 cannot hold: control signs, halves of letters, two signs that are none.
_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# Unseen signs that turn the letters after them around; no script needs them.
_OVERRIDES = re.compile("[\u202a-\u202e]")


def clean(text: str) -> str:
    """Return a text of any script without the signs that a document cannot hold."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return _OVERRIDES.sub("", _ILLEGAL.sub("", lines))


def element(tag: str, *children: Any, **attributes: str | int) -> Any:
    """Make an element such as `element("w:pStyle", val="Title")`.

    Args:
        tag: with its prefix.
        children: elements inside it, in their order.
        attributes: those of the namespace w, named without its prefix.
    """
    made = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), str(value))
    for child in children:
        made.append(child)
    return made


def field(instruction: str, shown: str = "", superscript: bool = False) -> list[Any]:
    """Return the runs of a field that a word processor works out, such as PAGE.

    Args:
        instruction: as Word writes it.
        shown: what stands there until it is worked out.
        superscript: whether it looks like the number of a footnote.
    """
    text = element("w:t")
    text.text = shown
    code = element("w:instrText")
    code.text = f" {instruction} "
    code.set(qn("xml:space"), "preserve")
    begin, middle, end = (
        element("w:fldChar", fldCharType=kind) for kind in ("begin", "separate", "end")
    )
    runs = [element("w:r", part) for part in (begin, code, middle, text, end)]
    if superscript:
        for run in runs:
            run.insert(0, element("w:rPr", element("w:rStyle", val="FootnoteReference")))
    return runs
