"""The yearly report: the city against its benchmark provinces, in chapters of blocks."""

from indices.reports.yearly.report import report

__all__ = ["report"]
