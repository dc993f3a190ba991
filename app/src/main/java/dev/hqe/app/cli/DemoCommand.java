package dev.hqe.app.cli;

import dev.hqe.app.Installation;
import dev.hqe.app.demo.Demo;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "demo",
        description = {
            "Shows the main job on a folder of yours, in a temporary data directory: files in, an"
                    + " agent connects by MCP, a sandboxed tool of a Topic answers it."
        })
final class DemoCommand extends Subcommand {

    @Parameters(
            arity = "0..1",
            paramLabel = "DIR",
            description =
                    "Which folder (default: the source folder of this program, else the current one).")
    private Path folder = Path.of(System.getProperty("hqe.source", "."));

    @Option(names = "--keep", description = "Keep the temporary data directory.")
    private boolean keep;

    DemoCommand(Installation installation) {
        super(installation);
    }

    @Override
    public Integer call() throws Exception {
        if (folder.toString().isEmpty() || !Files.isDirectory(folder)) {
            throw new Failures.BadInput(
                    "'"
                            + folder
                            + "': "
                            + (Files.exists(folder) && !folder.toString().isEmpty()
                                    ? "is a file"
                                    : "there is no such folder")
                            + ". Give a folder to look through: hqe demo DIR");
        }
        Demo demo = new Demo(installation(), folder.toAbsolutePath().normalize(), out(), station());
        return demo.run(keep) ? Failures.DONE : Failures.FAILED;
    }
}
