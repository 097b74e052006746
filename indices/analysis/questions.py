"""What to ask a host about an indicator in which it leads."""

from __future__ import annotations

from indices.catalogue import Catalogue, Index, Indicator, Text


def question(catalogue: Catalogue, index: Index, indicator: Indicator, year: int) -> Text:
    """Return what to ask about an indicator: the catalogue's words or the general form."""
    known = catalogue.questions.get((index.code, indicator.code))
    if known is not None:
        return known
    name = indicator.name_in(year)
    return Text(
        f"Những giải pháp nào đã giúp quý tỉnh đạt kết quả cao ở nội dung “{name.vi}” của "
        f"{index.short_name.vi}; ai chủ trì, kinh phí và thời gian thực hiện ra sao?",
        f"Which measures brought your high result in “{name.en}” of {index.short_name.en}; "
        "who led them, what did they cost and how long did they take?",
    )
