"""The fields of an annotation that keys and the inspector set by name."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from ilmtool.core.document import Document
from ilmtool.session import operations
from ilmtool.session.operations import Edit, EditContext

Field = Literal["label", "certainty", "certainty_term", "likelihood", "confidence", "change", "note"]


def set_field(document: Document, ids: Iterable[str], name: Field, value: str, context: EditContext) -> Edit:
    """Give annotations a value of a field; an empty one takes the value away where the field allows none."""
    match name:
        case "label":
            return operations.set_label(document, ids, value, context)
        case "certainty":
            return operations.set_certainty(document, ids, value or None, context)
        case "certainty_term":
            return operations.set_certainty_term(document, ids, value, context)
        case "likelihood":
            return operations.set_likelihood(document, ids, value or None, context)
        case "confidence":
            return operations.set_confidence(document, ids, value or None, context)
        case "change":
            return operations.set_change(document, ids, value or None, context)
        case "note":
            return operations.set_note(document, ids, value, context)
