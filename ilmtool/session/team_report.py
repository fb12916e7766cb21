"""A team's folder as plain values, table and page."""

from __future__ import annotations

from typing import Any

from ilmtool.review.bootstrap import Interval
from ilmtool.review.overlap import Rules
from ilmtool.review.page import Block, Heading, Paragraph, Table
from ilmtool.review.rating import Figure
from ilmtool.review.report import rules_of
from ilmtool.session.team_folder import TeamFolder, TeamPair

FOLDER_COLUMNS = (
    "pair", "analysts", "boxes", "review", "f1_location", "f1_label", "consensus", "last_change", "problem",
)  # fmt: skip


def folder_report(team: TeamFolder, rules: Rules) -> dict[str, Any]:
    """Everything for JSON."""
    return {
        "f1_location": _rounded(team.f1_location),
        "f1_location_interval": _span(team.interval),
        "f1_label": _rounded(team.f1_label),
        "f1_label_interval": _span(team.label_interval),
        "scenes": team.interval.scenes,
        "reason": team.f1_location.reason or None,
        "interval_reason": team.interval.reason or None,
        "rules": rules_of(rules),
        "pairs": [_pair(pair, team) for pair in team.pairs],
    }


def _pair(pair: TeamPair, team: TeamFolder) -> dict[str, Any]:
    return {
        "folder": pair.folder.relative_to(team.root).as_posix(),
        "image": pair.image,
        "boxes": pair.boxes,
        "review": dict(sorted(pair.reviews.items())),
        "f1_location": _rounded(pair.f1_location),
        "f1_label": _rounded(pair.f1_label),
        "reason": pair.f1_location.reason or None,
        "matched": sum(c.matched for c in pair.counts),
        "has_consensus": pair.has_consensus,
        "last_change": pair.last_change or None,
        "files": [
            {
                "file": file.path.name,
                "analyst": file.analyst or None,
                "authors": list(file.facts.authors),
                "boxes": file.facts.boxes,
                "examined": file.facts.examined,
                "review": file.facts.reviews or {},
                "last_change": file.facts.last_change or None,
                "sha256": file.facts.checksum.removeprefix("1220") or None,
                "problem": file.facts.problem or None,
            }
            for file in pair.files
        ],
    }


def folder_rows(team: TeamFolder) -> list[list[Any]]:
    """A row for each pair, for `FOLDER_COLUMNS`."""
    rows = []
    for pair in team.pairs:
        folder = pair.folder.relative_to(team.root).as_posix()
        problems = [f"{f.path.name}: {f.facts.problem}" for f in pair.files if f.facts.problem]
        problems += [c.problem for c in pair.counts if c.problem]
        rows.append([
            pair.image if folder == "." else f"{folder}/{pair.image}",
            "; ".join(file.who for file in pair.analysts),
            pair.boxes,
            ", ".join(f"{count} {state}" for state, count in sorted(pair.reviews.items())),
            _shown(pair.f1_location),
            _shown(pair.f1_label),
            "yes" if pair.has_consensus else "no",
            pair.last_change,
            "; ".join(problems),
        ])  # fmt: skip
    return rows


def folder_blocks(team: TeamFolder, rules: Rules, made: str) -> list[Block]:
    """The folder as a printed page."""
    figures = []
    for name, figure, interval in (
        ("F1, location only", team.f1_location, team.interval),
        ("F1, with label", team.f1_label, team.label_interval),
    ):
        span = _span(interval)
        figures.append(
            (name, _shown(figure), f"{span[0]} to {span[1]}" if span else f"n/a: {interval.reason}")
        )
    return [
        Heading("Agreement of a team", 1),
        Paragraph(f"Made by ilmtool, {made}, of the folder {team.root.name}."),
        Heading("Rules"),
        *(Paragraph(text) for text in rules_of(rules)["text"]),
        Heading("All pairs"),
        Table(("figure", "value", "95 % interval over scenes"), tuple(figures)),
        Heading("Pairs"),
        Table(FOLDER_COLUMNS, tuple(tuple(str(cell) for cell in row) for row in folder_rows(team))),
    ]


def _rounded(figure: Figure) -> float | None:
    return None if figure.value is None else round(figure.value, 6)


def _shown(figure: Figure) -> str:
    return f"{figure.value:.3f}" if figure.value is not None else f"n/a: {figure.reason}"


def _span(interval: Interval) -> list[float] | None:
    if interval.low is None or interval.high is None:
        return None
    return [round(interval.low, 6), round(interval.high, 6)]
