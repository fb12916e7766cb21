"""What is learned about the images while the pair is open, and put into the sidecar as it is saved."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from ilmtool.core.document import Document, Header
from ilmtool.core.scene import Scene
from ilmtool.errors import UserError
from ilmtool.imagery.address import Place, address_of
from ilmtool.session.hrefs import href_to
from ilmtool.session.ports import CancelToken, Executor


class Provenance:
    """Checksums and paths of the open images.

    It changes no document: `prepare` makes the one that is written. So a checksum that arrives late is
    neither an edit nor an undo step.

    Parameters
    ----------
    images : mapping of scene id to Place
        A remote one gets no checksum: that would fetch all of it.
    """

    def __init__(self, images: Mapping[str, Place]) -> None:
        self._images = {scene_id: address_of(image) for scene_id, image in images.items()}
        self._begun: set[str] = set()
        self._lock = threading.Lock()
        self._checksums: dict[str, str] = {}
        self._token = CancelToken()
        self._prepared: tuple[Header, Path, int, Header] | None = None

    @property
    def checksums(self) -> dict[str, str]:
        """Scene id -> multihash, as far as known by now."""
        with self._lock:
            return dict(self._checksums)

    def include(self, images: Mapping[str, Place]) -> None:
        """Further images of the document; `start` again computes their checksums."""
        # Another mapping, not a changed one: `prepare` may be reading it on a worker.
        self._images = {**self._images, **{key: address_of(image) for key, image in images.items()}}
        self._prepared = None

    def start(self, document: Document, executor: Executor, on_all: Callable[[], None]) -> None:
        """Compute, on workers, the checksums that the document lacks.

        Parameters
        ----------
        on_all : callable
            Called once, on the window's thread, when the last one is there; usually `Saver.save_again`.
            Never called if there was nothing to compute.
        """
        missing = {
            scene_id: image.path
            for scene_id, image in self._images.items()
            if scene_id not in self._begun
            and not image.is_remote
            and (scene := document.scene(scene_id)) is not None
            and scene.file_checksum is None
        }
        self._begun |= missing.keys()
        waiting = set(missing)

        def done(scene_id: str) -> None:
            waiting.discard(scene_id)
            if not waiting:
                on_all()

        def failed(scene_id: str, error: Exception) -> None:
            # A file that vanished is told by whoever reads its pixels; the sidecar goes without a checksum.
            if not isinstance(error, UserError):
                raise error
            done(scene_id)

        for scene_id, path in missing.items():
            executor.submit(
                lambda scene_id=scene_id, path=path: self._compute(scene_id, path),  # type: ignore[misc]
                lambda _, scene_id=scene_id: done(scene_id),  # type: ignore[misc]
                lambda error, scene_id=scene_id: failed(scene_id, error),  # type: ignore[misc]
                token=self._token,
            )

    def stop(self) -> None:
        """The pair is closed: what is under way ends soon and is forgotten."""
        self._token.cancel()

    def prepare(self, document: Document, path: Path) -> Document:
        """The document as it is to be written to `path`; itself if there is nothing to add."""
        checksums = self.checksums
        last = self._prepared
        # The same header object again where nothing is new: its text then need not be made again.
        if last is not None and (last[0] is document.header, *last[1:3]) == (True, path, len(checksums)):
            return replace(document, header=last[3])
        scenes = tuple(self._completed(scene, path, checksums) for scene in document.header.scenes)
        if scenes == document.header.scenes:
            return document
        header = replace(document.header, scenes=scenes)
        self._prepared = (document.header, path, len(checksums), header)
        return replace(document, header=header)

    def _compute(self, scene_id: str, path: Path) -> None:
        from ilmtool.imagery.checksum import file_checksum

        found = file_checksum(path, lambda _done, _all: not self._token.cancelled)
        with self._lock:
            self._checksums[scene_id] = found

    def _completed(self, scene: Scene, path: Path, checksums: Mapping[str, str]) -> Scene:
        image = self._images.get(scene.id)
        if image is None:
            return scene
        checksum = scene.file_checksum or checksums.get(scene.id)
        return replace(scene, href=href_to(image, path), file_checksum=checksum)
