package dev.hqe.topics.finance.text;

import dev.hqe.topics.kit.Day;
import dev.hqe.topics.kit.json.JsonObject;
import java.util.Optional;

/// In which order the parts of a date stand. ISO 8601 (`2026-01-31`, `20260131`, with a time behind
/// it) is read whatever the order; `03/04/2026` is a day only to whoever knows the order.
public enum DayOrder {
    YMD("ymd", 0, 1, 2),
    MDY("mdy", 2, 0, 1),
    DMY("dmy", 2, 1, 0);

    private static final int CENTURY = 2000;

    private final String word;
    private final int year;
    private final int month;
    private final int day;

    DayOrder(String word, int year, int month, int day) {
        this.word = word;
        this.year = year;
        this.month = month;
        this.day = day;
    }

    /// The one that an argument names; `ymd` if there is none.
    public static DayOrder of(JsonObject arguments, String key) {
        String named = arguments.text(key, YMD.word);
        for (DayOrder order : values()) {
            if (order.word.equals(named)) {
                return order;
            }
        }
        throw arguments.wrong(key, "must be 'ymd', 'mdy' or 'dmy'");
    }

    /// The day that a cell begins with; empty if it is none. A year of two digits is one from 2000
    /// on.
    public Optional<Day> parse(String cell) {
        int end = 0;
        while (end < cell.length() && cell.charAt(end) != ' ' && cell.charAt(end) != 'T') {
            end++;
        }
        String text = cell.substring(0, end);
        Optional<Day> iso = Day.parse(text);
        return iso.isPresent() ? iso : inOrder(text);
    }

    private Optional<Day> inOrder(String text) {
        int[] parts = new int[3];
        int[] digits = new int[3];
        int part = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= '0' && c <= '9' && digits[part] < 4) {
                parts[part] = parts[part] * 10 + c - '0';
                digits[part]++;
            } else if ((c == '/' || c == '.' || c == '-') && digits[part] > 0 && part < 2) {
                part++;
            } else {
                return Optional.empty();
            }
        }
        if (digits[2] == 0 || digits[month] > 2 || digits[day] > 2 || digits[year] % 2 != 0) {
            return Optional.empty();
        }
        int full = digits[year] == 2 ? CENTURY + parts[year] : parts[year];
        return Day.of(full, parts[month], parts[day]);
    }
}
