package dev.hqe.app.cli;

import dev.hqe.app.Installation;
import dev.hqe.app.Workbench;
import dev.hqe.app.terminal.SourceRunner;
import dev.hqe.ingestion.source.Source;
import dev.hqe.ingestion.source.SourceFiles;
import dev.hqe.ingestion.source.SourceFiles.Proposed;
import dev.hqe.ingestion.source.SourceName;
import dev.hqe.ingestion.source.SourceReport;
import dev.hqe.ingestion.source.SourceSpec;
import dev.hqe.ingestion.source.SourceSpec.FileSource;
import dev.hqe.ingestion.source.SourceSpec.FolderSource;
import dev.hqe.ingestion.source.Sources.Preview;
import dev.hqe.kernel.entity.Entity;
import dev.hqe.kernel.json.Json;
import dev.hqe.kernel.json.Suggestion;
import dev.hqe.kernel.topic.Topic;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

@Command(
        name = "add",
        description = {
            "Adds a file or a folder as a source: its records become entities of a Topic. It is read"
                    + " when it is run, or at once with --run; a folder with --watch is followed as"
                    + " long as a workbench runs.",
            "With --preview nothing is added: the first records are shown as the entities that they"
                    + " would become.",
            "With --from it is one that the Topic proposes, in its sources/NAME.yaml; the path is the"
                    + " one given here. The path that the Topic proposes is used only with"
                    + " --accept-path."
        },
        footer = {
            "",
            "Example: hqe source add prices.csv --topic finance --kind Price --map 'id=.symbol' --preview 3",
            "Example: hqe source add ~/notes --topic notes --include '*.md' --watch --run"
        })
final class SourceAddCommand extends WorkbenchCommand {

    @Parameters(paramLabel = "PATH", arity = "0..1", description = "The file or folder.")
    private @Nullable Path file;

    @Option(
            names = {"-t", "--topic"},
            paramLabel = "TOPIC",
            required = true,
            description = "The Topic that its records belong to.")
    private String topicName = "";

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "Its name; by the file unless given.")
    private @Nullable String name;

    @Option(
            names = "--from",
            paramLabel = "NAME",
            description = "A source that the Topic proposes.")
    private @Nullable String from;

    @Option(
            names = "--accept-path",
            description = "Read the file that the Topic proposes; it is shown by --preview.")
    private boolean acceptPath;

    @Option(
            names = "--preview",
            paramLabel = "N",
            description = "Show the first N entities, 1 to 100, and add nothing.")
    private int preview;

    @Option(names = "--run", description = "Run it at once.")
    private boolean run;

    @Option(names = "--json", description = "Print the result as JSON.")
    private boolean json;

    @Mixin private SpecOptions options = new SpecOptions();

    SourceAddCommand(Installation installation) {
        super(installation);
    }

    @Override
    boolean takesLong() {
        return run;
    }

    @Override
    int run(Workbench workbench) {
        if (preview < 0 || preview > 100) {
            throw new Failures.BadInput("--preview takes 1 to 100");
        }
        Topic topic = workbench.topics().require(topicName);
        SourceSpec wanted = from == null ? ofFile(topic) : ofTopic(topic, from);
        SourceSpec spec = workbench.sources().withId(wanted);
        SourceName named = name(spec);
        if (preview > 0) {
            return show(workbench.sources().preview(named, topic, spec, preview), spec);
        }
        Source source = workbench.sources().add(named, topic, spec);
        if (!run) {
            if (json) {
                printJson(source.toJson());
            } else {
                out().println(SourceCommand.line(source));
                boolean followed = workbench.watches().state(source.name()).isPresent();
                out().println(
                                followed
                                        ? "It is followed from now on."
                                        : "Run it with: hqe source run " + source.name());
            }
            return Failures.DONE;
        }
        SourceReport report = SourceRunner.run(workbench, source, station());
        if (json) {
            printJson(report.toJson());
            return SourceCommand.exitCode(report);
        }
        return SourceCommand.tell(report, out(), err());
    }

    private SourceSpec ofFile(Topic topic) {
        if (file == null) {
            throw new Failures.BadInput("give the file to add, or --from a source of the Topic");
        }
        Path absolute = absolute(file);
        IngestCommand.refuseOwnHome(absolute, homeDirectory());
        return Files.isDirectory(absolute)
                ? options.ofFolder(absolute, topic)
                : options.spec(absolute, topic);
    }

    private SourceSpec ofTopic(Topic topic, String wanted) {
        List<Proposed> proposed = SourceFiles.read(topic, topic.id().value());
        List<String> names = proposed.stream().map(one -> one.name().value()).toList();
        Proposed one =
                proposed.stream()
                        .filter(each -> each.name().value().equals(wanted))
                        .findFirst()
                        .orElseThrow(() ->
                                new Failures.BadInput(
                                        "Topic '"
                                                + topic.id()
                                                + "' proposes no source '"
                                                + wanted
                                                + "'"
                                                + Suggestion.among(wanted, names)
                                                + ". It proposes: "
                                                + names));
        return switch (options.spec(one.spec())) {
            case FileSource spec -> spec.withPath(path(spec.path()));
            case FolderSource spec -> spec.withPath(path(spec.path()));
        };
    }

    /// A Topic says which file it would like, a person says which file it gets.
    private Path path(Path proposed) {
        if (file != null) {
            return absolute(file);
        }
        if (proposed.toString().isEmpty()) {
            throw new Failures.BadInput("the Topic proposes no path; give the one to read");
        }
        Path absolute = absolute(proposed);
        if (!acceptPath) {
            throw new Failures.BadInput(
                    "the Topic proposes to read "
                            + Foreign.text(absolute.toString())
                            + ". Give the path to read, or --accept-path if it is this one.");
        }
        return absolute;
    }

    private Path absolute(Path typed) {
        return station().resolve(typed).normalize();
    }

    private SourceName name(SourceSpec spec) {
        try {
            if (name != null) {
                return new SourceName(name);
            }
            return from != null
                    ? new SourceName(from)
                    : SourceName.suggested(String.valueOf(Path.of(spec.place()).getFileName()));
        } catch (IllegalArgumentException e) {
            throw new Failures.BadInput(String.valueOf(e.getMessage()));
        }
    }

    private int show(Preview shown, SourceSpec spec) {
        if (json) {
            ObjectNode answer = Json.object();
            answer.set("spec", spec.toJson());
            ArrayNode entities = answer.putArray("entities");
            shown.entities().forEach(entity -> entities.add(toJson(entity)));
            shown.unfit().forEach(answer.putArray("unfit")::add);
            shown.notices().forEach(answer.putArray("notices")::add);
            printJson(answer);
        } else {
            shown.entities()
                    .forEach(entity ->
                            out().println(
                                            entity.kind()
                                                    + "  "
                                                    + Foreign.text(entity.id().value())
                                                    + "  "
                                                    + Foreign.text(entity.data().toString())));
            shown.unfit().forEach(one -> out().println("does not fit: " + Foreign.text(one)));
            shown.notices().forEach(one -> err().println("hqe: note: " + Foreign.text(one)));
            if (shown.entities().isEmpty() && shown.unfit().isEmpty()) {
                out().println("there are no records in it");
            }
        }
        return shown.unfit().isEmpty() ? Failures.DONE : Failures.FAILED;
    }

    private static ObjectNode toJson(Entity entity) {
        ObjectNode json = Json.object();
        json.put("id", entity.id().value());
        json.put("kind", entity.kind().value());
        json.set("data", entity.data());
        json.put("created_at", entity.createdAt().toString());
        return json;
    }
}
