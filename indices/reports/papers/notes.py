"""Footnotes, which python-docx lacks: a part of the package with one entry for each note.

A source that is cited again refers to its first footnote, as Word's own cross-reference does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.oxml import serialize_part_xml
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import nsdecls, qn
from docx.oxml.parser import parse_xml

from indices.reports.papers.xml import clean, element, field

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

_SEPARATORS = {"-1": ("separator", "w:separator"),
               "0": ("continuationSeparator", "w:continuationSeparator")}  # fmt: skip
# In the schema's order the settings of footnotes stand before any of these.
_AFTER = ("endnotePr", "compat", "docVars", "rsids", "themeFontLang", "clrSchemeMapping",
          "shapeDefaults", "decimalSymbol", "listSeparator")  # fmt: skip


class Notes:
    """The footnotes of one document; those it has already stay."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._part: Part | None = _present(document)
        self._root: Any = None if self._part is None else parse_xml(self._part.blob)
        self._known: dict[str, int] = {}

    def cite(self, paragraph: Paragraph, text: str) -> None:
        """Put a note's number at the end of a paragraph; a text cited before keeps its number."""
        text = clean(text)
        if text in self._known:
            number = self._known[text]
            for run in field(f"NOTEREF _Note{number} \\f \\h", str(number), superscript=True):
                paragraph._p.append(run)
            return
        number = self._known[text] = self._add(text)
        run = element("w:r", _numbered(), element("w:footnoteReference", id=number))
        paragraph._p.append(element("w:bookmarkStart", id=9000 + number, name=f"_Note{number}"))
        paragraph._p.append(run)
        paragraph._p.append(element("w:bookmarkEnd", id=9000 + number))

    def close(self) -> None:
        """Write the notes into the document; without one nothing changes."""
        if self._root is not None and self._part is not None:
            self._part._blob = _bytes(self._root)

    def _add(self, text: str) -> int:
        if self._root is None:
            self._begin()
        number = 1 + max(int(one.get(qn("w:id"))) for one in self._root)
        mark = element("w:r", _numbered(), element("w:footnoteRef"))
        words = element("w:t")
        words.text = f" {text}"
        words.set(qn("xml:space"), "preserve")
        style = element("w:pPr", element("w:pStyle", val="FootnoteText"))
        paragraph = element("w:p", style, mark, element("w:r", words))
        self._root.append(element("w:footnote", paragraph, id=number))
        return number

    def _begin(self) -> None:
        """Make the part with the two lines that separate notes from text."""
        self._root = parse_xml(f"<w:footnotes {nsdecls('w', 'r')}/>")
        for number, (kind, line) in _SEPARATORS.items():
            tight = element("w:pPr", element("w:spacing", before=0, after=0, line=240,
                                             lineRule="auto"))  # fmt: skip
            paragraph = element("w:p", tight, element("w:r", element(line)))
            self._root.append(element("w:footnote", paragraph, type=kind, id=number))
        package = self._document.part.package
        name = PackURI("/word/footnotes.xml")
        self._part = Part(name, CONTENT_TYPE.WML_FOOTNOTES, _bytes(self._root), package)
        self._document.part.relate_to(self._part, RELATIONSHIP_TYPE.FOOTNOTES)
        settings = self._document.settings.element
        about = element("w:footnotePr", *(element("w:footnote", id=one) for one in _SEPARATORS))
        after = (one for name in _AFTER if (one := settings.find(qn(f"w:{name}"))) is not None)
        next(after).addprevious(about)


def _present(document: Document) -> Part | None:
    for one in document.part.rels.values():
        if one.reltype == RELATIONSHIP_TYPE.FOOTNOTES:
            part: Part = one.target_part
            return part
    return None


def _numbered() -> Any:
    return element("w:rPr", element("w:rStyle", val="FootnoteReference"))


def _bytes(root: Any) -> bytes:
    return serialize_part_xml(root)
