package dev.hqe.topics.kit;

import java.util.Optional;

/// A day of the Gregorian calendar, extended to before 1582 as ISO 8601 has it: years 0000 to 9999.
///
/// In a tool's program in the place of `java.time.LocalDate`, which would add a megabyte to it. Day
/// number to date and back: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", 2013,
/// `days_from_civil` and `civil_from_days`, in which a year begins with March, so that the leap day
/// is its last.
///
/// @param number days since 1970-01-01
public record Day(int number) implements Comparable<Day> {
    private static final int FIRST = -719_528;
    private static final int LAST = 2_932_896;
    private static final int DAYS_IN_ERA = 146_097;
    private static final int EPOCH_IN_ERAS = 719_468;

    /// @throws ArithmeticException if the day is not within the years 0000 to 9999
    public Day {
        if (number < FIRST || number > LAST) {
            throw new ArithmeticException("a day beyond the years 0000 to 9999");
        }
    }

    /// The day of a date; empty if the calendar has none such.
    ///
    /// @param month 1 to 12
    /// @param dayOfMonth from 1
    public static Optional<Day> of(int year, int month, int dayOfMonth) {
        if (year < 0 || year > 9999 || month < 1 || month > 12) {
            return Optional.empty();
        }
        if (dayOfMonth < 1 || dayOfMonth > lengthOfMonth(year, month)) {
            return Optional.empty();
        }
        return Optional.of(civil(year, month, dayOfMonth));
    }

    /// Reads `2026-01-31` or `20260131` (ISO 8601, extended and basic); empty if it is no such day.
    public static Optional<Day> parse(String text) {
        boolean extended = text.length() == 10 && text.charAt(4) == '-' && text.charAt(7) == '-';
        if (!extended && text.length() != 8) {
            return Optional.empty();
        }
        int at = extended ? 1 : 0;
        int year = digits(text, 0, 4);
        int month = digits(text, 4 + at, 6 + at);
        int day = digits(text, 6 + 2 * at, 8 + 2 * at);
        return year < 0 || month < 0 || day < 0 ? Optional.empty() : of(year, month, day);
    }

    private static int digits(String text, int from, int to) {
        int value = 0;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return -1;
            }
            value = value * 10 + c - '0';
        }
        return value;
    }

    private static Day civil(int year, int month, int dayOfMonth) {
        int fromMarch = month > 2 ? year : year - 1;
        int era = Math.floorDiv(fromMarch, 400);
        int yearOfEra = fromMarch - era * 400;
        int dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + dayOfMonth - 1;
        int dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
        return new Day(era * DAYS_IN_ERA + dayOfEra - EPOCH_IN_ERAS);
    }

    private int era() {
        return Math.floorDiv(number + EPOCH_IN_ERAS, DAYS_IN_ERA);
    }

    private int dayOfEra() {
        return number + EPOCH_IN_ERAS - era() * DAYS_IN_ERA;
    }

    private int yearOfEra() {
        int day = dayOfEra();
        return (day - day / 1460 + day / 36_524 - day / 146_096) / 365;
    }

    /// From 0, the first of March.
    private int dayOfYearFromMarch() {
        int year = yearOfEra();
        return dayOfEra() - (365 * year + year / 4 - year / 100);
    }

    /// From 0, March.
    private int monthFromMarch() {
        return (5 * dayOfYearFromMarch() + 2) / 153;
    }

    public int year() {
        return era() * 400 + yearOfEra() + (monthFromMarch() < 10 ? 0 : 1);
    }

    /// 1 to 12.
    public int month() {
        int month = monthFromMarch();
        return month < 10 ? month + 3 : month - 9;
    }

    /// 1 to 31.
    public int dayOfMonth() {
        return dayOfYearFromMarch() - (153 * monthFromMarch() + 2) / 5 + 1;
    }

    /// 1 is Monday, 7 is Sunday, as ISO 8601 counts.
    public int weekday() {
        return Math.floorMod(number + 3, 7) + 1;
    }

    public static boolean isLeap(int year) {
        return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    }

    /// Days in a month.
    ///
    /// @param month 1 to 12
    public static int lengthOfMonth(int year, int month) {
        return switch (month) {
            case 2 -> isLeap(year) ? 29 : 28;
            case 4, 6, 9, 11 -> 30;
            default -> 31;
        };
    }

    /// The day so many days later.
    ///
    /// @throws ArithmeticException if that is not within the years 0000 to 9999
    public Day plusDays(int days) {
        return new Day(Math.addExact(number, days));
    }

    /// The same day of the month so many months later, or the last one if that month is shorter:
    /// one month after 31 January is 28 or 29 February.
    ///
    /// @throws ArithmeticException if that is not within the years 0000 to 9999
    public Day plusMonths(int months) {
        int total = Math.addExact(year() * 12 + month() - 1, months);
        int year = Math.floorDiv(total, 12);
        int month = Math.floorMod(total, 12) + 1;
        if (year < 0 || year > 9999) {
            throw new ArithmeticException("a day beyond the years 0000 to 9999");
        }
        return civil(year, month, Math.min(dayOfMonth(), lengthOfMonth(year, month)));
    }

    /// Days from this day to another; negative if that one is earlier.
    public int daysUntil(Day other) {
        return other.number - number;
    }

    @Override
    public int compareTo(Day other) {
        return Integer.compare(number, other.number);
    }

    /// `2026-01-31`.
    @Override
    public String toString() {
        return padded(year(), 4) + "-" + padded(month(), 2) + "-" + padded(dayOfMonth(), 2);
    }

    private static String padded(int value, int width) {
        String digits = Integer.toString(value);
        return "0".repeat(width - digits.length()) + digits;
    }
}
