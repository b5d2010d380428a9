"""Days in Beijing as the bounds of times in the record."""

from datetime import UTC, date, datetime, time, timedelta, timezone

BEIJING = timezone(timedelta(hours=8))


def beginning_of(day: date) -> str:
    """The first moment of a day in Beijing, as times are written in the record (UTC)."""
    return _written(datetime.combine(day, time.min, BEIJING))


def end_of(day: date) -> str:
    """The last moment of a day in Beijing, as times are written in the record (UTC)."""
    return _written(datetime.combine(day, time.max, BEIJING))


def _written(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
