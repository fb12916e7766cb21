"""Edits of what annotations say: label, certainty, change, judgement, note, lock."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ilmtool.core.annotation import CHANGES, CONFIDENCES, LIKELIHOODS, Annotation
from ilmtool.core.document import Document, Patch
from ilmtool.session.edit import (
    Changed,
    Edit,
    EditContext,
    burst,
    editable,
    one_of,
    plain,
    present,
    stamped,
    what,
)


def set_label(document: Document, ids: Iterable[str], label: str, context: EditContext) -> Edit:
    """Another class."""
    return _set(document, ids, context, f"Label {{what}} as {plain(label)}", label=label)


def set_certainty(
    document: Document, ids: Iterable[str], certainty: str | None, context: EditContext
) -> Edit:
    """How sure the identification is; teams may use words beyond `CERTAINTIES`."""
    return _set(
        document, ids, context, f"Set certainty of {{what}} to {plain(certainty)}", certainty=certainty
    )


def set_certainty_term(document: Document, ids: Iterable[str], term: str, context: EditContext) -> Edit:
    """The analyst's own word, e.g. `apparent`; no text takes it away. A burst of typing is one step."""
    ids = tuple(ids)
    return _set(
        document,
        ids,
        context,
        "Set certainty term of {what}",
        burst("term", ids),
        certainty_term=term or None,
    )


def set_change(document: Document, ids: Iterable[str], change: str | None, context: EditContext) -> Edit:
    """What happened to the thing: one of `CHANGES`, or None.

    Raises
    ------
    ValueError
        For another word.
    """
    one_of(change, CHANGES)
    return _set(document, ids, context, f"Set change of {{what}} to {plain(change)}", change=change)


def set_likelihood(
    document: Document, ids: Iterable[str], likelihood: str | None, context: EditContext
) -> Edit:
    """The judgement, one of the seven `LIKELIHOODS`, or None.

    Raises
    ------
    ValueError
        For another word.
    """
    one_of(likelihood, LIKELIHOODS)
    return _set(document, ids, context, "Set likelihood of {what}", likelihood=likelihood)


def set_confidence(
    document: Document, ids: Iterable[str], confidence: str | None, context: EditContext
) -> Edit:
    """The confidence in the judgement, one of `CONFIDENCES`, or None.

    Raises
    ------
    ValueError
        For another word.
    """
    one_of(confidence, CONFIDENCES)
    return _set(document, ids, context, "Set confidence of {what}", confidence=confidence)


def set_note(document: Document, ids: Iterable[str], note: str, context: EditContext) -> Edit:
    """Free text; no text takes the note away. A burst of typing is one step."""
    ids = tuple(ids)
    return _set(document, ids, context, "Edit note of {what}", burst("note", ids), note=note or None)


def set_locked(document: Document, ids: Iterable[str], locked: bool, context: EditContext) -> Edit:
    """Locked annotations are passed over by every other edit, and by the pointer."""
    changed: Changed = {}
    touched: list[Annotation] = []
    for key, old in present(document, ids).items():
        if bool(old.properties.locked) != locked:
            changed[key] = (old, stamped(old, context, {"locked": locked or None}))
            touched.append(old)
    verb = "Lock" if locked else "Unlock"
    return Edit(f"{verb} {what(touched)}", Patch(changed), tuple(changed))


def _set(
    document: Document,
    ids: Iterable[str],
    context: EditContext,
    name: str,
    merge_key: str | None = None,
    **values: Any,
) -> Edit:
    changed: Changed = {}
    touched: list[Annotation] = []
    chosen, locked = editable(document, ids)
    for key, old in chosen.items():
        if all(getattr(old.properties, field_name) == value for field_name, value in values.items()):
            continue
        changed[key] = (old, stamped(old, context, values))
        touched.append(old)
    return Edit(name.format(what=what(touched)), Patch(changed), tuple(changed), merge_key, locked)
