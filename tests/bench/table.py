"""A row of the table, and the rows of the bar that are not measured here."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """One line of the table; without a figure it is only told."""

    what: str
    measured: float | None
    figure: float | None = None
    spread: float = 0.0
    unit: str = "×"
    at_least: bool = False
    notes: str = ""

    @property
    def verdict(self) -> str:
        if self.measured is None:
            return "NOT RUN"
        if self.figure is None:
            return "told"
        if self.at_least:
            return "ok" if self.measured + self.spread >= self.figure else "MISSED"
        return "ok" if self.measured - self.spread <= self.figure else "MISSED"

    def __str__(self) -> str:
        if self.measured is None:
            return f"{self.verdict:8} {self.what}: {self.notes}"
        sign = "≥" if self.at_least else "≤"
        figure = f"{sign} {self.figure:.4g}{self.unit}" if self.figure is not None else "no figure"
        spread = f" ± {self.spread:.2g}" if self.spread else ""
        line = f"{self.verdict:8} {self.what}: {self.measured:.4g}{self.unit}{spread} ({figure})"
        return f"{line}\n         {self.notes}" if self.notes else line


NOT_RUN = (
    Row(
        "Plone 6.2, Strapi 5, Directus 11: list, detail, search, filter",
        None,
        notes="not installed here",
    ),
    Row("publish beside Plone", None, notes="not installed here"),
    Row("brochure of 60 organizations", None, notes="there is no brochure yet"),
    Row(
        "reader page ≤ 50 KB, no other host, no cookie",
        None,
        notes="counted in tests/reader, not timed",
    ),
    Row("`make run`, second start", None, notes="needs a free port and a quiet machine"),
    Row("memory of a web worker under granian", None, notes="the process below is plain WSGI"),
)
