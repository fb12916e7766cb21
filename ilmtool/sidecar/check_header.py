"""The header against the contract."""

from __future__ import annotations

import re
from typing import Any

from ilmtool.core.annotation import PRECISIONS
from ilmtool.core.document import Header
from ilmtool.core.geometry import invert
from ilmtool.core.scene import ROLES, Registration, Scene
from ilmtool.imagery.address import remote_url
from ilmtool.sidecar.feature_values import mended_time
from ilmtool.sidecar.findings import Report
from ilmtool.text import tr

_CHECKSUM = re.compile(r"1220[0-9a-f]{64}")
_ABSOLUTE = re.compile(r"[/\\]|[A-Za-z]:[/\\]|[A-Za-z][\w+.-]+://")


def check_header(header: Header, report: Report) -> None:
    """Note what is not as it should be in scenes and registrations."""
    if len(header.scenes) < 2:
        report.add("warning", "few-scenes", tr("The header has fewer than two scenes."), "$.ilmtool.scenes")
    for role in ("before", "after"):
        if header.scenes and not any(scene.role == role for scene in header.scenes):
            report.add(
                "warning", "role-missing", tr("No scene has the role {role}.", role=role), "$.ilmtool.scenes"
            )
    for index, scene in enumerate(header.scenes):
        _check_scene(scene, f"$.ilmtool.scenes[{index}]", report)
    ids = {scene.id for scene in header.scenes}
    for index, registration in enumerate(header.registrations):
        _check_registration(registration, ids, f"$.ilmtool.registration[{index}]", report)


def _check_scene(scene: Scene, path: str, report: Report) -> None:
    if scene.role not in ROLES:
        message = tr(
            "{scene} has the role {role!r}, which is none of {words}.",
            scene=scene.id,
            role=scene.role[:40],
            words=", ".join(ROLES),
        )
        report.add("warning", "unknown-role", message, f"{path}.role")
    if not scene.href:
        report.add(
            "warning",
            "href-missing",
            tr("{scene} does not name its file.", scene=scene.id),
            f"{path}.href",
        )
    elif _ABSOLUTE.match(scene.href) and remote_url(scene.href) is None:
        message = tr(
            "{scene} names its file by an absolute path; colleagues will not find it.", scene=scene.id
        )
        report.add("warning", "href-absolute", message, f"{path}.href")
    elif "\\" in scene.href:
        message = tr(
            "{scene} names its file with \\ and not /; other systems will not find it.", scene=scene.id
        )
        report.add("warning", "href-backslash", message, f"{path}.href")
    taken = scene.acquisition
    if taken.datetime is not None and mended_time(taken.datetime) != taken.datetime:
        message = tr("{scene} has a datetime that is not like 2019-03-02T02:15:00Z.", scene=scene.id)
        report.add("warning", "bad-datetime", message, f"{path}.datetime")
    if taken.datetime_precision is not None and taken.datetime_precision not in PRECISIONS:
        message = tr(
            "{scene} has a precision that is none of {words}.",
            scene=scene.id,
            words=", ".join(PRECISIONS),
        )
        report.add("warning", "unknown-precision", message, f"{path}.datetime_precision")
    if scene.file_checksum is not None and not _CHECKSUM.fullmatch(scene.file_checksum):
        message = tr("The checksum of {scene} is not 1220 and 64 hexadecimal digits.", scene=scene.id)
        report.add("warning", "bad-checksum", message, f"{path}.file:checksum")
    if scene.transform is not None and not _has_inverse(scene.transform):
        message = tr("The transform of {scene} maps its pixels onto a line.", scene=scene.id)
        report.add("warning", "bad-transform", message, f"{path}.proj:transform")


def _check_registration(registration: Registration, ids: set[str], path: str, report: Report) -> None:
    for scene_id in (registration.from_id, registration.to_id):
        if scene_id not in ids:
            message = tr(
                "A registration speaks of {scene}, which is no scene of this file.", scene=scene_id[:80]
            )
            report.add("warning", "unknown-scene", message, path)
    if not _has_inverse(registration.matrix):
        message = tr("The matrix of a registration maps the image onto a line.")
        report.add("warning", "bad-transform", message, f"{path}.matrix")
    if "tie_points" in registration.extra:
        _check_tie_points(registration.extra["tie_points"], path, report)


def _check_tie_points(listed: Any, path: str, report: Report) -> None:
    wrong = (
        [tr("it is not a list")]
        if not isinstance(listed, list)
        else [
            tr("point {number} is not a pair of positions", number=i + 1)
            for i, item in enumerate(listed)
            if not _is_tie(item)
        ]
    )
    if wrong:
        message = tr("The tie points of a registration cannot be used: {reason}.", reason=wrong[0])
        report.add("warning", "bad-tie-points", message, f"{path}.tie_points")


def _is_tie(item: Any) -> bool:
    return isinstance(item, dict) and all(_is_position(item.get(key)) for key in ("from", "to"))


def _is_position(value: Any) -> bool:
    return (
        isinstance(value, list)
        and len(value) == 2
        and all(isinstance(v, int | float) and not isinstance(v, bool) and abs(v) < 1e9 for v in value)
    )


def _has_inverse(affine: tuple[float, float, float, float, float, float]) -> bool:
    try:
        invert(affine)
    except ValueError:
        return False
    return True
