package dev.hqe.topics.health.record;

import dev.hqe.topics.kit.json.JsonWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// All prescriptions of one medicine, as periods: those that touch or overlap are one.
///
/// Not thread-safe.
final class Course {
    /// The last day of what has no end.
    static final int OPEN = Integer.MAX_VALUE;

    /// Days as their numbers, both included; [#OPEN] has no last one.
    record Period(int first, int last, List<String> resourceIds) {
        Period {
            resourceIds = List.copyOf(resourceIds);
        }
    }

    final String code;
    final String name;
    private final List<Period> prescribed = new ArrayList<>();

    Course(String code, String name) {
        this.code = code;
        this.name = name;
    }

    void add(int first, int last, String resourceId) {
        prescribed.add(new Period(first, last, List.of(resourceId)));
    }

    /// Without overlap, by time.
    List<Period> periods() {
        List<Period> sorted = sorted();
        List<Period> merged = new ArrayList<>();
        for (Period next : sorted) {
            Period before = merged.isEmpty() ? next : merged.get(merged.size() - 1);
            if (merged.isEmpty() || (before.last != OPEN && next.first > before.last + 1)) {
                merged.add(next);
            } else {
                List<String> ids = new ArrayList<>(before.resourceIds);
                ids.addAll(next.resourceIds);
                merged.set(
                        merged.size() - 1,
                        new Period(before.first, Math.max(before.last, next.last), ids));
            }
        }
        return merged;
    }

    /// Days that are prescribed twice: each with the two prescriptions.
    List<Period> duplicates() {
        List<Period> duplicates = new ArrayList<>();
        List<Period> sorted = sorted();
        for (int i = 1; i < sorted.size(); i++) {
            Period before = sorted.get(i - 1);
            Period next = sorted.get(i);
            if (next.first <= before.last) {
                duplicates.add(
                        new Period(
                                next.first,
                                Math.min(before.last, next.last),
                                List.of(before.resourceIds.get(0), next.resourceIds.get(0))));
            }
        }
        return duplicates;
    }

    private List<Period> sorted() {
        List<Period> sorted = new ArrayList<>(prescribed);
        sorted.sort(
                Comparator.comparingInt(Period::first)
                        .thenComparingInt(Period::last)
                        .thenComparing(period -> period.resourceIds.get(0)));
        return sorted;
    }

    void write(JsonWriter json, int gapDays) {
        json.beginObject().key("name").string(name);
        if (!code.isEmpty()) {
            json.key("code").string(code);
        }
        List<Period> periods = periods();
        json.key("periods").beginArray();
        periods.forEach(period -> period(json, period));
        json.endArray().key("gaps").beginArray();
        for (int i = 1; i < periods.size(); i++) {
            int from = periods.get(i - 1).last + 1;
            int to = periods.get(i).first - 1;
            if (to - from + 1 >= gapDays) {
                json.beginObject();
                MedicationTimeline.days(json, from, to);
                json.endObject();
            }
        }
        json.endArray().key("prescribed_twice").beginArray();
        duplicates().forEach(period -> period(json, period));
        json.endArray().endObject();
    }

    private static void period(JsonWriter json, Period period) {
        json.beginObject();
        MedicationTimeline.days(json, period.first, period.last);
        json.key("resource_ids").beginArray();
        period.resourceIds.forEach(json::string);
        json.endArray().endObject();
    }
}
