package dev.hqe.app.cli;

import dev.hqe.app.Installation;
import dev.hqe.app.Workbench;
import dev.hqe.app.terminal.SourceRunner;
import dev.hqe.ingestion.source.Source;
import dev.hqe.ingestion.source.SourceReport;
import dev.hqe.ingestion.source.SourceTiming;
import dev.hqe.kernel.json.Json;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

@Command(
        name = "source",
        description = {
            "Where data comes from: adds files, folders and HTTP APIs whose records become entities of a"
                    + " Topic, and runs them."
        },
        subcommands = {
            SourceCommand.ListSources.class,
            SourceCommand.Show.class,
            SourceAddCommand.class,
            SourceEditCommand.class,
            SourceCommand.Run.class,
            SourceCommand.Pause.class,
            SourceCommand.Resume.class,
            SourceCommand.Remove.class,
            CommandLine.HelpCommand.class
        })
final class SourceCommand extends Subcommand {

    SourceCommand(Installation installation) {
        super(installation);
    }

    @Override
    public Integer call() {
        printUsage();
        return Failures.BAD_INPUT;
    }

    /// What a run has done, and its exit code.
    static int tell(SourceReport report, PrintWriter out, PrintWriter err) {
        out.println(SourceRunner.summary(report));
        report.notices().forEach(notice -> err.println("hqe: note: " + Foreign.text(notice)));
        switch (report.outcome()) {
            case COMPLETED -> {}
            case CANCELLED ->
                    err.println(
                            "hqe: stopped; what is stored stays, and the next run goes on from there");
            case FAILED -> err.println("hqe: " + Foreign.text(report.failure()));
        }
        return exitCode(report);
    }

    static int exitCode(SourceReport report) {
        return report.outcome() == SourceReport.Outcome.COMPLETED ? Failures.DONE : Failures.FAILED;
    }

    @Command(name = "list", description = "Lists the sources.")
    static final class ListSources extends WorkbenchCommand {

        @Option(names = "--json", description = "Print the list as JSON.")
        private boolean json;

        ListSources(Installation installation) {
            super(installation);
        }

        @Override
        int run(Workbench workbench) {
            List<Source> sources = workbench.sources().list();
            if (json) {
                ObjectNode answer = Json.object();
                ArrayNode list = answer.putArray("sources");
                sources.forEach(source -> list.add(SourceView.json(workbench, source)));
                printJson(answer);
                return Failures.DONE;
            }
            if (sources.isEmpty()) {
                out().println("No sources. Add one with: hqe source add PATH|URL --topic TOPIC");
            }
            for (Source source : sources) {
                out().println(SourceView.line(workbench, source));
                String problem = SourceView.problem(workbench, source);
                if (!problem.isEmpty()) {
                    out().println("    " + problem);
                }
            }
            return Failures.DONE;
        }
    }

    /// A command about one source.
    abstract static class OfOne extends WorkbenchCommand {

        @Parameters(paramLabel = "NAME", description = "As 'hqe source list' shows it.")
        private String name = "";

        @Option(names = "--json", description = "Print the result as JSON.")
        private boolean json;

        OfOne(Installation installation) {
            super(installation);
        }

        @Override
        final int run(Workbench workbench) {
            return run(workbench, workbench.sources().require(name));
        }

        abstract int run(Workbench workbench, Source source);

        final boolean isJson() {
            return json;
        }

        /// Says how it is now.
        final int show(Workbench workbench, Source source) {
            Source now = workbench.sources().require(source.name().value());
            if (json) {
                printJson(SourceView.json(workbench, now));
            } else {
                out().println(SourceView.line(workbench, now));
            }
            return Failures.DONE;
        }
    }

    @Command(
            name = "show",
            description = "Shows a source: what it reads, how it maps, its last run.")
    static final class Show extends OfOne {

        Show(Installation installation) {
            super(installation);
        }

        @Override
        int run(Workbench workbench, Source source) {
            if (isJson()) {
                return show(workbench, source);
            }
            out().println(SourceView.line(workbench, source));
            out().println(
                            Foreign.text(
                                    Json.MAPPER
                                            .writerWithDefaultPrettyPrinter()
                                            .writeValueAsString(source.spec().toJson())));
            if (source.resumeAfter() > 0) {
                out().println("its next run goes on behind record " + source.resumeAfter());
            }
            SourceTiming timing = workbench.sources().timing(source);
            timing.next().ifPresent(next -> out().println("next run: " + next));
            if (!timing.problem().isEmpty()) {
                out().println(
                                "failed "
                                        + timing.failures()
                                        + (timing.failures() == 1 ? " time: " : " times: ")
                                        + Foreign.text(timing.problem()));
            }
            source.lastRun()
                    .ifPresent(run -> out().println("last run: " + Foreign.text(run.toString())));
            return Failures.DONE;
        }
    }

    @Command(
            name = "run",
            description = {
                "Reads a source and stores what has changed. A run that was stopped goes on where it"
                        + " was."
            })
    static final class Run extends OfOne {

        @Option(
                names = "--anew",
                description = {
                    "Begin at the beginning, and ask an API for everything, whatever the last run has"
                            + " read."
                })
        private boolean anew;

        Run(Installation installation) {
            super(installation);
        }

        @Override
        boolean takesLong() {
            return true;
        }

        @Override
        int run(Workbench workbench, Source source) {
            if (anew) {
                workbench.sources().restart(source);
            }
            SourceReport report = SourceRunner.run(workbench, source, station());
            if (isJson()) {
                printJson(report.toJson());
                return exitCode(report);
            }
            return tell(report, out(), err());
        }
    }

    @Command(
            name = "pause",
            description = "Stops a source, and lets it run no more until it is resumed.")
    static final class Pause extends OfOne {

        Pause(Installation installation) {
            super(installation);
        }

        @Override
        int run(Workbench workbench, Source source) {
            workbench.sources().pause(source);
            return show(workbench, source);
        }
    }

    @Command(name = "resume", description = "Lets a paused source run again.")
    static final class Resume extends OfOne {

        Resume(Installation installation) {
            super(installation);
        }

        @Override
        int run(Workbench workbench, Source source) {
            workbench.sources().resume(source);
            return show(workbench, source);
        }
    }

    @Command(
            name = "remove",
            description = {
                "Removes a source and its dead letters. What was stored from it stays unless --forget"
                        + " is given."
            })
    static final class Remove extends OfOne {

        @Option(names = "--forget", description = "Also delete the entities that it has stored.")
        private boolean forget;

        Remove(Installation installation) {
            super(installation);
        }

        @Override
        int run(Workbench workbench, Source source) {
            long deleted = workbench.sources().remove(source, forget);
            if (isJson()) {
                printJson(
                        Json.object()
                                .put("removed", source.name().value())
                                .put("deleted", deleted));
            } else {
                out().println(
                                "removed "
                                        + source.name()
                                        + (forget ? "; " + deleted + " entities deleted" : ""));
            }
            return Failures.DONE;
        }
    }
}
