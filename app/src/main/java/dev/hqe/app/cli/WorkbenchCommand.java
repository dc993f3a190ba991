package dev.hqe.app.cli;

import dev.hqe.app.Installation;
import dev.hqe.app.Workbench;
import dev.hqe.kernel.WorkbenchHome;
import dev.hqe.kernel.json.Json;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/// A command that works on an open workbench.
@Command(mixinStandardHelpOptions = true)
abstract class WorkbenchCommand implements Callable<Integer> {

    private final Installation installation;

    @Spec private CommandSpec spec;

    WorkbenchCommand(Installation installation) {
        this.installation = installation;
        this.spec = CommandSpec.create(); // picocli sets the real one
    }

    static Path homeDirectory() {
        return WorkbenchHome.locate(
                System.getenv(),
                System.getProperty("os.name"),
                Path.of(System.getProperty("user.home")));
    }

    @Override
    public Integer call() throws Exception {
        try (Workbench workbench = Workbench.open(homeDirectory(), installation)) {
            return run(workbench);
        } finally {
            out().flush();
        }
    }

    /// Does the work and says the exit code.
    abstract int run(Workbench workbench) throws Exception;

    final Installation installation() {
        return installation;
    }

    final PrintWriter out() {
        return spec.commandLine().getOut();
    }

    final PrintWriter err() {
        return spec.commandLine().getErr();
    }

    final void printJson(JsonNode json) {
        out().println(Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(json));
    }

    final void printUsage() {
        spec.commandLine().usage(out());
    }
}
