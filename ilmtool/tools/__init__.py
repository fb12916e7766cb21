"""Gestures as state machines: from pointer events to a preview, and at the end to one patch.

A gesture is made at the press and computes everything from the state of that moment; nothing in the
document changes before the release. Dropping the gesture is all that Esc has to do.
"""
