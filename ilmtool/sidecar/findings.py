"""Collects findings while a file is read, up to a bound."""

from __future__ import annotations

from ilmtool.errors import Finding
from ilmtool.sidecar.limits import MAX_FINDINGS
from ilmtool.text import mark, tr

_SEVERITIES = {"error": mark("error"), "warning": mark("warning"), "info": mark("info")}


class Report:
    """Findings of one file in the order in which they were found.

    Parameters
    ----------
    limit : int
        How many are kept one by one; more are only counted.
    """

    def __init__(self, limit: int = MAX_FINDINGS) -> None:
        self._limit = limit
        self._findings: list[Finding] = []
        self._left_out = {"error": 0, "warning": 0, "info": 0}

    def add(
        self,
        severity: str,
        code: str,
        message: str,
        path: str = "",
        line: int | None = None,
        feature_id: str | None = None,
    ) -> None:
        """Note one thing; see `Finding` for the parameters."""
        if len(self._findings) < self._limit:
            self._findings.append(Finding(severity, code, message, path, line, feature_id))
        else:
            self._left_out[severity] += 1

    def all(self) -> tuple[Finding, ...]:
        """Every finding, and one that says how many more there are of each severity."""
        more = tuple(
            Finding(
                severity,
                "more-findings",
                tr(
                    "%n more finding(s) of severity {severity} (is|are) left out.",
                    "",
                    count,
                    severity=tr(_SEVERITIES[severity]),
                ),
            )
            for severity, count in self._left_out.items()
            if count
        )
        return (*self._findings, *more)


class FeatureReport:
    """The report, for one feature: knows its place in the file."""

    def __init__(self, report: Report, index: int, line: int | None) -> None:
        self._report = report
        self.index = index
        self.line = line
        self.feature_id: str | None = None

    def add(self, severity: str, code: str, message: str, member: str = "") -> None:
        """Note one thing about the feature; `member` is the path inside it, e.g. `.properties.label`."""
        path = f"$.features[{self.index}]{member}"
        self._report.add(severity, code, message, path, self.line, self.feature_id)
