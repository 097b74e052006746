"""Templates that an office may adapt: DOCX files with tags, filled in whole or not at all.

`{{ days }}` stands for a text and may stand in any line; `{{ measures }}` for a whole part (lists,
tables, charts), has a line of its own and is written by the program. `{%p if … %}` works as in
docxtpl. Templates cannot run code.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from indices.reports.papers.paper import Paper
from indices.reports.papers.xml import clean
from indices.said import Told, said

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

Part = Callable[[Paper], None]
# An unseen sign that `clean` takes out of whatever people typed, so that none of it is a tag.
_MARK = "\u202d"
_BLOCK = re.compile(
    r"\{%(p|tr|tc|r)? *((if|elif|for|set) .+|else|endif|endfor) *%\}",
)
_TAG = re.compile(r"\{\{.*?\}\}|\{\{.*|\{%.*?%\}|\{%.*")


class TemplateFault(Told):
    """A template cannot be filled in: one sentence with file, tag and remedy."""


def filled(
    content: bytes, name: str, lang: str, values: Mapping[str, str], parts: Mapping[str, Part]
) -> Paper:
    """Return the paper that a template becomes.

    Args:
        content: the template.
        name: of its file, for sentences.
        lang: of the paper.
        values: tag -> text of one line.
        parts: tag -> writer of what stands in its place.

    Raises:
        TemplateFault: the template is no DOCX, or a tag is broken, unknown or not alone.
    """
    marks = {tag: f"{_MARK}{tag}{_MARK}" for tag in parts}
    texts = {tag: clean(" ".join(text.split())) for tag, text in values.items()}
    paper = Paper(lang, _rendered(content, name, {**texts, **marks}))
    for place in list(_paragraphs(paper.document)):
        tag = next((tag for tag, mark in marks.items() if mark in place.text), None)
        if tag is None:
            continue
        if place.text.strip() != marks[tag]:
            raise TemplateFault(
                said(
                    "In the template {file} the tag {tag} needs a line of its own; remove the "
                    "other text there.",
                    file=name,
                    tag=f"{{{{ {tag} }}}}",
                )
            )
        paper.at(place)
        parts[tag](paper)
        place._p.getparent().remove(place._p)
    return paper


def _rendered(content: bytes, name: str, context: Mapping[str, str]) -> Document:
    """Fill in all tags.

    Raises:
        TemplateFault: see `filled`.
    """
    import docx
    from docxtpl import DocxTemplate
    from jinja2 import StrictUndefined, UndefinedError
    from jinja2.sandbox import SandboxedEnvironment

    environment = SandboxedEnvironment(undefined=StrictUndefined, autoescape=True)
    try:
        tags = _tags(docx.Document(io.BytesIO(content)))
        template = DocxTemplate(io.BytesIO(content))
    except Exception:
        # A file that is no document fails in any part of the library.
        raise TemplateFault(
            said(
                "The template {file} cannot be opened as DOCX; save it again in Word or "
                "LibreOffice, or remove it to use the built-in one.",
                file=name,
            )
        ) from None
    try:
        template.render(dict(context), environment)
    except UndefinedError:
        wrong = (tag for tag in tags if _strangers(tag, environment, context))
        raise TemplateFault(
            said(
                "The template {file} has a tag that does not exist: {tag}; those that do are "
                "{known}.",
                file=name,
                tag=next(wrong, "{{ }}"),
                known=list(context),
            )
        ) from None
    except Exception:
        # Whatever a tag may say, from a missing bracket to a sum of words and numbers.
        wrong = (tag for tag in tags if _is_broken(tag, environment, context))
        raise TemplateFault(
            said(
                "The template {file} has a broken tag: {tag}; correct it, or remove the file to "
                "use the built-in one.",
                file=name,
                tag=next(wrong, tags[-1] if tags else "{% %}"),
            )
        ) from None
    document: Document = template.docx
    return document


def _tags(document: Document) -> list[str]:
    """Return all tags, blocks last: one of them is at fault when no tag is wrong by itself."""
    found = [tag for place in _paragraphs(document) for tag in _TAG.findall(place.text)]
    return sorted(found, key=lambda tag: tag.startswith("{%"))


def _is_broken(tag: str, environment: Any, context: Mapping[str, str]) -> bool:
    """Whether a tag fails when it stands alone; of a block only the words are looked at."""
    from jinja2 import UndefinedError

    if tag.startswith("{%"):
        return not _BLOCK.fullmatch(tag)
    try:
        environment.from_string(tag).render(context)
    except UndefinedError:
        return False
    except Exception:
        return True
    return not tag.endswith("}}")


def _strangers(tag: str, environment: Any, context: Mapping[str, str]) -> bool:
    """Whether a tag names something that there is not."""
    from jinja2 import TemplateError, meta

    inner = re.sub(r"^\{\{(p|tr|tc|r) |^\{%(p|tr|tc|r)? *(if|elif) ", "{{ ", tag)
    try:
        tree = environment.parse(inner.replace("%}", "}}"))
    except TemplateError:
        return False
    return bool(meta.find_undeclared_variables(tree) - set(context))


def _paragraphs(document: Document) -> Iterator[Paragraph]:
    """Return every paragraph of the body, those in tables too, from top to bottom."""
    from docx.oxml.ns import qn
    from docx.text.paragraph import Paragraph

    for found in document.element.body.iter(qn("w:p")):
        yield Paragraph(found, document._body)
