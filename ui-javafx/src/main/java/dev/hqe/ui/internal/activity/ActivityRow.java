package dev.hqe.ui.internal.activity;

import dev.hqe.kernel.activity.Activity;
import dev.hqe.kernel.activity.Activity.Kind;
import dev.hqe.kernel.activity.Activity.Result;
import dev.hqe.kernel.activity.RecordedActivity;
import dev.hqe.ui.internal.rows.PagedRows;
import java.time.Instant;
import java.util.stream.Collectors;

/// One row of the timeline: what it shows of an activity, without its detail.
public sealed interface ActivityRow {

    /// What stands in a row that is not there.
    PagedRows.Blanks<ActivityRow> BLANKS = new PagedRows.Blanks<>(new Pending(), new Gone());

    /// An activity.
    ///
    /// @param said one line about it; of a call that went well what it was asked
    /// @param ending how a call ended, as it is recorded; empty for all else
    record Loaded(
            long seq,
            Instant at,
            Kind kind,
            Result result,
            String actor,
            String subject,
            long millis,
            String said,
            String ending)
            implements ActivityRow {}

    /// A row that is being read.
    record Pending() implements ActivityRow {}

    /// A row that is no longer kept.
    record Gone() implements ActivityRow {}

    static ActivityRow of(RecordedActivity item) {
        Activity activity = item.activity();
        String arguments = activity.detail().path("arguments").asString("");
        return new Loaded(
                item.seq(),
                activity.at(),
                activity.kind(),
                activity.result(),
                activity.actor(),
                activity.subject(),
                activity.millis(),
                activity.text().isEmpty() ? values(arguments) : activity.text(),
                activity.detail().path("ending").asString(""));
    }

    /// The values of arguments, without their names: a line has room for little.
    private static String values(String arguments) {
        return arguments
                .lines()
                .limit(6)
                .map(line -> line.strip().replaceFirst("^[^\\s\":]+: ?", ""))
                .map(line -> line.replaceFirst("^\"(.*)\"$", "$1"))
                .filter(line -> !line.isBlank())
                .collect(Collectors.joining(", "));
    }
}
