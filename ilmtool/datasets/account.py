"""What an export has to say of itself: the head of the manifest, from which the data card is made too."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from ilmtool.datasets.assembled import Assembled
from ilmtool.datasets.classes import ClassMap
from ilmtool.datasets.formats.base import Counts, Format
from ilmtool.datasets.manifest import FORMAT, VERSION, note_counts, skipped_record, split_table, tool
from ilmtool.datasets.records import ClassEntry
from ilmtool.datasets.settings import Settings
from ilmtool.datasets.survey import Surveyed
from ilmtool.datasets.work import PlaceDone


def head_of(
    settings: Settings,
    made: Format,
    classes: Sequence[ClassEntry],
    class_map: ClassMap,
    splits: Sequence[str],
    counts: Counts,
    dataset: Assembled,
    sites: Sequence[Surveyed],
    skipped: Sequence[Surveyed],
    done: Sequence[PlaceDone],
) -> dict[str, Any]:
    """Everything of the manifest but its long lists.

    Parameters
    ----------
    settings : Settings
    made : Format
    classes : sequence of ClassEntry
    class_map : ClassMap
    splits : sequence of str
    counts : Counts
        What the format wrote.
    dataset : Assembled
    sites, skipped : sequence of Surveyed
        Exported, and left out.
    done : sequence of PlaceDone
    """
    left_out: Counter[str] = Counter()
    for place in done:
        left_out.update(place.left_out)
    tally = dataset.tally()
    table = split_table(splits, classes, counts, tally)
    recorded = settings.recorded()
    head = {
        "format": FORMAT,
        "version": VERSION,
        "tool": tool(),
        "title": made.title,
        "dataset_format": made.name,
        "settings": {k: list(v) if isinstance(v, tuple) else v for k, v in recorded.items()},
        "conventions": made.conventions(settings),
        "classes": [{"id": c.id, "name": c.name, "position": i} for i, c in enumerate(classes)],
        "class_map": {"names": dict(class_map.names), "other": class_map.other},
        "places": len(sites),
        "splits": table,
        "left_out": dict(sorted(left_out.items())),
        "note_counts": note_counts(dataset.note_tally()),
        "skipped_sidecars": [skipped_record(site) for site in skipped],
    }
    return {**head, "remarks": _remarks(head, sites, settings, dataset)}


def _remarks(
    head: Mapping[str, Any], sites: Sequence[Surveyed], settings: Settings, dataset: Assembled
) -> list[str]:
    """What a reader of the dataset should know, one sentence each."""
    remarks = []
    if not sum(split["objects"] for split in head["splits"].values()):
        remarks.append("There is no object in this dataset.")
    for name, split in head["splits"].items():
        if not split["images"]:
            remarks.append(f"The split {name} is empty; another --seed, or --split-by places, fills it.")
    unused = [
        c["name"]
        for c in head["classes"]
        if not any(s["classes"][c["name"]] for s in head["splits"].values())
    ]
    if unused:
        remarks.append(
            f"{len(unused)} of {len(head['classes'])} classes have no object; their ids stay reserved."
        )
    if head["skipped_sidecars"]:
        remarks.append(f"{len(head['skipped_sidecars'])} sidecars were left out; the manifest says why.")
    number = sum(bool(s.findings) for s in sites)
    if number:
        remarks.append(f"{number} sidecars have findings; ilmtool validate lists them.")
    shared = Counter(key for site in sites for key in set(site.site.ids))
    if any(count > 1 for count in shared.values()):
        remarks.append(
            "Some scenes are described by more than one sidecar: their images are in it more than once."
        )
    if not settings.visible_only:
        absent = dataset.absent
        if absent:
            remarks.append(
                f"{absent} objects stand on a date on which they are not there (new before, removed after); "
                "--visible-only leaves them out."
            )
    if any(t.kind == "changed" for s in sites for t in s.troubles):
        remarks.append("Some images are not the ones that were annotated; they were used all the same.")
    if any(t.kind == "missing" for s in sites for t in s.troubles):
        remarks.append("Some images were not there; their sizes and places come from the sidecars.")
    return remarks
