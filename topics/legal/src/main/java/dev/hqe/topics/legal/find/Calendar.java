package dev.hqe.topics.legal.find;

import dev.hqe.topics.kit.Day;
import dev.hqe.topics.kit.json.JsonObject;
import dev.hqe.topics.legal.find.Deadline.Kind;
import dev.hqe.topics.legal.find.Deadline.Subject;
import dev.hqe.topics.legal.text.Letters;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// Turns lengths of time into days, where it is known what they count from.
///
/// The day of the event is not counted. Months and years end on the same day of the month, or its
/// last one. Business days are Monday to Friday without the holidays that were given. A day that is
/// not a business day is not moved: whether it is, the contract or the law says.
final class Calendar {
    private static final int HOLIDAYS_MAX = 1_000;
    private static final int EVENTS_MAX = 100;
    private static final List<String> EFFECTIVE =
            List.of(
                    "effective date",
                    "date of this agreement",
                    "date of this contract",
                    "date hereof",
                    "commencement date");
    private static final List<String> ENDS = List.of("end of", "expir", "renewal");

    /// Why there is no day, or which one it is.
    record Answer(Optional<Day> day, String because) {}

    private final Optional<Day> effective;
    private final Map<String, Day> events = new TreeMap<>();
    private final Set<Day> holidays = new HashSet<>();
    private Optional<Day> termEnd = Optional.empty();

    /// @param effective the first day of the contract, if it is known
    Calendar(Optional<Day> effective, JsonObject arguments, List<Deadline> deadlines) {
        this.effective = effective;
        if (arguments.has("events")) {
            JsonObject given = arguments.object("events");
            for (String event : given.keys()) {
                events.put(Letters.lower(event), day(given, event));
            }
        }
        for (String text : arguments.texts("holidays")) {
            holidays.add(
                    Day.parse(text)
                            .orElseThrow(() ->
                                    arguments.wrong(
                                            "holidays",
                                            "must be days such as 2026-12-25, not '"
                                                    + Letters.flat(text)
                                                    + "'")));
        }
        if (events.size() > EVENTS_MAX || holidays.size() > HOLIDAYS_MAX) {
            throw arguments.wrong("events", "has at most 100 members, 'holidays' at most 1000");
        }
        for (Deadline deadline : deadlines) {
            if (deadline.kind() == Kind.TERM
                    && deadline.subject() == Subject.TERM
                    && termEnd.isEmpty()) {
                termEnd = answer(deadline).day();
            }
        }
    }

    /// A day that an argument gives.
    static Day day(JsonObject arguments, String key) {
        return Day.parse(arguments.text(key))
                .orElseThrow(() -> arguments.wrong(key, "must be a day such as 2026-01-31"));
    }

    int holidays() {
        return holidays.size();
    }

    /// The day on which the first term that the contract names is over, if it is known.
    Optional<Day> termEnd() {
        return termEnd;
    }

    /// The day of a deadline.
    Answer answer(Deadline deadline) {
        if (deadline.kind() == Kind.DATE) {
            return new Answer(
                    deadline.date(), "day and month can be read in two orders; see the text");
        }
        if (deadline.kind() == Kind.NOTICE) {
            return new Answer(
                    Optional.empty(), "a notice period runs from when the notice is given");
        }
        Quantities.Found length = deadline.length().orElseThrow();
        String event = Letters.lower(deadline.event());
        Optional<Day> from = anchor(deadline, event);
        if (from.isPresent()) {
            int sign = deadline.kind() == Kind.BEFORE ? -1 : 1;
            return new Answer(
                    Optional.of(count(from.get(), sign * length.amount(), length.unit())), "");
        }
        if (isEffective(event) || isFirstTerm(deadline.kind(), deadline.subject(), event)) {
            return new Answer(Optional.empty(), "give effective_date");
        }
        return new Answer(
                Optional.empty(),
                event.isEmpty()
                        ? "the text does not say what it counts from"
                        : "give the day of '" + deadline.event() + "' in events");
    }

    private Optional<Day> anchor(Deadline deadline, String event) {
        Kind kind = deadline.kind();
        for (Map.Entry<String, Day> given : events.entrySet()) {
            if (!given.getKey().isEmpty() && event.contains(given.getKey())) {
                return Optional.of(given.getValue());
            }
        }
        if (deadline.date().isPresent()) {
            return deadline.date();
        }
        if (isEffective(event)) {
            return effective;
        }
        if (isFirstTerm(kind, deadline.subject(), event)) {
            return effective;
        }
        return kind == Kind.BEFORE && ENDS.stream().anyMatch(event::contains)
                ? termEnd
                : Optional.empty();
    }

    private static boolean isFirstTerm(Kind kind, Subject subject, String event) {
        return kind == Kind.TERM && subject == Subject.TERM && event.isEmpty();
    }

    /// Whether an event is the first day of the contract.
    static boolean isEffective(String event) {
        return EFFECTIVE.stream().anyMatch(event::contains);
    }

    private Day count(Day from, int amount, Quantities.Unit unit) {
        return switch (unit) {
            case DAY -> from.plusDays(amount);
            case WEEK -> from.plusDays(7 * amount);
            case MONTH -> from.plusMonths(amount);
            case YEAR -> from.plusMonths(12 * amount);
            case BUSINESS_DAY -> businessDays(from, amount);
        };
    }

    private Day businessDays(Day from, int amount) {
        Day day = from;
        int step = amount < 0 ? -1 : 1;
        int left = Math.abs(amount);
        while (left > 0) {
            day = day.plusDays(step);
            if (day.weekday() <= 5 && !holidays.contains(day)) {
                left--;
            }
        }
        return day;
    }
}
