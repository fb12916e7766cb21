"""The benchmark's command runs and prints what its readers expect; nothing is timed here."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

RUN = Path(__file__).resolve().parents[1] / "benchmarks" / "run.py"


def test_prints_one_json_object_with_the_limits() -> None:
    done = subprocess.run(
        [sys.executable, str(RUN), "--quick", "--only", "limits"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    report = json.loads(done.stdout)
    assert report["failures"] == []
    assert report["quick"] is True
    assert set(report["frame_copy_p50_ms"]) == {"1920x1080", "3840x2160"}
    for entry in report["results"]:
        assert entry["group"] == "limits"
        assert entry["value_ms"]["p95"] >= entry["value_ms"]["p50"] > 0
        assert entry["pass"] is None
    assert [entry["case"]["size"] for entry in report["results"]] == ["1920x1080", "3840x2160"]
