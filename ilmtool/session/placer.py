"""Keeps the open pair placed by the registration that is in force: the document's, none, or one on trial."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from ilmtool.core.boxindex import BoxIndex
from ilmtool.core.document import Document
from ilmtool.core.geometry import Affine
from ilmtool.core.scene import Registration
from ilmtool.session.pair import Pair, make_pair
from ilmtool.session.ports import CancelToken, Executor
from ilmtool.session.registering import is_registered, register_edit
from ilmtool.session.store import Change
from ilmtool.session.workspace import Workspace

if TYPE_CHECKING:
    from ilmtool.imagery.source import SourceFacts

AT_ONCE = 5_000
"""Annotations that are placed anew while the window waits; more go to a worker."""


class Placer:
    """Whoever changes the header's registrations, the pair on screen follows; images stay open.

    Parameters
    ----------
    workspace : Workspace
    executor : Executor
    known : callable
        What is known of the files of the document's further scenes.
    adopt : callable
        Shows the same two scenes placed otherwise, with the index of the present document, on the window's
        thread.
    """

    def __init__(
        self,
        workspace: Workspace,
        executor: Executor,
        known: Callable[[], Mapping[str, SourceFacts]],
        adopt: Callable[[Pair, BoxIndex], None],
    ) -> None:
        self._workspace, self._executor = workspace, executor
        self._known, self._adopt = known, adopt
        self._token = CancelToken()
        self._trial: Affine | None = None
        workspace.store.subscribe(self._on_change)

    @property
    def is_off(self) -> bool:
        """Whether the pair is shown without its registration."""
        return self._workspace.view.unregistered

    @property
    def trial(self) -> Affine | None:
        """A matrix that is tried and is in no document."""
        return self._trial

    def toggle(self) -> None:
        """Show the pair without its registration, or with it again; nothing of it is saved."""
        workspace = self._workspace
        if workspace.pair is not None:
            workspace.set_view(workspace.view.with_registration(workspace.view.unregistered))
            self.follow()

    def show_registered(self) -> None:
        """Show the registration again, if it is not shown."""
        if self.is_off:
            self.toggle()

    def try_out(self, matrix: Affine | None) -> None:
        """Show the before scene moved by a matrix (see `registering.base_of`), or by the document again."""
        if matrix != self._trial:
            self._trial = matrix
            self.follow()

    def begin(self) -> None:
        """Another document, or other dates: nothing is on trial."""
        self._token.cancel()
        self._trial = None

    def follow(self) -> None:
        """Place the pair anew if it is not placed as it should be."""
        self._token.cancel()
        pair = self._workspace.pair
        if pair is None:
            return
        document = self._document(pair)
        if document is None or pair.registrations == document.header.registrations:
            return
        known = dict(self._known())
        placed = make_pair(
            document, pair.before.source, pair.after.source, pair.before.id, pair.after.id, known
        )
        if len(document.annotations) <= AT_ONCE:
            self._adopt(placed, BoxIndex(self._workspace.document, placed.forwards))
            return
        token = self._token = CancelToken()
        self._executor.submit(
            lambda: BoxIndex(document, placed.forwards),
            lambda index: self._take(placed, document, index),
            token=token,
        )

    def _take(self, placed: Pair, document: Document, index: BoxIndex) -> None:
        now = self._workspace.document
        if now.annotations is not document.annotations:
            index = BoxIndex(now, placed.forwards)  # somebody drew meanwhile
        self._adopt(placed, index)

    def _document(self, pair: Pair) -> Document | None:
        """The document by whose registrations the pair is to be placed; None where it lacks a scene."""
        document = self._workspace.document
        if document.scene(pair.before.id) is None or document.scene(pair.after.id) is None:
            return None
        if self._workspace.view.unregistered:
            return _with(document, ())
        if self._trial is None:
            return document
        entry = Registration(pair.before.id, pair.after.id, self._trial)
        patch = register_edit(document, entry).patch
        return document if patch.header is None else replace(document, header=patch.header[1])

    def _on_change(self, change: Change) -> None:
        if change.kind == "reset" or change.patch.header is None:
            return
        old, new = change.patch.header
        if old.registrations == new.registrations:
            return
        view, pair = self._workspace.view, self._workspace.pair
        if pair is not None and view.unregistered:
            # A registration that was just made, or came back, is to be seen.
            self._workspace.set_view(view.with_registration(True))
        self.follow()

    def is_registered(self) -> bool:
        """Whether the document registers the open pair."""
        pair = self._workspace.pair
        return pair is not None and is_registered(self._workspace.document, pair)


def _with(document: Document, registrations: tuple[Registration, ...]) -> Document:
    return replace(document, header=replace(document.header, registrations=registrations))
