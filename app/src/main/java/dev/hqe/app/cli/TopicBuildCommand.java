package dev.hqe.app.cli;

import dev.hqe.app.Installation;
import dev.hqe.app.topic.TopicBuild;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "build",
        description = {
            "Compiles the programs of a Topic folder to Wasm: runs its build.sh or, if it has none,"
                    + " compiles src/Main.java and what lies beside it, which needs nothing else to"
                    + " be installed.",
            "A build.sh runs as you, not in the sandbox. Build only what you would run."
        })
final class TopicBuildCommand extends Subcommand {

    @Parameters(
            paramLabel = "DIR",
            arity = "0..1",
            description = "The Topic's folder; this one unless given.")
    private Path folder = Path.of("");

    TopicBuildCommand(Installation installation) {
        super(installation);
    }

    @Override
    public Integer call() throws InterruptedException {
        builder(installation())
                .build(
                        TopicFolders.require(folder),
                        text -> {
                            err().print(text);
                            err().flush();
                        })
                .forEach(one -> out().println(line(one)));
        return Failures.DONE;
    }

    static TopicBuild builder(Installation installation) {
        Path lib = Optional.ofNullable(installation.folder()).orElse(Path.of("")).resolve("lib");
        String searchPath = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return new TopicBuild(lib.resolve("topic-build"), searchPath);
    }

    static String line(TopicBuild.Built one) {
        return "built " + one.program() + "  (" + Math.ceilDiv(one.bytes(), 1024) + " KiB)";
    }
}
