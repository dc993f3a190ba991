package dev.hqe.app.cli;

import dev.hqe.app.Installation;
import dev.hqe.ingestion.source.SourceFiles;
import dev.hqe.kernel.json.Suggestion;
import dev.hqe.kernel.topic.GoldenCases;
import dev.hqe.kernel.topic.TopicReader;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "schema",
        description = {
            "Prints the JSON Schema that a file of a Topic folder is checked with, for editors that"
                    + " complete and check by it."
        },
        footer = {"", "Example: hqe topic schema topic > topic.schema.json"})
final class TopicSchemaCommand extends Subcommand {

    private static final List<String> FILES = List.of("topic", "tests", "sources");

    @Parameters(
            paramLabel = "FILE",
            arity = "0..1",
            description = {
                "topic, for topic.yaml, tests, for tests/*.yaml, or sources, for sources/*.yaml; topic"
                        + " unless given."
            })
    private String file = "topic";

    TopicSchemaCommand(Installation installation) {
        super(installation);
    }

    @Override
    public Integer call() {
        printJson(
                switch (file) {
                    case "topic" -> TopicReader.publishedSchema().root();
                    case "tests" -> GoldenCases.publishedSchema().root();
                    case "sources" -> SourceFiles.publishedSchema().root();
                    default ->
                            throw new Failures.BadInput(
                                    "there is no schema for '"
                                            + file
                                            + "'"
                                            + Suggestion.among(file, FILES)
                                            + ". There are: "
                                            + String.join(", ", FILES));
                });
        return Failures.DONE;
    }
}
