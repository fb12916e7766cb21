"""Edits of what annotations say: label, certainty, change, judgement, note, lock."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from ilmtool.core.annotation import CHANGES, CONFIDENCES, LIKELIHOODS, Annotation
from ilmtool.core.document import Document, Patch
from ilmtool.core.words import shown
from ilmtool.session.edit import (
    Changed,
    Edit,
    EditContext,
    burst,
    editable,
    one_of,
    present,
    stamped,
    what,
)
from ilmtool.text import mark, tr


def set_label(document: Document, ids: Iterable[str], label: str, context: EditContext) -> Edit:
    """Another class."""
    name = mark("Label {what} as {label}")
    return _set(document, ids, context, {"label": label}, name, label=label or tr("none"))


def set_certainty(
    document: Document, ids: Iterable[str], certainty: str | None, context: EditContext
) -> Edit:
    """How sure the identification is; teams may use words beyond `CERTAINTIES`."""
    name = mark("Set certainty of {what} to {certainty}")
    word = shown(certainty) if certainty else tr("none")
    return _set(document, ids, context, {"certainty": certainty}, name, certainty=word)


def set_certainty_term(document: Document, ids: Iterable[str], term: str, context: EditContext) -> Edit:
    """The analyst's own word, e.g. `apparent`; no text takes it away. A burst of typing is one step."""
    ids = tuple(ids)
    name = mark("Set certainty term of {what}")
    return _set(document, ids, context, {"certainty_term": term or None}, name, burst("term", ids))


def set_change(document: Document, ids: Iterable[str], change: str | None, context: EditContext) -> Edit:
    """What happened to the thing: one of `CHANGES`, or None.

    Raises
    ------
    ValueError
        For another word.
    """
    one_of(change, CHANGES)
    name = mark("Set change of {what} to {change}")
    word = shown(change) if change else tr("none")
    return _set(document, ids, context, {"change": change}, name, change=word)


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
    return _set(document, ids, context, {"likelihood": likelihood}, mark("Set likelihood of {what}"))


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
    return _set(document, ids, context, {"confidence": confidence}, mark("Set confidence of {what}"))


def set_note(document: Document, ids: Iterable[str], note: str, context: EditContext) -> Edit:
    """Free text; no text takes the note away. A burst of typing is one step."""
    ids = tuple(ids)
    return _set(
        document, ids, context, {"note": note or None}, mark("Edit note of {what}"), burst("note", ids)
    )


def set_locked(document: Document, ids: Iterable[str], locked: bool, context: EditContext) -> Edit:
    """Locked annotations are passed over by every other edit, and by the pointer."""
    changed: Changed = {}
    touched: list[Annotation] = []
    for key, old in present(document, ids).items():
        if bool(old.properties.locked) != locked:
            changed[key] = (old, stamped(old, context, {"locked": locked or None}))
            touched.append(old)
    named = what(touched)
    name = tr("Lock {what}", what=named) if locked else tr("Unlock {what}", what=named)
    return Edit(name, Patch(changed), tuple(changed))


def _set(
    document: Document,
    ids: Iterable[str],
    context: EditContext,
    values: Mapping[str, Any],
    name: str,
    merge_key: str | None = None,
    **said: str,
) -> Edit:
    """Other values; the step has a marked name with `{what}` and what else is said in it."""
    changed: Changed = {}
    touched: list[Annotation] = []
    chosen, locked = editable(document, ids)
    for key, old in chosen.items():
        if all(getattr(old.properties, field_name) == value for field_name, value in values.items()):
            continue
        changed[key] = (old, stamped(old, context, values))
        touched.append(old)
    return Edit(tr(name, what=what(touched), **said), Patch(changed), tuple(changed), merge_key, locked)
