"""UTC datetimes as the sidecar writes them, and the change interval that two scenes give."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from ilmtool.core.scene import Acquisition

_FORMAT = "%Y-%m-%dT%H:%M:%SZ"


def format_utc(moment: datetime) -> str:
    """`2019-03-02T02:15:00Z`; a naive datetime is taken as UTC."""
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return moment.astimezone(UTC).strftime(_FORMAT)


def utc_now() -> str:
    """The present moment, to the second."""
    return format_utc(datetime.now(UTC))


def parse_utc(text: str) -> datetime:
    """A datetime with time zone from any ISO 8601 date or datetime; without a zone it is taken as UTC.

    Raises
    ------
    ValueError
        If the text is neither.
    """
    moment = datetime.fromisoformat(text.strip().replace("/", "-"))
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def change_interval(
    before: Acquisition | None, after: Acquisition | None
) -> tuple[str | None, str | None, str | None]:
    """(change_not_before, change_not_after, change_precision) from the dates of two scenes.

    A scene dated to the day widens: 00:00:00Z for the old state, 23:59:59Z for the new one. The
    precision is the coarser of the two.
    """

    def edge(acquisition: Acquisition | None, last: bool) -> str | None:
        if acquisition is None or acquisition.datetime is None:
            return None
        moment = parse_utc(acquisition.datetime)
        if acquisition.datetime_precision == "day":
            start_of_day = moment.replace(hour=0, minute=0, second=0, microsecond=0)
            moment = start_of_day + timedelta(hours=23, minutes=59, seconds=59) if last else start_of_day
        return format_utc(moment)

    start, end = edge(before, False), edge(after, True)
    if start is None and end is None:
        return None, None, None
    precisions = {a.datetime_precision for a in (before, after) if a is not None and a.datetime is not None}
    return start, end, "day" if precisions != {"second"} else "second"
