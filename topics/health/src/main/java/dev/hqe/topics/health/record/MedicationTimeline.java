package dev.hqe.topics.health.record;

import dev.hqe.topics.health.calc.Notice;
import dev.hqe.topics.health.record.Course.Period;
import dev.hqe.topics.kit.Call;
import dev.hqe.topics.kit.Day;
import dev.hqe.topics.kit.ToolError;
import dev.hqe.topics.kit.json.JsonObject;
import dev.hqe.topics.kit.json.JsonWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// `medication_timeline`: from when to when medicines were prescribed, which at the same time, and
/// where between two prescriptions of one medicine there was none.
///
/// Prescriptions, not what was taken. Those that are drafts, proposals or cancelled do not count.
public final class MedicationTimeline {
    private static final int COURSES_MAX = 500;
    private static final int OVERLAPS_MAX = 500;
    private static final List<String> UNCOUNTED = List.of("cancelled", "draft", "entered-in-error");
    private static final List<String> PLANS = List.of("proposal", "plan", "option");

    private final Selection selection;
    private final Map<String, Course> courses = new TreeMap<>();
    private final Map<String, String> patients = new TreeMap<>();
    private final List<String> undated = new ArrayList<>();
    private int uncounted;

    private MedicationTimeline(Selection selection) {
        this.selection = selection;
    }

    public static void answer(Call call) {
        JsonObject arguments = call.arguments();
        int gapDays = arguments.integer("gap_days", 1, 3_660, 1);
        MedicationTimeline timeline = new MedicationTimeline(Selection.of(arguments));
        while (call.nextEntity()) {
            timeline.add(call.entity().data());
        }
        if (timeline.patients.size() > 1) {
            throw arguments.wrong(
                    "patient",
                    "must say whose: "
                            + String.join(", ", timeline.patients.keySet()).replace('\n', ' '));
        }
        timeline.write(Notice.begin(call), gapDays);
    }

    private void add(JsonObject medication) {
        String name = medication.text("name");
        if (!selection.hasPatient(medication.text("patient", "")) || !selection.hasName(name)) {
            return;
        }
        patients.put(medication.text("patient", ""), "");
        String id = medication.text("resource_id");
        if (UNCOUNTED.contains(medication.text("status", ""))
                || PLANS.contains(medication.text("intent", ""))) {
            uncounted++;
            return;
        }
        Optional<Day> start = Selection.day(medication, "start");
        Optional<Day> end = Selection.day(medication, "end");
        if (start.isEmpty()) {
            undated.add(id);
            return;
        }
        int first = start.get().number();
        int last = end.map(Day::number).orElse(Course.OPEN);
        if (last < first) {
            throw medication.wrong("end", "is before 'start'; correct it and import it again");
        }
        if (selection.to().filter(day -> first > day.number()).isPresent()
                || selection.from().filter(day -> last < day.number()).isPresent()) {
            return;
        }
        String code = medication.text("code", "");
        String key = code.isEmpty() ? name.toLowerCase(Locale.ROOT) : code;
        courses.computeIfAbsent(key, unused -> new Course(code, name)).add(first, last, id);
        if (courses.size() > COURSES_MAX) {
            throw new ToolError(
                    "more than " + COURSES_MAX + " medicines; narrow them down by patient or name");
        }
    }

    private void write(JsonWriter json, int gapDays) {
        json.key("counted").ascii("prescriptions, first and last day included; not what was taken");
        json.key("medications").beginArray();
        courses.values().forEach(course -> course.write(json, gapDays));
        json.endArray().key("overlaps").beginArray();
        int overlaps = overlaps(json);
        json.endArray().key("overlaps_truncated").bool(overlaps > OVERLAPS_MAX);
        json.key("without_start").beginArray();
        undated.forEach(json::string);
        json.endArray().key("not_counted").number(uncounted).endObject();
    }

    /// Writes the first ones; gives how many there are.
    private int overlaps(JsonWriter json) {
        List<Course> all = List.copyOf(courses.values());
        List<List<Period>> periods = all.stream().map(Course::periods).toList();
        int count = 0;
        for (int a = 0; a < all.size() && count <= OVERLAPS_MAX; a++) {
            for (int b = a + 1; b < all.size() && count <= OVERLAPS_MAX; b++) {
                for (Period one : periods.get(a)) {
                    for (Period other : periods.get(b)) {
                        int from = Math.max(one.first(), other.first());
                        int to = Math.min(one.last(), other.last());
                        if (from <= to && ++count <= OVERLAPS_MAX) {
                            json.beginObject().key("medications").beginArray();
                            json.string(all.get(a).name).string(all.get(b).name).endArray();
                            days(json, from, to);
                            json.endObject();
                        }
                    }
                }
            }
        }
        return count;
    }

    /// `start`, `end` and `days`; without the last two if there is no end.
    static void days(JsonWriter json, int first, int last) {
        json.key("start").ascii(new Day(first).toString());
        if (last != Course.OPEN) {
            json.key("end").ascii(new Day(last).toString());
            json.key("days").number(last - first + 1);
        }
    }
}
