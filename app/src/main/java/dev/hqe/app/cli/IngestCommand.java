package dev.hqe.app.cli;

import dev.hqe.app.Installation;
import dev.hqe.app.Workbench;
import dev.hqe.app.terminal.IngestRunner;
import dev.hqe.app.terminal.SourceRunner;
import dev.hqe.ingestion.IngestReport;
import dev.hqe.ingestion.Reason;
import dev.hqe.ingestion.source.Source;
import dev.hqe.ingestion.source.SourceName;
import dev.hqe.ingestion.source.SourceReport;
import dev.hqe.ingestion.source.SourceSpec;
import dev.hqe.kernel.json.Json;
import dev.hqe.kernel.topic.Topic;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ObjectNode;

@Command(
        name = "ingest",
        description = {
            "Stores the text files of a folder as entities of a Topic; its .gitignore files are"
                    + " honoured.",
            "Run again, it stores what has changed and deletes what is gone. What does not become an"
                    + " entity is listed by 'hqe dead-letters'.",
            "A file is added as a source ('hqe source') and run: its records become entities of the"
                    + " kind that --kind says."
        })
final class IngestCommand extends WorkbenchCommand {

    @Mixin private TopicFolder folder = new TopicFolder();

    @Mixin private SpecOptions options = new SpecOptions();

    @Option(names = "--json", description = "Print the report as JSON.")
    private boolean json;

    IngestCommand(Installation installation) {
        super(installation);
    }

    @Override
    boolean takesLong() {
        return true;
    }

    @Override
    int run(Workbench workbench) {
        Path absolute = station().resolve(folder.path());
        refuseOwnHome(absolute, workbench.home().directory());
        Topic topic = folder.topic(workbench);
        if (Files.isRegularFile(absolute)) {
            return ingestFile(workbench, absolute.normalize(), topic);
        }
        if (options.isGiven()) {
            throw new Failures.BadInput(
                    folder.path()
                            + ": is no file; --kind, --map and how it is read are for a file of records");
        }
        IngestReport report = IngestRunner.run(workbench, absolute, topic, station());
        if (json) {
            printJson(toJson(report));
        } else {
            out().println(IngestRunner.summary(report));
        }
        return report.outcome() == IngestReport.Outcome.COMPLETED ? Failures.DONE : Failures.FAILED;
    }

    /// A file that was ingested before, in this way, is the source that it was.
    private int ingestFile(Workbench workbench, Path file, Topic topic) {
        SourceSpec spec = workbench.sources().withId(options.spec(file, topic));
        Source source =
                workbench.sources().list().stream()
                        .filter(one -> one.topicId().equals(topic.id()))
                        .filter(one -> one.spec().equals(spec))
                        .findFirst()
                        .orElseGet(() ->
                                workbench.sources().add(freeName(workbench, file), topic, spec));
        SourceReport done = SourceRunner.run(workbench, source, station());
        if (json) {
            printJson(done.toJson());
            return SourceCommand.exitCode(done);
        }
        return SourceCommand.tell(done, out(), err());
    }

    private static SourceName freeName(Workbench workbench, Path file) {
        SourceName suggested = SourceName.suggested(String.valueOf(file.getFileName()));
        if (workbench.sources().find(suggested.value()).isEmpty()) {
            return suggested;
        }
        String stem = suggested.value().substring(0, Math.min(58, suggested.value().length()));
        return IntStream.iterate(2, n -> n + 1)
                .mapToObj(n -> new SourceName(stem + "-" + n))
                .filter(name -> workbench.sources().find(name.value()).isEmpty())
                .findFirst()
                .orElseThrow();
    }

    static void refuseOwnHome(Path folder, Path home) {
        if (folder.normalize().startsWith(home)) {
            throw new Failures.BadInput(
                    folder + ": is the workbench's own data directory; ingest another folder");
        }
    }

    private static ObjectNode toJson(IngestReport report) {
        ObjectNode json = Json.object();
        json.put("topic", report.topicId().value());
        json.put("folder", report.folder().toString());
        json.put("outcome", report.outcome().name().toLowerCase(Locale.ROOT));
        json.put("found", report.counts().found());
        json.put("created", report.counts().created());
        json.put("updated", report.counts().updated());
        json.put("unchanged", report.counts().unchanged());
        json.put("deleted", report.counts().deleted());
        json.put("skipped", report.counts().skipped());
        json.put("rejected", report.counts().rejected());
        json.put("vanished", report.counts().vanished());
        json.put("ignored", report.counts().ignored());
        json.put("bytes", report.counts().bytes());
        json.put("millis", report.counts().elapsed().toMillis());
        ObjectNode reasons = json.putObject("reasons");
        Map<Reason, Long> sorted = new TreeMap<>(report.reasons());
        sorted.forEach((reason, count) -> reasons.put(reason.word(), count));
        return json;
    }
}
