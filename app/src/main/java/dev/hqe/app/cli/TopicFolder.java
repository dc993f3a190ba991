package dev.hqe.app.cli;

import dev.hqe.app.Workbench;
import dev.hqe.kernel.topic.Topic;
import java.nio.file.Path;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// A folder of files and the Topic that has them as entities.
final class TopicFolder {

    @Parameters(paramLabel = "DIR", description = "The folder.")
    private Path path = Path.of("");

    @Option(
            names = {"-t", "--topic"},
            paramLabel = "TOPIC",
            required = true,
            description = "The Topic that its files belong to, such as code_audit.")
    private String topic = "";

    /// As it was given.
    Path path() {
        return path;
    }

    Topic topic(Workbench workbench) {
        return workbench.topics().require(topic);
    }
}
