package dev.hqe.app.cli;

import dev.hqe.app.Workbench;
import dev.hqe.ingestion.source.Source;
import dev.hqe.ingestion.source.Source.State;
import dev.hqe.ingestion.source.SourceTiming;
import dev.hqe.ingestion.watch.WatchState;
import java.time.Duration;
import java.time.Instant;
import tools.jackson.databind.node.ObjectNode;

/// A source as commands show it.
final class SourceView {

    private static final int MAX_PROBLEM = 160;

    private SourceView() {}

    /// On one line.
    static String line(Workbench workbench, Source source) {
        SourceTiming timing = workbench.sources().timing(source);
        String last =
                source.lastRun()
                        .map(run -> "last run " + run.path("outcome").asString())
                        .orElse("never run");
        return source.name()
                + "  "
                + source.topicId()
                + "  "
                + source.state().word()
                + "  "
                + (workbench.sources().running(source.name()).isPresent() ? "runs now" : last)
                + "  "
                + next(source, timing)
                + Foreign.text(source.spec().place())
                + workbench.watches().state(source.name()).map(SourceView::followed).orElse("");
    }

    private static String followed(WatchState state) {
        String note = state.note().isEmpty() ? "" : ": " + Foreign.text(state.note());
        return "  (" + state.mode().word().replace('_', ' ') + note + ")";
    }

    /// What is wrong with it; empty if nothing is.
    static String problem(Workbench workbench, Source source) {
        SourceTiming timing = workbench.sources().timing(source);
        if (timing.problem().isEmpty()) {
            return "";
        }
        String why = Foreign.text(timing.problem());
        String times =
                timing.failures() > 1 ? "failed " + timing.failures() + " times: " : "failed: ";
        return times + (why.length() > MAX_PROBLEM ? why.substring(0, MAX_PROBLEM) + "..." : why);
    }

    private static String next(Source source, SourceTiming timing) {
        if (source.spec().every().isEmpty() || source.state() != State.ACTIVE) {
            return "";
        }
        return timing.next()
                .map(at -> Duration.between(Instant.now(), at))
                .map(left -> left.isPositive() ? "next in " + rounded(left) + "  " : "due  ")
                .orElse("due  ");
    }

    private static String rounded(Duration left) {
        if (left.compareTo(Duration.ofMinutes(2)) < 0) {
            return left.toSeconds() + " s";
        }
        if (left.compareTo(Duration.ofHours(2)) < 0) {
            return left.toMinutes() + " min";
        }
        return left.compareTo(Duration.ofDays(2)) < 0
                ? left.toHours() + " h"
                : left.toDays() + " d";
    }

    /// As `--json` prints it: [Source#toJson] with `running`, `next_run`, `failures`, `problem`
    /// and, of a folder that is followed, `watch`.
    static ObjectNode json(Workbench workbench, Source source) {
        SourceTiming timing = workbench.sources().timing(source);
        ObjectNode json = source.toJson();
        json.put("running", workbench.sources().running(source.name()).isPresent());
        if (source.spec().every().isPresent() && source.state() == State.ACTIVE) {
            timing.next().ifPresent(next -> json.put("next_run", next.toString()));
        }
        json.put("failures", timing.failures());
        if (!timing.problem().isEmpty()) {
            json.put("problem", timing.problem());
        }
        workbench
                .watches()
                .state(source.name())
                .ifPresent(state -> json.set("watch", state.toJson()));
        return json;
    }
}
