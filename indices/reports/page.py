"""A report as one HTML file that needs nothing else: charts inside it, no script, no request."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from pathlib import Path

from indices.catalogue import Text
from indices.reports.blocks import (
    Block,
    Column,
    Document,
    Heading,
    Items,
    Paragraph,
    Picture,
    Progress,
    Table,
    unwatched,
)

_STYLE = Path(__file__).with_name("page.css")
_NAMES = {"table": Text("Bảng", "Table"), "figure": Text("Hình", "Figure")}
_FOCUS = ' class="focus"'
_CONTENTS = Text("Nội dung", "Contents")


def write_html(document: Document, progress: Progress = unwatched) -> bytes:
    """Return a report as HTML; the same content gives the same bytes.

    Args:
        document: what it says.
        progress: told how many blocks are written.
    """
    parts, written = _Parts(document.lang), []
    for place, block in enumerate(document.blocks):
        progress(place, len(document.blocks))
        written.append(parts.written(block))
    body = "\n".join(written)
    about = "".join(
        f"<dt>{escape(label)}</dt><dd>{escape(text)}</dd>" for label, text in document.about
    )
    title, subtitle = escape(document.title), escape(document.subtitle)
    style = _STYLE.read_text(encoding="utf-8")
    return f"""<!DOCTYPE html>
<html lang="{document.lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="color-scheme" content="light">
<title>{title}</title>
<style>
{style}</style>
</head>
<body>
<header><h1>{title}</h1><p>{subtitle}</p></header>
{_contents(document)}
<main>
{body}
</main>
<footer><dl>{about}</dl></footer>
</body>
</html>
""".encode()


def _contents(document: Document) -> str:
    heads = (one for one in document.blocks if isinstance(one, Heading) and one.level == 1)
    links = "".join(
        f'<li><a href="#chapter-{place}">{escape(head.text)}</a></li>'
        for place, head in enumerate(heads, start=1)
    )
    name = escape(_CONTENTS.get(document.lang))
    return f'<nav aria-label="{name}"><ol>{links}</ol></nav>'


class _Parts:
    """Writes blocks and counts chapters, tables and figures."""

    def __init__(self, lang: str) -> None:
        self._lang = lang
        self._counts = {"chapter": 0, "table": 0, "figure": 0}

    def written(self, block: Block) -> str:
        match block:
            case Heading(text, 1):
                return f'<h2 id="chapter-{self._next("chapter")}">{escape(text)}</h2>'
            case Heading(text, level):
                return f"<h{level + 1}>{escape(text)}</h{level + 1}>"
            case Paragraph(text):
                return f"<p>{escape(text)}</p>"
            case Items(texts):
                return f"<ul>{''.join(f'<li>{escape(text)}</li>' for text in texts)}</ul>"
            case Picture():
                return self._figure(block)
            case Table():
                return self._table(block)

    def _figure(self, picture: Picture) -> str:
        svg = picture.draw("svg").decode()
        named = f'<svg role="img" aria-label="{escape(picture.alternative)}" '
        drawn = svg.replace("<svg ", named, 1)
        caption = self._numbered("figure", picture.caption)
        return (
            f'<figure><div class="chart" tabindex="0" role="region" aria-label="{caption}">{drawn}'
            f"</div><figcaption>{caption}</figcaption></figure>"
        )

    def _table(self, table: Table) -> str:
        heads = "".join(_cell("th", one.title, one, ' scope="col"') for one in table.columns)
        rows = "".join(
            f"<tr{_FOCUS if place < table.leading else ''}>{_row(row, table)}</tr>"
            for place, row in enumerate(table.rows)
        )
        caption = self._numbered("table", table.caption)
        remark = f'<p class="remark">{escape(table.remark)}</p>' if table.remark else ""
        return (
            f'<div class="table" tabindex="0" role="region" aria-label="{caption}"><table>'
            f"<caption>{caption}</caption>{_widths(table)}<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody>"
            f"</table></div>{remark}"
        )

    def _numbered(self, kind: str, caption: str) -> str:
        return escape(f"{_NAMES[kind].get(self._lang)} {self._next(kind)}. {caption}")

    def _next(self, kind: str) -> int:
        self._counts[kind] += 1
        return self._counts[kind]


def _widths(table: Table) -> str:
    whole = sum(one.share for one in table.columns)
    shares = (f'<col style="width:{100 * one.share / whole:.1f}%">' for one in table.columns)
    return f"<colgroup>{''.join(shares)}</colgroup>"


def _row(row: Sequence[str], table: Table) -> str:
    """The first cell names the row."""
    return "".join(
        _cell("td", text, column, "") if place else _cell("th", text, column, ' scope="row"')
        for place, (text, column) in enumerate(zip(row, table.columns, strict=True))
    )


def _cell(tag: str, text: str, column: Column, more: str) -> str:
    kind = ' class="figure"' if column.figures else ""
    return f"<{tag}{more}{kind}>{_lines(text)}</{tag}>"


def _lines(text: str) -> str:
    return "<br>".join(escape(line) for line in text.split("\n"))
