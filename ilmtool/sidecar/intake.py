"""Takes in slices of features: annotations by id, features that cannot be used, lines, duplicates."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from operator import lt

from ilmtool.core.annotation import Annotation
from ilmtool.core.document import OpaqueFeature
from ilmtool.errors import UserError
from ilmtool.sidecar.collection import NotByLinesError, Piece, not_json
from ilmtool.sidecar.feature_read import read_feature
from ilmtool.sidecar.findings import FeatureReport, Report
from ilmtool.sidecar.geometry_text import OutsideLonLatError
from ilmtool.sidecar.limits import MAX_FEATURES
from ilmtool.sidecar.lines import LineCache
from ilmtool.sidecar.plain_read import CANONICAL_START, PlainReader
from ilmtool.text import tr


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
        self._plain = PlainReader()
        self._count = 0

    def take(self, piece: Piece) -> None:
        """Take in one slice.

        Raises
        ------
        UserError
            Two features with one id, positions that are no lon/lat, too many features.
        NotByLinesError
            A line is not JSON by itself.
        """
        places = piece.line_numbers or range(piece.line, piece.line + len(piece.features))
        found = self._plain.read(piece.features)
        fresh = {annotation.id: annotation for annotation in found if annotation is not None}
        if len(fresh) == len(found) and self.annotations.keys().isdisjoint(fresh):
            self.annotations.update(fresh)
            self.numbers.extend(places)
        else:
            self._take_singly(piece.features, found, places)
        self._count += len(piece.features)
        if self._count > MAX_FEATURES:
            raise UserError(
                tr(
                    "{name} has more than {limit} features.",
                    name=self._name,
                    limit=MAX_FEATURES,
                ),
                tr("That many are not read."),
                tr("Divide the file, e.g. with ogr2ogr and a query."),
            )

    def _take_singly(
        self, features: Sequence[bytes], found: Sequence[Annotation | None], places: Sequence[int]
    ) -> None:
        for index, (raw, plain, line) in enumerate(zip(features, found, places, strict=True)):
            annotation = plain or self._unusual(raw, self._count + index, line)
            if annotation is None:
                continue
            key = annotation.id
            if key in self.annotations:
                raise self._duplicate(key, line)
            self.annotations[key] = annotation
            self.numbers.append(line)
            if annotation.source is not raw or not raw.startswith(CANONICAL_START + key.encode()):
                self._encode_anew.add(key)

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
        lines, keys = self._lines, list(self.annotations)
        if self._encode_anew:
            new = self._encode_anew
            lines.original = {key: value for key, value in self.annotations.items() if key not in new}
            return
        lines.original = self.annotations
        if all(map(lt, keys, keys[1:])):  # as ilmtool writes them: the first save finds the lines in place
            lines.order, lines.aligned = keys, list(self.annotations.values())
            lines.texts = [value.source or b"" for value in self.annotations.values()]

    def _unusual(self, raw: bytes, index: int, line: int) -> Annotation | None:
        report = FeatureReport(self._report, index, line)
        try:
            read = read_feature(raw.strip(b" \t\r"), report)
        except OutsideLonLatError as error:
            raise UserError(
                tr("{name} is not in longitude and latitude.", name=self._name),
                tr(
                    "Line {line}, $.features[{index}].geometry: {reason}. Nothing was changed.",
                    line=line,
                    index=index,
                    reason=error,
                ),
                tr("Convert it to WGS 84, e.g. with: ogr2ogr -t_srs EPSG:4326 -lco RFC7946=YES NEW OLD"),
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

    def _duplicate(self, key: str, line: int) -> UserError:
        first = self._opaque_lines.get(key, line)
        if key in self.annotations:
            first = self.numbers[list(self.annotations).index(key)]
        where = (
            tr(
                "They are in line {line}. One would be lost, so the file is not opened and nothing was "
                "changed.",
                line=line,
            )
            if first == line
            else tr(
                "They are in lines {first} and {line}. One would be lost, so the file is not opened and "
                "nothing was changed.",
                first=first,
                line=line,
            )
        )
        return UserError(
            tr("{name} has two features with the id {key}.", name=self._name, key=key[:80]),
            where,
            tr("Remove one of them in a text editor, or give it another id."),
        )
