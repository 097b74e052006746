"""Process start to the first 200, against importing dash, pandas and plotly."""

from __future__ import annotations

import subprocess
import time
from statistics import median

from tests.benchmarks.budgets import Measured
from tests.serving import ROOT, free_port, python, serving

_RUNS = 7
_IMPORTS = python("-c", "import dash, pandas, plotly.graph_objects")


def measure() -> list[Measured]:
    """Both in turns, so that a busy moment of the machine touches both."""
    imports, starts = [], []
    for _ in range(_RUNS):
        imports.append(_import_seconds())
        starts.append(_start_seconds())
    base, start = median(imports), median(starts)
    detail = f"first 200 after {start:.2f} s, imports {base:.2f} s"
    return [Measured("start to first 200 / imports", start / base, 1.5, detail)]


def _import_seconds() -> float:
    began = time.perf_counter()
    subprocess.run(_IMPORTS, cwd=ROOT, check=True)
    return time.perf_counter() - began


def _start_seconds() -> float:
    port = free_port()
    began = time.perf_counter()
    with serving(python("app.py"), port):
        return time.perf_counter() - began
