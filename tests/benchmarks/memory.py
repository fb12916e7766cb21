"""Peak memory of a session that has looked around."""

from __future__ import annotations

from collections.abc import Iterator

import targets
from context import Context
from measure import Result, judged, peak_memory
from window import LEFT, MIDDLE, Rig

from ilmtool.core.layout import CompareMode


def measure_memory(context: Context) -> Iterator[Result]:
    """Two images and the most boxes: pan, swipe, zoom and jump until the tile cache is full."""
    from canvas import jump

    count = context.counts[-1]
    rig = Rig()
    rig.open(context.pair(boxes_in_it=count))
    for size in context.sizes:
        rig.fit_canvas(*size)
        for mode in (CompareMode.SIDE_BY_SIDE, CompareMode.SWIPE_VERTICAL):
            rig.workspace.set_mode(mode)
            jump(rig, context.repeats(14))
            width, height = size
            rig.press((width / 2, height / 2), LEFT if mode.is_swipe else MIDDLE)
            for k in range(12):
                rig.drag((width / 2 + 10 * k, height / 2), LEFT if mode.is_swipe else MIDDLE)
                rig.wait(5)
            rig.release((width / 2 + 110, height / 2), LEFT if mode.is_swipe else MIDDLE)
            for _ in range(8):
                rig.wheel((width / 3, height / 2), -1)
                rig.wait(30)
            rig.workspace.fit()
            rig.settle()
        case = {"size": f"{size[0]}x{size[1]} and smaller", "boxes": count, "images": 2}
        entry: Result = {"name": "peak memory", "case": case, "value_bytes": peak_memory()}
        yield judged(entry, None, targets.MEMORY)
    rig.close()
