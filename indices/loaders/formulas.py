"""Formulas without a saved value: sums are worked out, anything else is left to be found.

Only SUM over cells and ranges, "+" between cells, parentheses, and sums over such sums are known.
A sum is a figure only when each of its cells holds a number: a blank part never counts as 0.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping

from indices.loaders.grids import column_number
from indices.said import Told, said

Cell = tuple[str, int, int]
Value = object
_MOST_CELLS, _MOST_DEPTH = 20_000, 40
_SHEET = r"(?:(?:'(?P<quoted>(?:[^']|'')+)'|(?P<plain>[\w.]+))!)?"
_TOKEN = re.compile(
    rf"\s*(?:(?P<sum>SUM\s*\()|(?P<sign>[+(),])|{_SHEET}\$?(?P<column>[A-Z]{{1,3}})\$?"
    r"(?P<row>[0-9]{1,7})(?::\$?(?P<column2>[A-Z]{1,3})\$?(?P<row2>[0-9]{1,7}))?(?![\w(!]))\s*",
    re.IGNORECASE,
)
_CALLS_OUT = re.compile(
    r"\[|\||\b(?:WEBSERVICE|FILTERXML|RTD|CALL|REGISTER|EXEC|DDE|IMPORT\w+|HYPERLINK|INDIRECT"
    r"|CUBE\w+|STOCKHISTORY|IMAGE)\s*\(",
    re.IGNORECASE,
)


class NoSum(Told):
    """The formula is no sum of numbers; the message says why."""


def calls_out(formula: str) -> bool:
    """Whether a formula asks another file, program or server."""
    return bool(_CALLS_OUT.search(formula))


class Sums:
    """Works out the sums of a workbook.

    Args:
        values: by sheet, rows of saved values (number, text or None); row 1 comes first.
        formulas: by sheet, row and column (from 1), the formulas to work out.
    """

    def __init__(
        self, values: Mapping[str, list[list[Value]]], formulas: Mapping[Cell, str]
    ) -> None:
        self._values = values
        self._names = {name.casefold(): name for name in values}
        self._formulas = formulas
        self._known: dict[Cell, float | None] = {}
        self._open: list[Cell] = []
        self._left = _MOST_CELLS * 50

    def value(self, cell: Cell) -> float | None:
        """Return the number of a cell; None when it, or every cell that it sums, is blank.

        Raises:
            NoSum: it holds a text or a formula that is no sum, or a part of it is blank.
        """
        if cell in self._known:
            return self._known[cell]
        formula = self._formulas.get(cell)
        if formula is None:
            return self._saved(cell)
        if cell in self._open or len(self._open) > _MOST_DEPTH:
            raise NoSum(said("it leads back to itself or too far"))
        self._open.append(cell)
        try:
            self._known[cell] = _total(self._parts(formula, cell[0]))
        finally:
            self._open.pop()
        return self._known[cell]

    def _saved(self, cell: Cell) -> float | None:
        sheet, row, column = cell
        rows = self._values.get(sheet, [])
        value = rows[row - 1][column - 1] if self._holds(rows, row, column) else None
        if value is None or value == "":
            return None
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise NoSum(said("it adds {value}", value=repr(value)))
        return float(value)

    @staticmethod
    def _holds(rows: list[list[Value]], row: int, column: int) -> bool:
        return 0 < row <= len(rows) and 0 < column <= len(rows[row - 1])

    def _parts(self, formula: str, sheet: str) -> list[float | None]:
        """Return the numbers of all cells that a sum names."""
        parts: list[float | None] = []
        within: list[bool] = []
        # Many people begin a formula with "=+".
        position, wants = (2 if formula.startswith("=+") else 1), True
        while position < len(formula):
            token = _TOKEN.match(formula, position)
            opens = token is not None and (token["sum"] or token["sign"] == "(")
            joins = token is not None and token["sign"] in ("+", ",")
            closes = token is not None and token["sign"] == ")"
            # A number or an opening may stand only where one is wanted, a joint only after one;
            # lists and ranges only inside SUM.
            if token is None or wants == bool(joins or closes) or (closes and not within):
                raise NoSum(said("it is more than a sum"))
            if (token["sign"] == "," or token["column2"]) and not any(within):
                raise NoSum(said("it is more than a sum"))
            position, wants = token.end(), bool(opens or joins)
            if opens:
                within.append(bool(token["sum"]))
            elif closes:
                within.pop()
            elif token["column"]:
                parts += [self.value(cell) for cell in self._cells(token, sheet)]
        if within or wants:
            raise NoSum(said("it is incomplete"))
        return parts

    def _cells(self, token: re.Match[str], sheet: str) -> list[Cell]:
        named = (token["quoted"] or token["plain"] or sheet).replace("''", "'")
        name = self._names.get(named.casefold())
        if name is None:
            raise NoSum(said("there is no sheet {name}", name=repr(named)))
        first, row = column_number(token["column"].upper()), int(token["row"])
        last = column_number((token["column2"] or token["column"]).upper())
        last_row = int(token["row2"] or row)
        count = (last - first + 1) * (last_row - row + 1)
        self._left -= max(count, 0)
        if not 0 < count <= _MOST_CELLS or self._left < 0:
            raise NoSum(said("it adds too many cells"))
        return [
            (name, at, column)
            for at in range(row, last_row + 1)
            for column in range(first, last + 1)
        ]


def _total(parts: list[float | None]) -> float | None:
    numbers = [part for part in parts if part is not None]
    if numbers and len(numbers) < len(parts):
        raise NoSum(said("some of its cells are blank"))
    return math.fsum(numbers) if numbers else None
