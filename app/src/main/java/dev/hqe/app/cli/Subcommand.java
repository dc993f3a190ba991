package dev.hqe.app.cli;

import dev.hqe.app.Installation;
import dev.hqe.app.terminal.Station;
import dev.hqe.kernel.json.Json;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/// What every command has: its installation, where it was typed, its streams.
@Command(mixinStandardHelpOptions = true)
abstract class Subcommand implements Callable<Integer> {

    private final Installation installation;

    @Spec private CommandSpec spec;
    private CommandRun run = new CommandRun(List.of(), Station.ofProcess(), null);

    Subcommand(Installation installation) {
        this.installation = installation;
        this.spec = CommandSpec.create(); // picocli sets the real one
    }

    static Path homeDirectory() {
        return ShortWays.home();
    }

    /// Before it does its work.
    final void belongTo(CommandRun one) {
        run = one;
    }

    /// The run of the command line that it is part of.
    final CommandRun commandRun() {
        return run;
    }

    /// Where it was typed.
    final Station station() {
        return run.station();
    }

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
