package dev.hqe.app.cli;

import dev.hqe.app.Installation;
import dev.hqe.app.Workbench;
import dev.hqe.app.terminal.SourceRunner;
import dev.hqe.ingestion.source.Source;
import dev.hqe.ingestion.source.SourceName;
import dev.hqe.ingestion.source.SourceReport;
import dev.hqe.ingestion.source.SourceSpec;
import dev.hqe.ingestion.source.Sources.Preview;
import dev.hqe.kernel.entity.Entity;
import dev.hqe.kernel.json.Json;
import dev.hqe.kernel.topic.Topic;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
            "Adds a file, a folder or an HTTP API as a source: its records become entities of a Topic."
                    + " It is read when it is run, at once with --run, or again and again with"
                    + " --every; a folder with --watch is followed as long as a workbench runs.",
            "With --preview nothing is added: the first records are shown as the entities that they"
                    + " would become.",
            "With --from it is one that the Topic proposes, in its sources/NAME.yaml; the path or the"
                    + " url is the one given here. A path that the Topic proposes is used only with"
                    + " --accept-path, a url with --accept-url or if the Topic was granted its host."
        },
        footer = {
            "",
            "Example: hqe source add prices.csv --topic finance --kind Price --map 'id=.symbol' --preview 3",
            "Example: hqe source add ~/notes --topic notes --include '*.md' --watch --run",
            "Example: hqe source add https://api.example.com/v1/prices --topic finance --kind Price"
                    + " --records .items --auth bearer:example-key --every 15m"
        })
final class SourceAddCommand extends WorkbenchCommand {

    @Parameters(
            paramLabel = "[NAME] PATH|URL",
            arity = "0..2",
            description =
                    "The file, the folder or the address, and before it a name if it shall have one.")
    private List<String> what = new ArrayList<>();

    @Option(
            names = {"-t", "--topic"},
            paramLabel = "TOPIC",
            required = true,
            description = "The Topic that its records belong to.")
    private String topicName = "";

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "Its name; by the file or the address unless given.")
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
            names = "--accept-url",
            description = "Ask the address that the Topic proposes, with the secret that it names.")
    private boolean acceptUrl;

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
    @Mixin private SourceOptions more = new SourceOptions();

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
        SourceSpec wanted = options.spec(json(topic), more, topic);
        SourceSpec spec = workbench.sources().withId(wanted);
        SourceName named = name(spec);
        if (preview > 0) {
            return show(workbench.sources().preview(named, topic, spec, preview), spec);
        }
        Source source = workbench.sources().add(named, topic, spec);
        if (!run) {
            if (json) {
                printJson(SourceView.json(workbench, source));
            } else {
                out().println(SourceView.line(workbench, source));
                out().println(next(workbench, source));
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

    private static String next(Workbench workbench, Source source) {
        if (workbench.watches().state(source.name()).isPresent()) {
            return "It is followed from now on.";
        }
        String run = "hqe source run " + source.name();
        return source.spec().every().isPresent()
                ? "It is run by itself while a workbench runs; at once with: " + run
                : "Run it with: " + run;
    }

    private ObjectNode json(Topic topic) {
        Optional<String> named = what.stream().reduce((first, last) -> last);
        if (from != null) {
            return SourceProposal.of(topic, from)
                    .with(named, acceptPath, acceptUrl, more.hasAuth(), station());
        }
        ObjectNode typed =
                named.map(place -> SourcePlace.json(place, station()))
                        .orElseThrow(() ->
                                new Failures.BadInput(
                                        "give the path or the url to add, or --from a source of"
                                                + " the Topic"));
        if (typed.path("type").asString().equals("folder")) {
            IngestCommand.refuseOwnHome(Path.of(typed.path("path").asString()), homeDirectory());
        }
        return typed;
    }

    private SourceName name(SourceSpec spec) {
        try {
            if (name != null || what.size() > 1) {
                return new SourceName(name != null ? name : what.getFirst());
            }
            return from != null
                    ? new SourceName(from)
                    : SourceName.suggested(SourcePlace.lastPart(spec.place()));
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
