"""Remarks of the data in both languages: they stand in data/ in English, the language of the code.

A remark that is not listed here is shown as it stands.
"""

from __future__ import annotations

from layouts.wording import N_, Wording

REMARKS = (
    N_("sum of parts"),
    N_(
        "PAPI had no sub-dimension 'Access to information' before 2018; exports print the "
        "numbering of 2018 over the older figures of dimension 2"
    ),
    N_(
        "until 2015 dimension 3 held people's inspection boards and community investment boards; "
        "exports print the numbering of 2018 over them"
    ),
    N_(
        "in 2016 and 2017 dimension 3 held the response to citizens' appeals and people's "
        "inspection boards; exports print the numbering of 2018 over them"
    ),
    N_("printed as a 95 % interval; the bounds are score ± 1.645 standard errors (90 %)"),
    N_("derived from the next year's published figure and its published change"),
    N_("source merges two years; two sources give rank 2"),
    N_(
        "contradicted by the official group A list of 2015 and by six sources naming another third "
        "place"
    ),
    N_("truncated figure (83.9); four sources give 83.98"),
    N_("truncated figure (89.6); four sources give 89.06"),
    N_("below the runner-up of the same year: misprint"),
    N_("does not match its own components; 86.77 does"),
    N_("score and rank contradict neighbouring ranks"),
    N_("86.89 is the figure of Ca Mau at rank 34; 86.76 fits rank 35"),
    N_("six sources give 91.87"),
    N_("two sources give 88.68"),
    N_("rank 7 contradicted by rank 8 and by the neighbouring ranks"),
    N_("score does not fit its rank beside neighbouring ranks"),
    N_("structured data set gives rank 9"),
    N_("three provinces are published below it"),
    N_("disputed: derived rank 38 is also published for Ba Ria - Vung Tau"),
    N_("disputed: rank 5 cannot stand below 88.76 at rank 6; another source implies 88.90"),
    N_("equals the national maximum of the policy component, so probably not the total"),
    N_(
        "29.95 is the whole impact part: appraisal 52.90 + 29.95 = 82.85, the published total; the "
        "SIPAS criterion is inside it"
    ),
    N_(
        "its maximum of 16.5 is that of domain 8 of PAR-2022; the criterion on socio-economic "
        "development has 6.5"
    ),
)


def remark(text: str | None, w: Wording) -> str:
    """Return a remark of the data in the language of the page; empty where there is none."""
    if not isinstance(text, str) or not text:
        return ""
    how, colon, reason = text.partition("): ")
    if colon and how.startswith("corrected ("):
        return w.t("Corrected on load: {reason}", reason=w.t(reason))
    return w.t(text)
