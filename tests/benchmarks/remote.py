"""What a pair of large images by URL costs: bytes and requests, from a web server on this computer."""

from __future__ import annotations

import math
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import images
import targets
from context import Context
from measure import Result, judged
from window import Rig

from ilmtool.imagery.address import parse_address

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from range_server import RangeServer, serving


def measure_remote(context: Context) -> Iterator[Result]:
    """The first view of two images of 1 GB each, and one step closer at full resolution."""
    os.environ["ILMTOOL_DATA_DIR"] = str(context.work / "data")
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        os.environ.pop(name, None)
    side = 3000 if context.quick else 22_000
    path = images.write_cog(context.keep, side)
    size = context.sizes[0]
    with serving(path) as server:
        rig = Rig()
        pair = parse_address(server.url("before.tif")), parse_address(server.url("after.tif"))
        rig.open(pair)  # type: ignore[arg-type]
        rig.fit_canvas(*size)
        rig.settle()
        case = {"size": "{}x{}".format(*size), "file_mb": path.stat().st_size >> 20, "images": 2}
        seen = "tiles in view, as they are stored", float(_stored(path, rig, side))
        yield judged(_spent("first view", case, server), seen, targets.REMOTE_FIRST_VIEW)
        server.sent, server.asked = 0, []
        rig.workspace.one_to_one()
        rig.settle()
        yield judged(_spent("then 1:1", case, server), None, targets.REMOTE_ONE_TO_ONE)
        rig.close()


def _spent(name: str, case: dict[str, object], server: RangeServer) -> Result:
    return {"name": name, "case": {**case, "requests": len(server.asked)}, "value_bytes": server.sent}


def _stored(path: Path, rig: Rig, side: int) -> int:
    """Bytes of the level that a fitting view of both images needs."""
    level = math.floor(math.log2(1 / rig.workspace.shown.camera.scale))
    return round(2 * path.stat().st_size * 0.75 / 4 ** max(0, min(level, math.log2(side / images.TILE))))
