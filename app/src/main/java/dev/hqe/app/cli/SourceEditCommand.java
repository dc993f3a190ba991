package dev.hqe.app.cli;

import dev.hqe.app.Installation;
import dev.hqe.app.Workbench;
import dev.hqe.ingestion.source.Source;
import dev.hqe.ingestion.source.SourceSpec;
import dev.hqe.ingestion.source.SourceSpec.FileSource;
import dev.hqe.ingestion.source.SourceSpec.FolderSource;
import dev.hqe.ingestion.source.SourceSpec.HttpSource;
import dev.hqe.kernel.topic.Topic;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ObjectNode;

@Command(
        name = "edit",
        description = {
            "Changes a source: what is given, and nothing else. It is checked as 'hqe source add' checks"
                    + " it, and read at its next run, from the beginning if it reads something else.",
            "What was stored stays as it is stored until a run stores it anew."
        },
        footer = {
            "",
            "Example: hqe source edit prices --every 1h --map 'id=.isin'",
        })
final class SourceEditCommand extends SourceCommand.OfOne {

    @Option(
            names = {"--url", "--path", "--file"},
            paramLabel = "PLACE",
            description = "Read another address, file or folder.")
    private @Nullable String place;

    @Mixin private SpecOptions options = new SpecOptions();
    @Mixin private SourceOptions more = new SourceOptions();

    SourceEditCommand(Installation installation) {
        super(installation);
    }

    @Override
    int run(Workbench workbench, Source source) {
        Topic topic = workbench.topics().require(source.topicId().value());
        ObjectNode json = source.spec().toJson();
        String wanted = place;
        if (wanted != null) {
            place(source.spec(), json, wanted);
        }
        SourceSpec spec = options.spec(json, more, topic);
        if (spec.equals(source.spec())) {
            throw new Failures.BadInput(
                    source.name() + ": is so already. Say what to change: hqe source edit --help");
        }
        return show(workbench, workbench.sources().edit(source, topic, spec));
    }

    private void place(SourceSpec spec, ObjectNode json, String wanted) {
        switch (spec) {
            case FileSource _ -> json.put("path", path(wanted, "file"));
            case FolderSource _ -> json.put("path", path(wanted, "folder"));
            case HttpSource _ -> {
                if (!SourcePlace.isUrl(wanted)) {
                    throw ofOtherType("an API", "a file");
                }
                json.put("url", wanted);
            }
        }
    }

    private String path(String wanted, String type) {
        ObjectNode typed = SourcePlace.json(wanted, station());
        String given = typed.path("type").asString();
        if (!given.equals(type)) {
            throw ofOtherType(
                    "a " + type, given.equals("http") ? "the address of an API" : "a " + given);
        }
        return typed.path("path").asString();
    }

    private static Failures.BadInput ofOtherType(String is, String given) {
        return new Failures.BadInput(
                "it reads " + is + " and cannot read " + given + ". Add a source for that.");
    }
}
