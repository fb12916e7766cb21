"""Undo and redo without limit, as a value."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ilmtool.core.document import Patch


@dataclass(frozen=True, slots=True)
class Step:
    """One undoable step: its name in the menu, its patch, and the serial of the state it leads to."""

    label: str
    patch: Patch
    serial: int


@dataclass(frozen=True, slots=True)
class Stack:
    """A linked list: pushing shares the rest, so that history costs one node a step."""

    top: Step
    rest: Stack | None


@dataclass(frozen=True, slots=True)
class History:
    """What was done, what was undone, and the serial of the present state.

    Equal serials mean equal documents: saving remembers the serial it saved.
    """

    done: Stack | None = None
    undone: Stack | None = None
    serial: int = 0
    next_serial: int = 1

    def push(self, label: str, patch: Patch) -> History:
        """A new step; what could be redone is gone."""
        step = Step(label, patch, self.next_serial)
        return History(Stack(step, self.done), None, self.next_serial, self.next_serial + 1)

    def amend(self, patch: Patch) -> History:
        """The last step with another patch in its place, leading to a new state.

        An empty patch takes the step away: the state is the one before it.

        Raises
        ------
        ValueError
            If nothing was done yet.
        """
        if self.done is None:
            raise ValueError("there is no step to amend")
        rest = self.done.rest
        if patch.is_empty:
            return replace(self, done=rest, undone=None, serial=rest.top.serial if rest is not None else 0)
        step = Step(self.done.top.label, patch, self.next_serial)
        return History(Stack(step, rest), None, self.next_serial, self.next_serial + 1)

    def undo(self) -> tuple[History, Step] | None:
        """The history one step back and the step to take back, or None."""
        if self.done is None:
            return None
        step, rest = self.done.top, self.done.rest
        serial = rest.top.serial if rest is not None else 0
        return replace(self, done=rest, undone=Stack(step, self.undone), serial=serial), step

    def redo(self) -> tuple[History, Step] | None:
        """The history one step forward and the step to do again, or None."""
        if self.undone is None:
            return None
        step = self.undone.top
        return (
            replace(self, done=Stack(step, self.done), undone=self.undone.rest, serial=step.serial),
            step,
        )
