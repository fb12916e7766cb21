"""Builds what is handed out: wheel, sdist, the frozen program, the Debian package.

    python packaging/make.py wheel sdist frozen deb        (or: all)

Run in an environment with ilmtool's dependencies and its extra `packaging`: `pip install '.[packaging]'`.
Nothing is written outside of `--out`.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
STEPS = ("wheel", "sdist", "frozen", "deb")


def main(argv: list[str] | None = None) -> int:
    """Build what the command line names; the exit code."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("steps", nargs="+", choices=(*STEPS, "all"), help="what to build; deb needs frozen")
    parser.add_argument(
        "--out", type=Path, default=ROOT / "dist", help="folder for the results (default: dist)"
    )
    parser.add_argument("--fast", action="store_true", help="compress the package less: larger, made sooner")
    args = parser.parse_args(argv)
    steps = set(STEPS if "all" in args.steps else args.steps)
    out = args.out.resolve()
    out.mkdir(parents=True, exist_ok=True)
    made = [build_python(step, out) for step in ("sdist", "wheel") if step in steps]
    if "frozen" in steps:
        made.append(freeze(out))
    if "deb" in steps:
        made.append(package(out, "zstd" if args.fast else "xz"))
    for path in made:
        print(f"{size_of(path) / 1e6:8.1f} MB  {path}")
    return 0


def build_python(kind: str, out: Path, source: Path = ROOT) -> Path:
    """Wheel or sdist of the project in `source`, by its own build backend."""
    told = subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", kind, "-d", str(out)],
        cwd=source, check=True, capture_output=True, text=True,
    )  # fmt: skip
    return out / Path((told.stdout + told.stderr).strip().splitlines()[-1]).name


def freeze(out: Path) -> Path:
    """The one-folder program, with all licences in it."""
    from third_party import components, read_contents, write

    work = out / "work"
    # This source, and not another copy of it that may be installed.
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": "0"}
    environment["SOURCE_DATE_EPOCH"] = str(int(moment().timestamp()))
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN"]
    subprocess.run(
        [*command, "--distpath", str(out), "--workpath", str(work), str(HERE / "ilmtool.spec")],
        check=True,
        env=environment,
        cwd=work.parent,
    )
    folder = out / "ilmtool"
    without_debugging(folder)
    write(components(read_contents(work / "ilmtool" / "contents.json")), folder / "licences")
    return folder


def without_debugging(folder: Path) -> None:
    """Take compilers' notes for debuggers out of the libraries that still have them: a twelfth of the whole.

    Not from all. Wheels' libraries have been edited after linking, and some of those come out of `strip` so
    that no loader takes them ("not page-aligned"); these stay as they are.
    """
    if not sys.platform.startswith("linux") or shutil.which("strip") is None:
        return
    for path in folder.rglob("*.so*"):
        if path.is_file() and not path.is_symlink() and b".debug_info" in path.read_bytes():
            stripped = path.with_name(path.name + ".stripped")
            subprocess.run(["strip", "--strip-debug", "-o", str(stripped), str(path)], check=True)
            if is_loadable(stripped):
                stripped.replace(path)
            else:
                stripped.unlink()


def is_loadable(path: Path) -> bool:
    """Whether each segment of an ELF file lies at an offset that can be mapped to its address."""
    told = subprocess.run(["objdump", "-p", str(path)], capture_output=True, text=True, check=True).stdout
    segments = re.findall(
        r"^\s+LOAD off\s+(0x\w+) vaddr (0x\w+) paddr 0x\w+ align 2\*\*(\d+)", told, re.MULTILINE
    )
    return bool(segments) and all(
        (int(offset, 16) - int(address, 16)) % (1 << int(power)) == 0 for offset, address, power in segments
    )


def package(out: Path, compression: str) -> Path:
    """The Debian package of the frozen program in `out`."""
    from debian_package import Package, build_deb, debian_version, this_architecture

    from ilmtool import __version__

    frozen = out / "ilmtool"
    if not (frozen / "ilmtool").is_file():
        sys.exit(f"There is no frozen program in {out}; build it too: make.py frozen deb")
    bare = out / "work" / "frozen"
    if bare.exists():
        shutil.rmtree(bare)
    shutil.copytree(frozen, bare, symlinks=True, ignore=shutil.ignore_patterns("licences"))
    licences = frozen / "licences"
    what = Package(debian_version(__version__), this_architecture(), moment())
    return build_deb(bare, licences, out, what, compression=compression)


def moment() -> datetime:
    """When the source was last changed: the newest commit, or SOURCE_DATE_EPOCH, or now."""
    named = os.environ.get("SOURCE_DATE_EPOCH")
    if named is None:
        asked = subprocess.run(
            ["git", "log", "-1", "--format=%ct"], cwd=ROOT, capture_output=True, text=True, check=False
        )
        named = asked.stdout.strip()
    return datetime.fromtimestamp(int(named), UTC) if named else datetime.now(UTC)


def size_of(path: Path) -> int:
    """Bytes of a file, or of all files in a folder."""
    if path.is_file():
        return path.stat().st_size
    return sum(each.lstat().st_size for each in path.rglob("*") if each.is_file() or each.is_symlink())


if __name__ == "__main__":
    sys.exit(main())
