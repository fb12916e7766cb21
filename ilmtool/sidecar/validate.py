"""Checks a sidecar against the whole contract, beyond what reading needs."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from ilmtool.core.document import Document
from ilmtool.core.geometry import invert
from ilmtool.core.scene import Scene
from ilmtool.errors import Finding
from ilmtool.sidecar.check_features import FeatureCheck
from ilmtool.sidecar.check_header import check_header
from ilmtool.sidecar.derive import PixelToGround
from ilmtool.sidecar.findings import Report
from ilmtool.sidecar.limits import MAX_FINDINGS
from ilmtool.sidecar.merge_record import conflict_findings
from ilmtool.sidecar.reader import LoadedSidecar, read_sidecar
from ilmtool.sidecar.reconcile import disagreeing
from ilmtool.text import tr


def validate_file(path: Path) -> list[Finding]:
    """Everything in a file that is not as the contract says.

    Parameters
    ----------
    path : Path

    Returns
    -------
    list of Finding
        In the order of the lines; findings without a line come first. Empty for a flawless file.

    Raises
    ------
    UserError
        The file cannot be read as a sidecar at all.
    """
    loaded = read_sidecar(path, allow_newer=True)
    report = Report(4 * MAX_FINDINGS)
    if loaded.read_only:
        version = loaded.document.header.version
        report.add(
            "error",
            "newer-version",
            tr("The format version {version} is newer than this program.", version=version),
        )
    if loaded.had_header:
        check_header(loaded.document.header, report)
    _check_features(loaded, report)
    for finding in conflict_findings(loaded.document.header):
        report.add(finding.severity, finding.code, finding.message, finding.path, None, finding.feature_id)
    # Reading and checking may both have come upon the same thing.
    found = {(f.line, f.code, f.message): f for f in (*report.all(), *loaded.findings)}
    return sorted(found.values(), key=lambda finding: finding.line or 0)


def _check_features(loaded: LoadedSidecar, report: Report) -> None:
    document = loaded.document
    lines = dict(zip(document.annotations, loaded.line_numbers, strict=True))
    check = FeatureCheck(document, report, has_header=loaded.had_header)
    for key, annotation in document.annotations.items():
        check.run(annotation, lines[key])
    keys = list(document.annotations)
    if keys != sorted(keys):
        report.add("info", "not-sorted", tr("The features are not sorted by id; saving sorts them."))
    for scene_id, ground in _grounds(document).items():
        own = [
            a
            for a in document.annotations.values()
            if a.drawn_on == scene_id and a.ring is not None and a.geometry != b"null"
        ]
        for annotation, _ in disagreeing(own, ground):
            report.add(
                "warning",
                "geometry-disagrees",
                tr(
                    "geometry and imageGeometry are more than half a pixel apart in {scene_id}.",
                    scene_id=scene_id,
                ),
                "$.features[*].geometry",
                lines[annotation.id],
                annotation.id,
            )


def _grounds(document: Document) -> Mapping[str, PixelToGround]:
    """Scenes that the header places on the ground by itself."""
    made: dict[str, PixelToGround] = {}
    for scene in document.header.scenes:
        ground = _ground(scene)
        if ground is not None:
            made[scene.id] = ground
    return made


def _ground(scene: Scene) -> PixelToGround | None:
    if scene.transform is None or not (scene.crs_code or scene.crs_wkt):
        return None
    from ilmtool.imagery.ground import ground_map
    from ilmtool.imagery.placement import Georeference

    try:
        invert(scene.transform)
        return ground_map(Georeference(scene.transform, scene.crs_code, scene.crs_wkt, scene.shape or (1, 1)))
    except ValueError:
        return None
