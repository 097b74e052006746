"""The workbook of a year: figures as numbers, with native charts, for people who calculate."""

from indices.reports.workbook.book import write_workbook
from indices.reports.workbook.measures import Measure

__all__ = ["Measure", "write_workbook"]
