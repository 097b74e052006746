"""Static charts for documents: PNG and SVG bytes by matplotlib, the same for the same figures.

matplotlib is imported inside the functions, so that a web process starts without it.
"""

from indices.reports.charts.caption import Caption, Kind
from indices.reports.charts.dumbbell import GapRow, dumbbell
from indices.reports.charts.ranges import RangeRow, ranges
from indices.reports.charts.trend import TrendLine, trend

__all__ = ["Caption", "GapRow", "Kind", "RangeRow", "TrendLine", "dumbbell", "ranges", "trend"]
