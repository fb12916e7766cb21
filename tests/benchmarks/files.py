"""Loading and saving many boxes: as such, and what the window feels of it."""

from __future__ import annotations

import gc
import os
import time
from collections.abc import Iterator
from pathlib import Path

import msgspec
import targets
from context import Context
from measure import Result, result, times_of

from ilmtool.core.boxindex import BoxIndex
from ilmtool.core.document import Document
from ilmtool.session.opening import open_pair
from ilmtool.session.sidecar_file import SidecarFile
from ilmtool.sidecar.files import sidecar_path
from ilmtool.sidecar.reader import read_sidecar


def measure_files(context: Context) -> Iterator[Result]:
    """Load, save and stalls."""
    count = context.counts[-1]
    pair = context.pair(boxes_in_it=count)
    path = sidecar_path(pair[1])
    repeats = context.repeats(9)
    case = {"boxes": count, "megabytes": round(path.stat().st_size / 1e6, 1)}
    yield from _loads(path, pair, repeats, case)
    yield from _saves(context.work, path, repeats, case)
    yield from _stalls(context, count, case)


def _loads(path: Path, pair: tuple[Path, Path], repeats: int, case: dict) -> Iterator[Result]:
    def parse() -> None:
        gc.disable()
        msgspec.json.decode(path.read_bytes())
        gc.enable()

    bare = ("read and msgspec.json.decode, p50", sorted(times_of(parse, repeats))[repeats // 2])
    yield result(
        "load, file to document", times_of(lambda: read_sidecar(path), repeats), bare, targets.LOAD, **case
    )
    opened = open_pair(*pair)
    times = times_of(lambda: BoxIndex(opened.document, opened.pair.forwards), repeats)
    yield result("load, document to index", times, bare, None, **case)
    opened.pair.close()


def _saves(work: Path, path: Path, repeats: int, case: dict) -> Iterator[Result]:
    loaded = read_sidecar(path)
    document = loaded.document
    data = path.read_bytes()
    bare_path = work / "bare.bin"

    def bare_write() -> None:
        with bare_path.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())

    bare = sorted(times_of(bare_write, max(5, repeats)))
    limit = ("write and fsync of the bytes, p50", bare[len(bare) // 2])
    yield result("bare write and fsync", bare, None, None, **case)
    bare_path.unlink()
    place = work / "saved.ilm.geojson"

    # `source` is where unchanged bytes come from; without it and without lines everything is encoded.
    fresh = _without_sources(document)
    times = times_of(lambda: SidecarFile(_gone(place)).write(fresh, "2019-03-03T08:00:00Z"), repeats)
    yield result("save, everything encoded", times, limit, None, **case)

    file = SidecarFile(_gone(place), loaded.lines)
    file.write(document, "2019-03-03T08:00:00Z")
    times = []
    for turn in range(repeats):
        document = _after_few_edits(document, turn)
        times += times_of(lambda d=document: file.write(d, "2019-03-03T08:00:00Z"), 1)
    yield result("save after few edits", times, limit, targets.SAVE_AFTER_EDITS, **case)


def _gone(path: Path) -> Path:
    path.unlink(missing_ok=True)
    return path


def _without_sources(document: Document) -> Document:
    annotations = {
        key: msgspec.structs.replace(item, source=None) for key, item in document.annotations.items()
    }
    return Document(document.header, annotations, document.opaque)


def _after_few_edits(document: Document, turn: int) -> Document:
    annotations = dict(document.annotations)
    for key in list(annotations)[turn * 1000 : turn * 1000 + 5]:
        annotations[key] = annotations[key].edited(note=f"seen again {turn}")
    return Document(document.header, annotations, document.opaque)


def _stalls(context: Context, count: int, case: dict) -> Iterator[Result]:
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest
    from window import Rig, StallWatch

    rig = Rig()
    rig.open(context.pair())
    rig.fit_canvas(*context.sizes[0])
    rig.wait(300)
    watch = StallWatch()
    rig.wait(1000)
    idle = watch.stop()
    limit = ("longest stall of the idle window, 1 s", idle)
    stalls, shown = [], []
    for _ in range(context.repeats(5)):
        pair = context.pair(boxes_in_it=count)
        rig.settle()
        watch = StallWatch()
        start = time.perf_counter()
        rig.program.desk.open_images(*pair)
        rig.until_painted(lambda: len(rig.workspace.document.annotations) == count)
        shown.append((time.perf_counter() - start) * 1000)
        rig.wait(500)
        stalls.append(watch.stop())
        rig.program.desk.abandon()
        rig.open(context.pair())
    yield result("load, open to boxes on screen", shown, None, None, **case)
    yield result("load, longest stall", stalls, limit, targets.STALL, **case)

    rig.open(context.pair(boxes_in_it=count))
    rig.settle()
    stalls = []
    some = list(rig.workspace.document.annotations)[:3]
    for turn in range(context.repeats(5)):
        rig.workspace.select(some)
        rig.wait(100)
        QTest.keyClick(rig.window, Qt.Key.Key_2 if turn % 2 else Qt.Key.Key_3)
        rig.wait(100)  # the edit itself is measured elsewhere
        watch = StallWatch()
        rig.until(lambda: not rig.workspace.store.dirty and rig.program.executor.is_idle, poll_ms=50)
        rig.wait(100)
        stalls.append(watch.stop())
    yield result("autosave, longest stall", stalls, limit, targets.STALL, **case)
    rig.close()
