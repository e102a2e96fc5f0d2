"""Numbers, days and times as people read them, in the language of the page.

Formatted once, in Python: a page of 514 rows spends more time on its numbers than on the
database. Indonesian writes 2.386.685 and 96,54; English 2,386,685 and 96.54.
"""

import re
from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from django.utils import formats
from django.utils.translation import get_language

UNKNOWN = "–"
MINUS = "−"
ZONE_NAMES = {"Asia/Jakarta": "WIB", "Asia/Makassar": "WITA", "Asia/Jayapura": "WIT"}
PERCENT = re.compile(r"(\d{1,3})(?:[.,] ?(\d+))? ?(%|persen)?", re.ASCII | re.IGNORECASE)
_TO_INDONESIAN = str.maketrans(",.", ".,")


def _local(text: str) -> str:
    return text if get_language() == "en" else text.translate(_TO_INDONESIAN)


def people(number: int | None) -> str:
    """2386685 becomes "2.386.685"; unknown becomes a dash."""
    return UNKNOWN if number is None else _local(f"{number:,}".replace("-", MINUS))


def signed(number: int) -> str:
    """120 becomes "+120", -8 "−8"; 0 has no sign."""
    return f"+{people(number)}" if number > 0 else people(number)


def percent(hundredths: int | None) -> str:
    """9654 becomes "96,54"; the percent sign is the template's."""
    if hundredths is None:
        return UNKNOWN
    return _local(f"{hundredths // 100:,}.{hundredths % 100:02}")


def read_percent(text: str) -> tuple[Decimal, bool] | None:
    """ "99,4" and "99.4 %" become 99.4, and whether it is written as a percentage ("%"); None for
    what is none. A percentage has no thousands sign: "99.404" is 99.404.
    """
    match = PERCENT.fullmatch(text)
    if match is None:
        return None
    whole, fraction, sign = match.groups()
    return Decimal(f"{whole}.{fraction}" if fraction else whole), bool(sign)


def short_percent(hundredths: int) -> str:
    """9800 becomes "98", 9930 becomes "99,3": for targets."""
    whole, rest = divmod(hundredths, 100)
    return _local(f"{whole}.{rest:02}".rstrip("0").rstrip(".")) if rest else str(whole)


def change(hundredths: int | None) -> str:
    """231 becomes "+2,31" points; a fall has a minus."""
    if hundredths is None:
        return UNKNOWN
    sign = "+" if hundredths > 0 else MINUS if hundredths < 0 else ""
    return sign + percent(abs(hundredths))


def rate(people_: int, days: int) -> str:
    """People per day: 7728 in 7 days is "1.104"; below ten with a tenth: "0,4"."""
    tenths = (20 * people_ + days) // (2 * days)
    if tenths >= 100 or tenths % 10 == 0:
        return people((2 * people_ + days) // (2 * days))
    return _local(f"{tenths // 10}.{tenths % 10}")


def long_day(day: date) -> str:
    """ "4 April 2019" """
    return formats.date_format(day, "j F Y")


def weekday(day: date) -> str:
    """ "Kamis" """
    return formats.date_format(day, "l")


def short_day(day: date) -> str:
    """ "4 Apr" """
    return formats.date_format(day, "j M")


def month(day: date) -> str:
    """ "April 2019" """
    return formats.date_format(day, "F Y")


def rough_day(day: date) -> str:
    """ "Apr 2019": for what is only roughly known."""
    return formats.date_format(day, "M Y")


def rough_range(first: date, last: date) -> str:
    """Days within a month or two, else months: "12 – 29 Apr 2019", "Aug – Oct 2019"."""
    if first == last:
        return formats.date_format(last, "j M Y")
    if (last - first).days > 45:
        same_year = first.year == last.year
        return f"{formats.date_format(first, 'M' if same_year else 'M Y')} – {rough_day(last)}"
    same_month = (first.year, first.month) == (last.year, last.month)
    begin = formats.date_format(first, "j" if same_month else "j M")
    return f"{begin} – {formats.date_format(last, 'j M Y')}"


def clock_time(moment: datetime, zone: ZoneInfo) -> str:
    """ "10.42.03 WIB": the time on the office's own wall."""
    return f"{moment.astimezone(zone):%H.%M.%S} {ZONE_NAMES[zone.key]}"


def short_time(moment: datetime, zone: ZoneInfo) -> str:
    """ "10.42" """
    return f"{moment.astimezone(zone):%H.%M}"
