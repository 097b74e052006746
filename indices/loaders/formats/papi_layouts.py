"""The layouts in which PAPI figures are passed around: F1 master, F2 yearly, F3 full, F5 coded."""

from __future__ import annotations

from collections.abc import Callable

from indices.catalogue import Text
from indices.loaders.formats.panels import Panel
from indices.loaders.formats.papi import PapiFormat
from indices.loaders.formats.papi_labels import Label

_HALF, _STRAY = 0.5, 0.1


def _share(labels: list[Label], what: Callable[[Label], bool]) -> float:
    return sum(map(what, labels)) / len(labels) if labels else 0.0


def _coded(label: Label) -> bool:
    return label.numbered and not label.name


def _named(label: Label) -> bool:
    return label.numbered and bool(label.name)


def _is_master(panel: Panel, labels: list[Label]) -> bool:
    return not panel.transposed and _share(labels, lambda label: label.numbered) < _STRAY


def _is_yearly(panel: Panel, labels: list[Label]) -> bool:
    return not panel.transposed and _share(labels, _named) >= _HALF


def _is_full(panel: Panel, labels: list[Label]) -> bool:
    return panel.transposed and any(map(_named, labels))


def _is_coded(panel: Panel, labels: list[Label]) -> bool:
    return not panel.transposed and _share(labels, _coded) >= _HALF


MASTER = PapiFormat(
    "F1",
    Text("PAPI: bảng tổng hợp nhiều năm", "PAPI: master workbook of several years"),
    Text(
        "mỗi năm một trang tính tên NĂM_PAPI; tỉnh theo dòng; tên chỉ số nội dung và nội dung "
        "thành phần ở dòng tiêu đề, không đánh số",
        "a sheet for each year, named YEAR_PAPI; provinces in rows; names of dimensions and "
        "sub-dimensions without numbers in the heading",
    ),
    _is_master,
    # "Un-weighted2015PAPI" stands above the totals of every year.
    years_from_labels=False,
)
YEARLY = PapiFormat(
    "F2",
    Text("PAPI: bảng điểm một năm", "PAPI: workbook of one year"),
    Text(
        "tỉnh theo dòng; tiêu đề đánh số “1: …”, “1.1: …”; trang tính đầu là bảng tổng hợp",
        "provinces in rows; numbered headings “1: …”, “1.1: …”; the first sheet is the summary",
    ),
    _is_yearly,
)
FULL = PapiFormat(
    "F3",
    Text("PAPI: bảng chỉ tiêu đầy đủ", "PAPI: full table of indicators"),
    Text(
        "chỉ tiêu theo dòng, tỉnh theo cột; dòng “Chỉ số nội dung 1: …” và “1.1: …”",
        "indicators in rows, provinces in columns; rows “Chỉ số nội dung 1: …” and “1.1: …”",
    ),
    _is_full,
)
CODED = PapiFormat(
    "F5",
    Text("PAPI: tệp CSV mã hóa", "PAPI: coded CSV"),
    Text(
        "cột Province ghi P01–P63 theo thứ tự mã tỉnh; các cột SC11–SC83",
        "a column Province with P01–P63 in the order of the codes; columns SC11–SC83",
    ),
    _is_coded,
)
