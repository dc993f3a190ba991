package dev.hqe.app.cli;

import dev.hqe.app.Installation;
import dev.hqe.kernel.access.AccessScope;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/// What a key or a profile opens, as a person says it.
final class ScopeOptions {

    @Option(
            names = {"-t", "--topic"},
            paramLabel = "TOPIC",
            description = "A Topic that it opens. Can be given more than once.")
    private List<String> topics = new ArrayList<>();

    @Option(
            names = "--tool",
            paramLabel = "PATTERN",
            description =
                    "A tool that it opens, such as entities.query or finance.*. Can be given more"
                            + " than once.")
    private List<String> tools = new ArrayList<>();

    AccessScope scope() {
        return AccessScope.of(topics, tools);
    }

    /// Says what of it is not there now. It may be made for what comes later, so this is no
    /// refusal.
    void warn(Path home, Installation installation, PrintWriter err) {
        KnownNames.read(home, installation)
                .unknown(scope())
                .forEach(sentence -> err.println("hqe: warning: " + sentence));
        err.flush();
    }
}
