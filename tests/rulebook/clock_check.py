"""A second opinion on clocks: a walk day by day over a table of days off copied from the decisions, without Wasit."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

# Day.month of each holiday, joint leave and polling day: the SKB 3 Menteri of each year with its later changes
# (2021: Muharram and Maulid moved, leave cut; 2023: Lebaran leave moved in March, Idul Adha leave added in June;
# 2025: 18 August added), and the Keppres on polling days. 2027 holds January only: the rest was not checked.
_PRINTED = {
    2018: "1.1 16.2 17.3 30.3 14.4 1.5 10.5 29.5 1.6 11.6 12.6 13.6 14.6 15.6 16.6 18.6 19.6 20.6 27.6 17.8 22.8 11.9 "
    "20.11 24.12 25.12",
    2019: "1.1 5.2 7.3 3.4 17.4 19.4 1.5 19.5 30.5 1.6 3.6 4.6 5.6 6.6 7.6 11.8 17.8 1.9 9.11 24.12 25.12",
    2020: "1.1 25.1 22.3 25.3 10.4 1.5 7.5 21.5 24.5 25.5 1.6 31.7 17.8 20.8 21.8 28.10 29.10 30.10 9.12 24.12 25.12 "
    "31.12",
    2021: "1.1 12.2 11.3 14.3 2.4 1.5 12.5 13.5 14.5 26.5 1.6 20.7 11.8 17.8 20.10 25.12",
    2022: "1.1 1.2 28.2 3.3 15.4 29.4 1.5 2.5 3.5 4.5 5.5 6.5 16.5 26.5 1.6 10.7 30.7 17.8 8.10 25.12",
    2023: "1.1 22.1 23.1 18.2 22.3 23.3 7.4 19.4 20.4 21.4 22.4 23.4 24.4 25.4 1.5 18.5 1.6 2.6 4.6 28.6 29.6 30.6 "
    "19.7 17.8 28.9 25.12 26.12",
    2024: "1.1 8.2 9.2 10.2 14.2 11.3 12.3 29.3 31.3 8.4 9.4 10.4 11.4 12.4 15.4 1.5 9.5 10.5 23.5 24.5 1.6 17.6 18.6 "
    "7.7 17.8 16.9 27.11 25.12 26.12",
    2025: "1.1 27.1 28.1 29.1 28.3 29.3 31.3 1.4 2.4 3.4 4.4 7.4 18.4 20.4 1.5 12.5 13.5 29.5 30.5 1.6 6.6 9.6 27.6 "
    "17.8 18.8 5.9 25.12 26.12",
    2026: "1.1 16.1 16.2 17.2 18.3 19.3 20.3 21.3 22.3 23.3 24.3 3.4 5.4 1.5 14.5 15.5 27.5 28.5 31.5 1.6 16.6 17.8 "
    "25.8 24.12 25.12",
    2027: "1.1 5.1",
}
DAYS_OFF = {
    date(year, int(month), int(day))
    for year, row in _PRINTED.items()
    for day, month in (each.split(".") for each in row.split())
}

# Length and unit of each clock as printed in the law: c calendar days, w working days, h hours, m months.
_LIMITS = {
    "pilkada-lapor": (7, "c"), "pilkada-temuan": (7, "c"), "pilkada-kajian-awal": (3, "c"),
    "pilkada-perbaikan": (2, "c"), "pilkada-tangani": (3, "c"), "pilkada-mutasi": (-6, "m"),
    "pemilu-lapor": (7, "w"), "pemilu-temuan": (7, "w"), "pemilu-kajian-awal": (2, "w"),
    "pemilu-pemberitahuan": (1, "w"), "pemilu-perbaikan": (2, "w"), "pemilu-tangani": (7, "w"),
    "sbt-verifikasi": (7, "c"), "sbt-kajian-bawaslu": (3, "w"), "sk-berlaku": (15, "w"),
    "penyampaian-sk": (14, "w"), "pengiriman-sk": (3, "w"), "panggilan-2": (7, "w"), "panggilan-1": (-7, "w"),
    "keberatan": (14, "w"), "banding": (14, "w"), "tanggapan-ppk": (21, "w"),
    "pdp-kegagalan": (72, "h"), "pdp-tarik-setuju": (72, "h"),
}  # fmt: skip
_EXTENDED = {"pilkada-tangani": (5, "c"), "pemilu-tangani": (14, "w")}
NO_LIMIT = {"ppk-tindak-lanjut", "pilkada-jam-terima", "pemilu-jam-terima"}


def second_opinion(clock: str, start: datetime, zone: str, *, extended: bool) -> tuple[str, int]:
    """Return the last instant in time as text (empty without a limit) and how many days were passed over."""
    if clock in NO_LIMIT:
        return "", 0
    length, unit = _EXTENDED[clock] if extended else _LIMITS[clock]
    here = start.astimezone(ZoneInfo(zone))
    if unit == "h":
        return (here + timedelta(hours=length)).isoformat(), 0  # no zone of Indonesia changes its clocks
    day, skipped = (_months_on(here.date(), length), 0) if unit == "m" else last_day(here.date(), length, unit)
    return f"{day.isoformat()}T23:59:59{here.isoformat()[-6:]}", skipped


def last_day(day: date, length: int, unit: str) -> tuple[date, int]:
    """Walk so many days on (or back, where negative) and return the last one and how many were passed over."""
    counted = skipped = 0
    while counted < abs(length):
        day += timedelta(days=1 if length > 0 else -1)
        if unit == "w" and (day.isoweekday() > 5 or day in DAYS_OFF):
            skipped += 1
        else:
            counted += 1
    return day, skipped


def _months_on(day: date, months: int) -> date:
    """Go so many months on or back to the same day of the month, or to its last day where it has no such day."""
    month = date(day.year + (day.month - 1 + months) // 12, (day.month - 1 + months) % 12 + 1, 1)
    while month.day < day.day and (month + timedelta(days=1)).day != 1:
        month += timedelta(days=1)
    return month
