"""Other calendars, by rule: Hebrew, Islamic, Solar Hijri, and the two Easters.

Hebrew years begin by the molad and its postponements, exact. Solar Hijri leap years follow the 33-year cycle, which
agrees with the equinox in Tehran for the years in ``CYCLE``. The Islamic calendar is the tabular one (30-year cycle,
civil epoch): months that begin when the moon is seen are within a day of it. All after Dershowitz and Reingold,
*Calendrical Calculations*.
"""

from __future__ import annotations

from datetime import date, timedelta

from dateutil.easter import EASTER_ORTHODOX, EASTER_WESTERN, easter

_MOLAD_OFFSET = 1373427  # from the day count of the Hebrew elapsed days to ``date.toordinal``
_ISLAMIC_OFFSET = 227014  # the day before 1 Muharram 1 in ``date.toordinal``
_NOWRUZ = (1403, date(2024, 3, 20))
CYCLE = range(1925, 2089)  # Gregorian years


def hebrew_new_year(year: int) -> date:
    """1 Tishri (Rosh Hashanah) in this Gregorian year; Passover (15 Nisan) is 163 days before it."""
    before, new, after = (_elapsed(year + 3760 + more) for more in (0, 1, 2))
    late = 2 if after - new == 356 else 1 if new - before == 382 else 0
    return date.fromordinal(new + late - _MOLAD_OFFSET)


def _elapsed(hebrew: int) -> int:
    """Days up to the molad of Tishri of this Hebrew year, postponed off Sunday, Wednesday and Friday."""
    months = (235 * hebrew - 234) // 19
    days = 29 * months + (12084 + 13753 * months) // 25920
    return days + 1 if 3 * (days + 1) % 7 < 3 else days


def islamic(year: int, month: int, day: int) -> date:
    """The Gregorian day of a day of the tabular Islamic calendar, right to a day."""
    before = 354 * (year - 1) + (11 * year + 3) // 30 + 30 * (month - 1) - (month - 1) // 2
    return date.fromordinal(_ISLAMIC_OFFSET + before + day)


def islamic_in(year: int, month: int, day: int) -> date | None:
    """The first such day of the Islamic calendar in a Gregorian year, if there is one."""
    near = int((year - 622) * 33 / 32)
    days = [islamic(hijri, month, day) for hijri in range(max(1, near - 1), near + 3)]
    return next((found for found in days if found.year == year), None)


def nowruz(year: int) -> date:
    """1 Farvardin in this Gregorian year."""
    solar, (known, start) = year - 621, _NOWRUZ
    leaps = sum(map(_is_leap, range(min(solar, known), max(solar, known))))
    days = 365 * abs(solar - known) + leaps
    return start + timedelta(days if solar >= known else -days)


def _is_leap(solar: int) -> bool:
    return (25 * solar + 11) % 33 < 8


def solar_hijri(year: int, month: int, day: int) -> date | None:
    """The Gregorian day of a day of the calendar of Iran and Afghanistan; None where its month has no such day."""
    longest = 31 if month < 7 else 30 if month < 12 or _is_leap(year) else 29
    if not 1 <= day <= longest or year + 621 not in CYCLE:
        return None
    return nowruz(year + 621) + timedelta(min(month - 1, 6) * 31 + max(month - 7, 0) * 30 + day - 1)


def easter_sunday(year: int, *, orthodox: bool = False) -> date | None:
    """Easter of the western or the orthodox churches, both as Gregorian days."""
    return easter(year, EASTER_ORTHODOX if orthodox else EASTER_WESTERN) if 1583 <= year <= 4099 else None
