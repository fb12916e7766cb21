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
from ilmtool.text import in_english, tr


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
    with in_english():
        return {**head, "remarks": remarks_of(head, sites, settings, dataset.absent)}


def remarks_of(
    head: Mapping[str, Any],
    sites: Sequence[Surveyed],
    settings: Settings,
    absent: int,
) -> list[str]:
    """What a reader of the dataset should know, one sentence each.

    Parameters
    ----------
    head : mapping
        Of the manifest.
    sites : sequence of Surveyed
    settings : Settings
    absent : int
        Objects on dates on which they are not there.
    """
    remarks = []
    if not sum(split["objects"] for split in head["splits"].values()):
        remarks.append(tr("There is no object in this dataset."))
    for name, split in head["splits"].items():
        if not split["images"]:
            remarks.append(
                tr("The split {name} is empty; another --seed, or --split-by places, fills it.", name=name)
            )
    unused = [
        c["name"]
        for c in head["classes"]
        if not any(s["classes"][c["name"]] for s in head["splits"].values())
    ]
    if unused:
        remarks.append(
            tr(
                "%n of {all} classes (has|have) no object; (its|their) id(s) (stays|stay) reserved.",
                "",
                len(unused),
                all=len(head["classes"]),
            )
        )
    if head["skipped_sidecars"]:
        skipped = len(head["skipped_sidecars"])
        remarks.append(tr("%n sidecar(s) (was|were) left out; the manifest says why.", "", skipped))
    number = sum(bool(s.findings) for s in sites)
    if number:
        remarks.append(tr("%n sidecar(s) (has|have) findings; ilmtool validate lists them.", "", number))
    shared = Counter(key for site in sites for key in set(site.site.ids))
    if any(count > 1 for count in shared.values()):
        remarks.append(
            tr("Some scenes are described by more than one sidecar: their images are in it more than once.")
        )
    if absent and not settings.visible_only:
        remarks.append(
            tr(
                "%n object(s) (stands|stand) on a date on which (it|they) (is|are) not there (new before, "
                "removed after); --visible-only leaves (it|them) out.",
                "",
                absent,
            )
        )
    if any(t.kind == "changed" for s in sites for t in s.troubles):
        remarks.append(tr("Some images are not the ones that were annotated; they were used all the same."))
    if any(t.kind == "missing" for s in sites for t in s.troubles):
        remarks.append(tr("Some images were not there; their sizes and places come from the sidecars."))
    return remarks
