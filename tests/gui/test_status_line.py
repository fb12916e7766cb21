"""What the status line says never makes the window wider."""

from __future__ import annotations

from person import Person


def test_a_long_message_gives_way_and_stands_in_the_tooltip(at_work: Person) -> None:
    window, status = at_work.window, at_work.window.status
    window.resize(1000, 700)
    at_work.rest()
    least = window.minimumSizeHint().width()
    said = "The area of everything that anybody could have said here, and more of it, " * 4
    status.say(said)
    at_work.rest()
    assert window.width() == 1000
    assert window.minimumSizeHint().width() == least
    (label,) = [each for each in status.children() if getattr(each, "text", str)() == said]
    assert label.toolTip() == said
    right = label.mapTo(window, label.rect().bottomRight()).x()
    assert right < window.width()
    status.say("")
