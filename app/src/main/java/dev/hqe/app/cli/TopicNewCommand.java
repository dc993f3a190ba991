package dev.hqe.app.cli;

import dev.hqe.app.Installation;
import dev.hqe.app.topic.AuthoringException;
import dev.hqe.app.topic.Language;
import dev.hqe.app.topic.TopicTemplate;
import dev.hqe.kernel.json.Suggestion;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "new",
        description = {
            "Makes a Topic folder to begin with: one tool with its source, one kind of entity, one"
                    + " prompt, golden cases. Builds it, so that it can be checked and tested at"
                    + " once."
        },
        footer = {"", "Example: hqe topic new weather --lang java"})
final class TopicNewCommand extends Subcommand {

    @Parameters(
            paramLabel = "NAME",
            description = "The new Topic's id: small letters, digits and _, such as weather.")
    private String name = "";

    @Option(
            names = {"-l", "--lang"},
            paramLabel = "LANGUAGE",
            defaultValue = "java",
            description = "Of its program: java, c, assemblyscript, rust or go; java unless given.")
    private String language = "";

    @Option(
            names = {"-d", "--dir"},
            paramLabel = "DIR",
            description = "The folder to make; NAME, here, unless given.")
    private @Nullable Path directory;

    @Option(names = "--no-build", description = "Write the files only.")
    private boolean noBuild;

    TopicNewCommand(Installation installation) {
        super(installation);
    }

    @Override
    public Integer call() throws InterruptedException {
        TopicTemplate template = new TopicTemplate(TopicTemplate.id(name), language());
        Path given = directory == null ? Path.of(name) : directory;
        Path folder = given.toAbsolutePath().normalize();
        template.writeTo(folder);
        out().println("made " + given);
        out().flush();
        boolean built = noBuild || built(folder);
        out().println("Next:");
        if (!built || noBuild) {
            out().println("  hqe topic build " + given);
        }
        out().println("  hqe topic check " + given);
        out().println("  hqe topic test " + given);
        out().println("  hqe topic install " + given);
        return built ? Failures.DONE : Failures.FAILED;
    }

    private Language language() {
        return Arrays.stream(Language.values())
                .filter(one -> one.id().equals(language))
                .findFirst()
                .orElseThrow(() ->
                        new Failures.BadInput(
                                "'"
                                        + language
                                        + "' is no language that there is a template for"
                                        + Suggestion.among(language, Language.ids())
                                        + ". There are: "
                                        + String.join(", ", Language.ids())));
    }

    /// The files are there whether or not their compiler is: that is said, and the way is the same.
    private boolean built(Path folder) throws InterruptedException {
        try {
            TopicBuildCommand.builder(installation())
                    .build(folder, err()::print)
                    .forEach(one -> out().println(TopicBuildCommand.line(one)));
            return true;
        } catch (AuthoringException e) {
            err().println("hqe: " + e.getMessage());
            return false;
        }
    }
}
