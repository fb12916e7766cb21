"""Takes in slices of features: annotations by id, features that cannot be used, lines, duplicates."""

from __future__ import annotations

from array import array
from collections.abc import Sequence

from ilmtool.core.annotation import Annotation
from ilmtool.core.document import OpaqueFeature
from ilmtool.errors import UserError
from ilmtool.sidecar.collection import NotByLinesError, Piece, not_json
from ilmtool.sidecar.feature_read import CANONICAL_START, LONG, read_feature, read_plain
from ilmtool.sidecar.findings import FeatureReport, Report
from ilmtool.sidecar.geometry_text import OutsideLonLatError
from ilmtool.sidecar.limits import MAX_FEATURES
from ilmtool.sidecar.lines import LineCache


class Intake:
    """What the features of one file add up to.

    Parameters
    ----------
    name : str
        The file's name, for messages.
    report : Report
    lines : LineCache
        Learns the annotations whose text is in the canonical layout: they need not be encoded again.
    by_lines : bool
        Whether the slices come from `line_pieces`, so that a line that is not JSON may just mean that the
        layout is another one.

    Attributes
    ----------
    annotations : dict
        By id, in the order of the file.
    opaque : list of OpaqueFeature
    numbers : array of int
        Line of each annotation, in the same order.
    """

    def __init__(self, name: str, report: Report, lines: LineCache, *, by_lines: bool) -> None:
        self._name, self._report, self._lines, self._by_lines = name, report, lines, by_lines
        self.annotations: dict[str, Annotation] = {}
        self.opaque: list[OpaqueFeature] = []
        self.numbers = array("l")
        self._opaque_lines: dict[str, int] = {}
        self._encode_anew: set[str] = set()
        self._count = 0

    def take(self, piece: Piece) -> None:
        """Take in one slice; the loop runs once for each of 100,000 features.

        Raises
        ------
        UserError
            Two features with one id, positions that are no lon/lat, too many features.
        NotByLinesError
            A line is not JSON by itself.
        """
        places = piece.line_numbers or range(piece.line, piece.line + len(piece.features))
        annotations = self.annotations
        skipped: list[int] = []
        for index, raw in enumerate(piece.features):
            annotation = None
            if raw.startswith(CANONICAL_START) and len(raw) < LONG:
                try:
                    annotation = read_plain(raw)
                    key = annotation.id
                except (ValueError, RecursionError):
                    annotation = None
            if annotation is None:
                annotation = self._unusual(raw, self._count + index, places[index])
                if annotation is None:
                    skipped.append(index)
                    continue
                key = annotation.id
                if annotation.source is not raw or not raw.startswith(CANONICAL_START + key.encode()):
                    self._encode_anew.add(key)
            if key in annotations:
                self._note_lines(places[:index], skipped)
                raise self._duplicate(key, places[index])
            annotations[key] = annotation
        self._count += len(piece.features)
        self._note_lines(places, skipped)
        if self._count > MAX_FEATURES:
            raise UserError(
                f"{self._name} has more than {MAX_FEATURES} features.",
                "That many are not read.",
                "Divide the file, e.g. with ogr2ogr and a query.",
            )

    def finish(self) -> None:
        """After the last slice.

        Raises
        ------
        UserError
            A feature that cannot be used has the id of an annotation.
        """
        for key, line in self._opaque_lines.items():
            if key in self.annotations:
                raise self._duplicate(key, line)
        original = dict(self.annotations)
        for key in self._encode_anew:
            del original[key]
        self._lines.original = original
        keys = list(original)
        if keys == sorted(keys):  # as ilmtool writes them: the first save finds the lines in place
            self._lines.order = keys
            self._lines.aligned = list(original.values())
            self._lines.texts = [value.source or b"" for value in original.values()]

    def _unusual(self, raw: bytes, index: int, line: int) -> Annotation | None:
        report = FeatureReport(self._report, index, line)
        try:
            read = read_feature(raw, report)
        except OutsideLonLatError as error:
            raise UserError(
                f"{self._name} is not in longitude and latitude.",
                f"Line {line}, $.features[{index}].geometry: {error}. Nothing was changed.",
                "Convert it to WGS 84, e.g. with: ogr2ogr -t_srs EPSG:4326 -lco RFC7946=YES NEW OLD",
            ) from error
        except (ValueError, RecursionError) as error:
            if self._by_lines:
                raise NotByLinesError from error
            raise not_json(self._name, raw, error, line) from error
        if isinstance(read, Annotation):
            return read
        if read.id is not None:
            if read.id in self._opaque_lines:
                raise self._duplicate(read.id, line)
            self._opaque_lines[read.id] = line
        self.opaque.append(read)
        return None

    def _note_lines(self, places: Sequence[int], skipped: list[int]) -> None:
        if skipped:
            out = set(skipped)
            places = [line for index, line in enumerate(places) if index not in out]
        self.numbers.extend(places)

    def _duplicate(self, key: str, line: int) -> UserError:
        first = self._opaque_lines.get(key, line)
        if key in self.annotations:
            first = self.numbers[list(self.annotations).index(key)]
        where = f"lines {first} and {line}" if first != line else f"line {line}"
        return UserError(
            f"{self._name} has two features with the id {key[:80]}.",
            f"They are in {where}. One would be lost, so the file is not opened and nothing was changed.",
            "Remove one of them in a text editor, or give it another id.",
        )
