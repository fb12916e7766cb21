"""Exporting datasets: chips and boxes a second beside a bare loop, and peak memory over many scenes."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import rasterio
import targets
from context import Context
from measure import Result, judged, result
from rasterio.transform import Affine
from rasterio.windows import Window

from ilmtool.core.annotation import Annotation, Polygon, Properties
from ilmtool.core.document import Document, Header
from ilmtool.core.geometry import box_ring
from ilmtool.core.scene import Scene
from ilmtool.sidecar.codec import encode

CHIP = 256


def measure_datasets(context: Context) -> Iterator[Result]:
    """Chips, boxes, memory."""
    yield from _chips(context)
    yield from _boxes(context)
    yield from _memory(context)


def _site(
    folder: Path, name: str, size: int, boxes: list[tuple[float, float, float, float]], jpeg: bool
) -> Path:
    """One after scene of noise in tiles, and its sidecar."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.tif"
    transform = (0.5, 0.0, 600_000.0, 0.0, -0.5, 4_400_000.0)
    # Blurred noise compresses about as real scenes do.
    noise = np.random.default_rng(size).integers(0, 255, (size // 4 + 1, size // 4 + 1, 3), dtype=np.uint8)
    pixels = cv2.resize(noise, (size, size), interpolation=cv2.INTER_CUBIC)
    options: dict[str, Any] = {"compress": "deflate"}
    if jpeg:
        options = {"compress": "jpeg", "photometric": "YCBCR"}
    options |= {
        "width": size,
        "height": size,
        "count": 3,
        "dtype": "uint8",
        "tiled": True,
        "crs": "EPSG:32651",
    }
    options |= {"transform": Affine(*transform), "blockxsize": min(256, size), "blockysize": min(256, size)}
    with rasterio.open(path, "w", driver="GTiff", **options) as image:
        image.write(np.moveaxis(pixels, 2, 0))
    scene = Scene(name, "after", path.name, crs_code="EPSG:32651", transform=transform, shape=(size, size))
    annotations = {}
    for number, bounds in enumerate(boxes):
        key = str(uuid.uuid5(uuid.NAMESPACE_URL, f"{name}/{number}"))
        ring = Polygon((box_ring(*bounds),))
        properties = Properties(label=f"class {number % 7}", drawn_on=name, image_geometry=ring)
        annotations[key] = Annotation(key, properties)
    sidecar = path.with_name(path.name + ".ilm.geojson")
    sidecar.write_bytes(b"".join(encode(Document(Header((scene,)), annotations))))
    return sidecar


def _export(words: list[str], target: Path, workers: int) -> float:
    """Milliseconds of a whole export by the command line, start of the program included (see `_started`)."""
    shutil.rmtree(target, ignore_errors=True)
    command = [
        sys.executable,
        "-m",
        "ilmtool",
        "export",
        *words,
        "-o",
        str(target),
        "--workers",
        str(workers),
    ]
    started = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return (time.perf_counter() - started) * 1000


def _started() -> float:
    """Milliseconds of a program that only imports what an export needs."""
    code = "import ilmtool.datasets.export, rasterio, cv2, shapely, pyproj"
    started = time.perf_counter()
    subprocess.run([sys.executable, "-c", code], check=True)
    return (time.perf_counter() - started) * 1000


def _chips(context: Context) -> Iterator[Result]:
    side = 1536 if context.quick else 6144
    folder = context.work / "chip-sites"
    boxes = [
        (x + 40.0, y + 40.0, x + 80.0, y + 70.0) for y in range(0, side, CHIP) for x in range(0, side, CHIP)
    ]
    places = 2 if context.quick else 4
    for place in range(places):
        _site(folder, f"chips{place}", side, boxes, jpeg=True)
    count = places * len(boxes)
    start = _started()
    for pixels in ("jpeg", "png"):
        for workers in (1, 2):
            # Anew for each: what else the machine does changes within a minute.
            bare = _bare_loop(folder, context.work / "bare", side, pixels)
            words = [str(folder), "--format", "coco", "--images", "chips", "--tile-size", str(CHIP)]
            words += ["--image-format", pixels]
            spent = _export(words, context.work / "chips-out", workers)
            limit = (
                f"bare loop of reading and encoding in one process, {count / bare * 1000:,.0f} chips/s",
                bare,
            )
            target = targets.CHIPS if workers == 2 and pixels == "jpeg" else None
            yield _rate("export chips", spent - start, count, limit, target, pixels=pixels, workers=workers)


def _bare_loop(folder: Path, target: Path, side: int, pixels: str) -> float:
    """Reading and encoding the same windows and nothing else, in this process."""
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    ending = ".jpg" if pixels == "jpeg" else ".png"
    options = [cv2.IMWRITE_JPEG_QUALITY, 95] if pixels == "jpeg" else []
    threads = cv2.getNumThreads()
    cv2.setNumThreads(1)
    started = time.perf_counter()
    for path in sorted(folder.glob("*.tif")):
        with rasterio.open(path) as image:
            for y in range(0, side, CHIP):
                for x in range(0, side, CHIP):
                    data = image.read(window=Window(x, y, CHIP, CHIP))
                    _, buffer = cv2.imencode(
                        ending, np.ascontiguousarray(np.moveaxis(data, 0, 2)[..., ::-1]), options
                    )
                    (target / f"{path.stem}-{x}-{y}{ending}").write_bytes(bytes(buffer))
    cv2.setNumThreads(threads)
    return (time.perf_counter() - started) * 1000


def _rate(
    name: str,
    spent_ms: float,
    count: int,
    limit: tuple[str, float],
    target: targets.Target | None,
    **case: object,
) -> Result:
    case = {**case, "per_second": round(count / spent_ms * 1000)}
    return result(name, [spent_ms], limit, target, **case)


def _boxes(context: Context) -> Iterator[Result]:
    count = 5_000 if context.quick else 100_000
    rng = np.random.default_rng(1)
    corners = rng.uniform(0, 1000, (count, 2))
    boxes = [(x, y, x + 12.0, y + 9.0) for x, y in corners.tolist()]
    sidecar = _site(context.work / "box-site", "boxes", 1024, boxes, jpeg=False)
    features = json.loads(sidecar.read_bytes())

    def bare() -> float:
        started = time.perf_counter()
        table = json.loads(sidecar.read_bytes())
        (context.work / "bare.json").write_text(json.dumps(table))
        return (time.perf_counter() - started) * 1000

    limit = ("json.loads and json.dumps of the sidecar", min(bare() for _ in range(3)))
    start = _started()
    for name in ("coco", "yolo", "geojson"):
        words = [str(sidecar), "--format", name, "--images", "none"]
        spent = min(_export(words, context.work / "boxes-out", 1) for _ in range(context.repeats(3)))
        yield _rate(
            "export boxes", spent - start, len(features["features"]), limit, None, format=name, workers=1
        )


def _memory(context: Context) -> Iterator[Result]:
    numbers = (10, 30) if context.quick else (100, 1000)
    base = _site(context.work / "memory-model", "model", 512, [(10.0, 10.0, 40.0, 40.0)], jpeg=False)
    peaks: dict[int, int] = {}
    for number in numbers:
        folder = context.work / f"memory-{number}"
        shutil.rmtree(folder, ignore_errors=True)
        for index in range(number):
            _copy_site(base, folder / f"s{index:04}", 1000.0 * index)
        peaks[number] = _peak_of(
            [
                str(folder),
                "--format",
                "coco",
                "--images",
                "chips",
                "--tile-size",
                "256",
                "--split",
                "70/15/15",
            ],
            context.work / "memory-out",
        )
        case = {"scenes": number, "workers": 1}
        limit = None if number == numbers[0] else (f"peak at {numbers[0]} scenes", float(peaks[numbers[0]]))
        target = None if limit is None else targets.EXPORT_MEMORY
        yield judged(
            {"name": "export, peak memory", "case": case, "value_bytes": peaks[number]}, limit, target
        )


def _copy_site(sidecar: Path, folder: Path, east: float) -> None:
    """The model site elsewhere on the ground, with other bytes."""
    folder.mkdir(parents=True)
    image = sidecar.with_name(sidecar.name.removesuffix(".ilm.geojson"))
    moved = folder / image.name
    shutil.copyfile(image, moved)
    with rasterio.open(moved, "r+") as dataset:
        dataset.transform = Affine(0.5, 0.0, 600_000.0 + east, 0.0, -0.5, 4_400_000.0)
    text = sidecar.read_text().replace("600000.0", str(600_000.0 + east))
    (folder / sidecar.name).write_text(text)


def _peak_of(words: list[str], target: Path) -> int:
    shutil.rmtree(target, ignore_errors=True)
    code = (
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "from measure import peak_memory\n"
        "from ilmtool.__main__ import main\n"
        "code = main(['export', *sys.argv[2:]])\n"
        "print(peak_memory()); sys.exit(code)"
    )
    here = str(Path(__file__).resolve().parent)
    command = [sys.executable, "-c", code, here, *words, "-o", str(target), "--workers", "1"]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return int(done.stdout.split()[-1])
