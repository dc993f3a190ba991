package dev.hqe.kernel.entity;

import dev.hqe.kernel.json.Json;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Entities over time.
///
/// @param buckets one for each span from the first to the last in which there is one, also for
///   spans without any
/// @param without entities that have no time there
public record Buckets(List<Bucket> buckets, long without) {

    /// Most spans of one answer.
    public static final int MAX = 2000;

    /// How long a span is, by the clock and calendar of a zone.
    public enum Width {
        MINUTE(60_000),
        HOUR(3_600_000),
        DAY(86_400_000),
        /// From Monday.
        WEEK(7 * 86_400_000L),
        MONTH(0),
        QUARTER(0),
        YEAR(0);

        private final long millis;

        Width(long millis) {
            this.millis = millis;
        }

        /// Reads `minute`, `hour`, `day`, `week`, `month`, `quarter` or `year`.
        ///
        /// @throws EntityException.InvalidQuery if it is none of these
        public static Width of(String word) {
            for (Width width : values()) {
                if (width.word().equals(word)) {
                    return width;
                }
            }
            throw new EntityException.InvalidQuery(
                    "'"
                            + word
                            + "' is no width; there are minute, hour, day, week, month, quarter and"
                            + " year");
        }

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /// 0 where spans differ in length.
        long millis() {
            return millis;
        }

        /// Whether a change of the clock shifts its spans instead of making one longer or shorter.
        boolean isOfTheClock() {
            return this == MINUTE || this == HOUR;
        }

        /// The beginning of the span that a local time lies in.
        LocalDateTime floor(LocalDateTime time) {
            LocalDateTime day = time.truncatedTo(ChronoUnit.DAYS);
            return switch (this) {
                case MINUTE -> time.truncatedTo(ChronoUnit.MINUTES);
                case HOUR -> time.truncatedTo(ChronoUnit.HOURS);
                case DAY -> day;
                case WEEK -> day.minusDays(day.getDayOfWeek().getValue() - 1L);
                case MONTH -> day.withDayOfMonth(1);
                case QUARTER ->
                        day.withDayOfMonth(1).withMonth((day.getMonthValue() - 1) / 3 * 3 + 1);
                case YEAR -> day.withDayOfYear(1);
            };
        }

        LocalDateTime next(LocalDateTime begin) {
            return switch (this) {
                case MINUTE -> begin.plusMinutes(1);
                case HOUR -> begin.plusHours(1);
                case DAY -> begin.plusDays(1);
                case WEEK -> begin.plusWeeks(1);
                case MONTH -> begin.plusMonths(1);
                case QUARTER -> begin.plusMonths(3);
                case YEAR -> begin.plusYears(1);
            };
        }
    }

    /// One span.
    ///
    /// @param from when it begins
    /// @param before when the next one begins
    /// @param numbersOrNull of the numbers in it, if they were asked for and there are any
    public record Bucket(
            Instant from, Instant before, long count, @Nullable Numbers numbersOrNull) {

        public Optional<Numbers> numbers() {
            return Optional.ofNullable(numbersOrNull);
        }
    }

    /// Some numbers, taken together.
    ///
    /// @param count how many there are, at least 1
    public record Numbers(long count, double min, double max, double sum) {

        public double average() {
            return sum / count;
        }

        Numbers plus(Numbers other) {
            return new Numbers(
                    count + other.count,
                    Math.min(min, other.min),
                    Math.max(max, other.max),
                    sum + other.sum);
        }
    }

    public Buckets {
        buckets = List.copyOf(buckets);
    }

    /// `{"buckets": [{"from": ..., "before": ..., "count": 2, "numbers": {"count", "min", "max",
    /// "average", "sum"}}], "without": 0}`.
    public ObjectNode toJson() {
        ObjectNode json = Json.object();
        ArrayNode list = json.putArray("buckets");
        for (Bucket bucket : buckets) {
            ObjectNode item = list.addObject();
            item.put("from", bucket.from().toString());
            item.put("before", bucket.before().toString());
            item.put("count", bucket.count());
            bucket.numbers()
                    .ifPresent(numbers ->
                            item.putObject("numbers")
                                    .put("count", numbers.count())
                                    .put("min", numbers.min())
                                    .put("max", numbers.max())
                                    .put("average", numbers.average())
                                    .put("sum", numbers.sum()));
        }
        json.put("without", without);
        return json;
    }
}
