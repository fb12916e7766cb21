"""Text for XML files."""

from __future__ import annotations

import re
from xml.sax.saxutils import escape as escaped

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def xml_text(value: object, *, escape: bool = True) -> str:
    """A value as text for an element or an attribute in double quotes.

    XML cannot hold control characters at all: they become U+FFFD.
    """
    text = _NOT_XML.sub("\ufffd", str(value))
    return escaped(text, {'"': "&quot;", "\r": "&#13;"}) if escape else text
