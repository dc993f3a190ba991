package dev.hqe.app.cli;

import dev.hqe.app.Hosting;
import dev.hqe.app.Installation;
import dev.hqe.app.server.ServerFiles;
import dev.hqe.kernel.json.Suggestion;
import dev.hqe.mcp.config.ServerName;
import dev.hqe.mcp.config.TextDiff;
import dev.hqe.mcp.host.Difference;
import dev.hqe.mcp.host.ServerPins;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "accept",
        description = {
            "Says yes to tools of a server that are new, or other ones than before. Until then they"
                    + " are neither listed nor called.",
            "Shows what has changed first. A running workbench takes it on within a second."
        },
        footer = {"", "Example: hqe server accept tickets search"})
final class ServerAcceptCommand extends Subcommand {

    @Parameters(index = "0", paramLabel = "NAME", description = "As 'hqe server list' shows it.")
    private String name = "";

    @Parameters(
            index = "1..*",
            paramLabel = "TOOL",
            description = "Tools, as the server calls them.")
    private List<String> tools = new ArrayList<>();

    @Option(names = "--all", description = "All tools of it that wait.")
    private boolean all;

    @Option(
            names = {"-y", "--yes"},
            description = "Do not ask.")
    private boolean yes;

    ServerAcceptCommand(Installation installation) {
        super(installation);
    }

    @Override
    public Integer call() {
        ServerName server = ServerFiles.require(homeDirectory(), installation(), name).name();
        ServerPins pins = new ServerPins(homeDirectory().resolve(Hosting.FOLDER), server);
        List<Difference> waiting = pins.known().quarantined();
        if (waiting.isEmpty()) {
            out().println("no tool of " + name + " waits for a yes");
            return Failures.DONE;
        }
        if (all && !tools.isEmpty()) {
            throw new Failures.BadInput("name tools or say --all, not both");
        }
        List<Difference> chosen = tools.isEmpty() ? waiting : chosen(waiting);
        chosen.forEach(this::print);
        out().flush();
        if (yes && tools.isEmpty() && !all) {
            throw new Failures.BadInput("--yes needs the tools by name, or --all");
        }
        if (!yes && !Consent.given("Accept " + names(chosen) + "?")) {
            out().println("nothing was accepted");
            return Failures.FAILED;
        }
        pins.accept(chosen);
        out().println("accepted " + names(chosen));
        return Failures.DONE;
    }

    private List<Difference> chosen(List<Difference> waiting) {
        List<String> names = waiting.stream().map(Difference::tool).toList();
        List<Difference> chosen = new ArrayList<>();
        for (String tool : tools) {
            chosen.add(
                    waiting.stream()
                            .filter(one -> one.tool().equals(tool))
                            .findFirst()
                            .orElseThrow(() ->
                                    new Failures.BadInput(
                                            "tool '"
                                                    + tool
                                                    + "' does not wait for a yes"
                                                    + Suggestion.among(tool, names)
                                                    + ". Waiting: "
                                                    + String.join(", ", names))));
        }
        return chosen;
    }

    private static String names(List<Difference> some) {
        return Foreign.text(String.join(", ", some.stream().map(Difference::tool).toList()));
    }

    private void print(Difference one) {
        out().println(
                        Foreign.text(one.tool())
                                + (one.before().isPresent() ? "  has changed" : "  is new")
                                + "  sha256 "
                                + one.sha256());
        TextDiff.lines(one.before().orElse(""), one.now())
                .forEach(line -> out().println("  " + Foreign.text(line)));
    }
}
