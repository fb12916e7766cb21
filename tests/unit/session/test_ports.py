"""The immediate executor keeps the promises of the port."""

from __future__ import annotations

import pytest

from ilmtool.core.times import parse_utc
from ilmtool.errors import Cancelled, UserError
from ilmtool.session.ports import CancelToken, ImmediateExecutor, Notice, PlainClock


def fail() -> None:
    raise UserError("No.", "Because.", "Then.")


def test_answers():
    done: list[object] = []
    ImmediateExecutor().submit(lambda: 7, done.append)
    assert done == [7]
    ImmediateExecutor().submit(fail, done.append, lambda error: done.append(str(error)))
    assert done == [7, "No. Because. Then."]


def test_an_error_that_nobody_takes_is_not_swallowed():
    with pytest.raises(UserError):
        ImmediateExecutor().submit(fail)


def test_a_cancelled_job_gives_no_answer():
    done: list[object] = []
    token = CancelToken()

    def cancels() -> None:
        token.cancel()
        token.check()

    ImmediateExecutor().submit(cancels, done.append, done.append, token=token)
    ImmediateExecutor().submit(lambda: 7, done.append, done.append, token=token)
    assert done == []
    with pytest.raises(Cancelled):
        token.check()


def test_a_defect_in_the_answer_is_not_taken_for_a_defect_in_the_work():
    errors: list[Exception] = []
    with pytest.raises(ZeroDivisionError):
        ImmediateExecutor().submit(lambda: 0, lambda zero: 1 // zero, errors.append)
    assert errors == []


def test_plain_clock():
    clock = PlainClock()
    assert parse_utc(clock.now()).tzinfo is not None
    clock.schedule(0, fail).cancel()
    assert clock.monotonic() <= clock.monotonic()


def test_notice_of_an_error():
    assert Notice.of(UserError("a", "b", "c")) == Notice("error", "a", "b", "c")
