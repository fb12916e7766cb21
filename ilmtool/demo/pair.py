"""The demo pair as files: made once, whole or not at all, and left alone afterwards."""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from ilmtool.demo.plan import CONTENT_VERSION, Pass, passes
from ilmtool.errors import Cancelled, UserError, reason_of
from ilmtool.text import number, tr

_NEEDED_BYTES = 90_000_000


@dataclass(frozen=True, slots=True)
class DemoPair:
    """Where the demo's files are."""

    before: Path
    after: Path
    sidecar: Path


def write_demo(
    folder: Path,
    progress: Callable[[float, str], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
    *,
    coarseness: int = 1,
) -> DemoPair:
    """Make the demo pair in a folder, or find it there.

    The same bytes come out each time on one machine. Images that are already there are used again; a
    sidecar that is already there is the user's work and is never written.

    Parameters
    ----------
    folder : Path
        Made if it is missing.
    progress : callable, optional
        Told the share done (0-1) and what is being done.
    cancelled : callable, optional
        Asked now and then; the job stops, and leaves nothing behind, when it returns True.
    coarseness : int
        Factor on the pixel sizes; more than 1 makes small pictures for tests.

    Raises
    ------
    UserError
        If the folder cannot be written, is full, or holds other files of these names.
    Cancelled
        If `cancelled` said so.
    """
    both = passes(coarseness)
    images = [folder / f"{each.stem}.tif" for each in both]
    pair = DemoPair(images[0], images[1], folder / f"{images[1].name}.ilm.geojson")

    def step(share: float, what: str) -> None:
        if cancelled is not None and cancelled():
            raise Cancelled
        if progress is not None:
            progress(share, what)

    try:
        folder.mkdir(parents=True, exist_ok=True)
        whole = [_is_whole(image, each) for image, each in zip(images, both, strict=True)]
        if not all(whole):
            _check_room(folder, coarseness)
            _make_images(both, images, coarseness, step)
        if not pair.sidecar.exists():
            step(0.97, tr("Writing the sidecar"))
            from ilmtool.demo.truth import write_truth

            write_truth(both, pair.before, pair.after, pair.sidecar, coarseness)
    except OSError as error:
        raise _cannot_write(folder, error) from error
    step(1.0, tr("Done"))
    return pair


def _is_whole(image: Path, each: Pass) -> bool:
    """Whether the image is the finished one of this version.

    Raises
    ------
    UserError
        If a file of that name is there that this program did not make.
    """
    if not image.exists():
        return False
    import rasterio
    from rasterio.errors import RasterioError

    from ilmtool.demo.writer import VERSION_TAG

    version, shape, layered = None, None, False
    with suppress(RasterioError), rasterio.open(image) as file:
        version, shape, layered = file.tags().get(VERSION_TAG), file.shape, bool(file.overviews(1))
    if version is None:
        raise UserError(
            tr(
                "The demo needs the name {name}, and another file in {folder} has it.",
                name=image.name,
                folder=image.parent,
            ),
            tr("It was not made by the demo, so it was left alone."),
            tr("Choose an empty folder for the demo."),
        )
    own = version == CONTENT_VERSION and shape == (each.side_px, each.side_px) and layered
    return own and image.with_suffix(".IMD").exists()


def _check_room(folder: Path, coarseness: int) -> None:
    free = shutil.disk_usage(folder).free
    needed = _NEEDED_BYTES // coarseness**2
    if free < needed:
        raise UserError(
            tr("There is no room for the demo pair in {folder}.", folder=folder),
            tr(
                "It needs about {needed} MB, {free} MB are free.",
                needed=number(needed / 1e6, ".0f"),
                free=number(free / 1e6, ".0f"),
            ),
            tr("Free some space or choose another folder."),
        )


def _make_images(
    both: tuple[Pass, Pass], images: list[Path], coarseness: int, step: Callable[[float, str], None]
) -> None:
    from rasterio.errors import RasterioError

    from ilmtool.demo.render import Renderer
    from ilmtool.demo.world import build_ground, build_world
    from ilmtool.demo.writer import imd_text, write_image

    step(0.0, tr("Shaping the ground"))
    token = secrets.token_hex(4)
    parts = [image.with_name(f".{image.name}.{token}.part") for image in images]
    shares = ((0.25, 0.47), (0.47, 0.96))
    try:
        # A folder that cannot be written is found out now and not after the work.
        for part in parts:
            part.touch()
        world = build_world()
        made = iter(range(1, 100))
        ground = build_ground(
            world, both, coarseness, lambda: step(min(0.25, 0.035 * next(made)), tr("Shaping the ground"))
        )
        for each, part, (start, end) in zip(both, parts, shares, strict=True):
            what = tr("Taking the picture of {date}", date=each.datetime[:10])

            def partly(share: float, start: float = start, end: float = end, what: str = what) -> None:
                step(start + (end - start) * share, what)

            write_image(part, each, Renderer(ground, world, each), partly)
        for each, part, image in zip(both, parts, images, strict=True):
            text = part.with_name(f"{part.name}.imd")
            text.write_text(imd_text(each), encoding="ascii", newline="\n")
            os.replace(text, image.with_suffix(".IMD"))  # noqa: PTH105 - one call, atomic on both systems
            os.replace(part, image)  # noqa: PTH105
    except RasterioError as error:
        raise _cannot_write(images[0].parent, error) from error
    finally:
        for part in parts:
            for rest in (part, part.with_name(f"{part.name}.imd"), part.with_name(f"{part.name}.aux.xml")):
                rest.unlink(missing_ok=True)


def _cannot_write(folder: Path, error: Exception) -> UserError:
    return UserError(
        tr("The demo pair could not be written to {folder}.", folder=folder),
        reason_of(error),
        tr("Choose a folder that you can write to and that has 100 MB of room."),
    )
