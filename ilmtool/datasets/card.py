"""The data card: a page for people, made from the manifest alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any


def counted(number: int, noun: str) -> str:
    """`1 image`, `2,000 images`."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def data_card(manifest: Mapping[str, Any]) -> str:
    """The Markdown page of a dataset."""
    settings = manifest["settings"]
    splits: Mapping[str, Mapping[str, Any]] = manifest["splits"]
    names = list(splits)
    objects = sum(split["objects"] for split in splits.values())
    images = sum(split["images"] for split in splits.values())
    places = manifest["places"]
    account = (
        f"{counted(objects, 'object')} on {counted(images, 'image')} of {counted(places, 'place')}, "
        f"exported by {manifest['tool']}. "
        "`manifest.json` has the whole account; `ilmtool export --verify` checks this folder against it.\n"
    )
    parts = [
        f"# Dataset: {manifest['title']}\n",
        account,
        "## What it holds\n",
        _table(
            ("", *names),
            [
                ("places", *(splits[n]["places"] for n in names)),
                ("images", *(splits[n]["images"] for n in names)),
                ("images without objects, from examined areas", *(splits[n]["negatives"] for n in names)),
                ("objects", *(splits[n]["objects"] for n in names)),
            ],
        ),
        "## Classes\n",
        "Ids are frozen in `classes.toml`; give it to the next export with `--classes` and they stay.\n",
        _table(
            ("id", "class", *names),
            [
                (c["id"], _cell(c["name"]), *(splits[n]["classes"][c["name"]] for n in names))
                for c in manifest["classes"]
            ],
        ),
        "## How it was made\n",
        _list(_choices(settings)),
        f"Conventions: {manifest['conventions']}\n",
        "## What is not in it\n",
        _left_out(manifest),
        "## What to know\n",
        _list(manifest["remarks"]) or "Nothing out of the ordinary.\n",
    ]
    return "\n".join(part for part in parts if part)


def _choices(settings: Mapping[str, Any]) -> list[str]:
    date = {"both": "both dates, as pairs"}.get(settings["date"], f"the {settings['date']} date")
    lines = [f"Images: {settings['images']}, of {date}."]
    if settings["images"] == "chips":
        depth = (
            "8 bit, stretched as on screen" if settings["depth"] != "original" else "samples as in the file"
        )
        lines.append(
            f"Chips of {settings['tile_size']} px, layout {settings['layout']}, "
            f"overlap {settings['overlap']} px; {depth}; "
            f"objects of which at least {settings['min_visible']:g} lies inside."
        )
    if settings["split"]:
        lines.append(f"Split {settings['split']} by place ({settings['split_by']}), seed {settings['seed']}.")
    chosen = {
        key: settings[key] for key in ("label", "certainty", "change", "review", "author", "taken", "updated")
    }
    lines += [f"Only {key}: {_cell(_words(value))}." for key, value in chosen.items() if value]
    if settings["visible_only"]:
        lines.append("Only objects that are there on the date of the image.")
    return lines


def _left_out(manifest: Mapping[str, Any]) -> str:
    rows = [(_cell(f"sidecar {s['sidecar']}"), _cell(s["why"]), 1) for s in manifest["skipped_sidecars"]]
    rows += [("object", f"filter: {key}", count) for key, count in manifest["left_out"].items()]
    rows += [(f"object {n['what']}", _cell(n["why"]), n["count"]) for n in manifest["note_counts"]]
    return _table(("what", "why", "count"), rows) if rows else "Nothing was left out.\n"


def _words(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)


def _table(head: Iterable[Any], rows: Iterable[Iterable[Any]]) -> str:
    head = [str(cell) for cell in head]
    lines = [head, ["---"] * len(head), *([str(cell) for cell in row] for row in rows)]
    return "".join("| " + " | ".join(line) + " |\n" for line in lines)


def _list(lines: Iterable[str]) -> str:
    return "".join(f"- {line}\n" for line in lines)


def _cell(text: str) -> str:
    """Text that cannot leave its cell or become markup."""
    safe = " ".join(text.split())
    for mark in "\\`*_[]<>|#!&":
        safe = safe.replace(mark, "\\" + mark)
    return safe
