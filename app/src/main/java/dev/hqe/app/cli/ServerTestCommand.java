package dev.hqe.app.cli;

import dev.hqe.app.Installation;
import dev.hqe.mcp.McpException;
import dev.hqe.mcp.ToolDefinition;
import dev.hqe.mcp.client.ClientLimits;
import dev.hqe.mcp.config.HostedServerConfig;
import dev.hqe.mcp.host.ServerStatus;
import dev.hqe.mcp.oauth.OAuthException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "test",
        description = {
            "Starts a server, lists what it offers, and stops it; says what is wrong if it does not"
                    + " start.",
            "A running workbench is left alone."
        })
final class ServerTestCommand extends Subcommand {

    private static final int SHOWN_LINES = 20;

    @Parameters(paramLabel = "NAME", description = "As 'hqe server list' shows it.")
    private String name = "";

    ServerTestCommand(Installation installation) {
        super(installation);
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        HostedServerConfig server = ServerFiles.read(homeDirectory(), installation()).require(name);
        if (server.disabled()) {
            throw new Failures.BadInput(
                    "server '" + name + "' is disabled: take \"disabled\" out of mcp.json first");
        }
        long began = System.nanoTime();
        try (ServerTrial trial =
                new ServerTrial(
                        homeDirectory(),
                        installation(),
                        server,
                        page -> {
                            throw new OAuthException(
                                    "it wants a person to sign in. Run: hqe server login " + name);
                        },
                        ClientLimits.DEFAULT)) {
            try {
                trial.host().connect(server.name());
            } catch (McpException e) {
                err().println("hqe: " + Foreign.text(String.valueOf(e.getMessage())));
                said(trial.host().status(server.name()));
                return Failures.FAILED;
            }
            Duration took = Duration.ofNanos(System.nanoTime() - began);
            print(trial, trial.host().status(server.name()), took);
            return Failures.DONE;
        }
    }

    private void print(ServerTrial trial, ServerStatus status, Duration took) {
        out().println(
                        name
                                + " works: "
                                + Foreign.text(status.speaks())
                                + ", connected in "
                                + took.toMillis()
                                + " ms");
        List<ToolDefinition> tools =
                trial.host().tools().stream().map(tool -> tool.definition()).toList();
        out().println(
                        "tools: "
                                + tools.size()
                                + ", prompts: "
                                + status.prompts()
                                + ", resources: "
                                + status.resources());
        tools.forEach(tool -> out().println("  " + tool.name() + "  " + firstLine(tool)));
    }

    private static String firstLine(ToolDefinition tool) {
        String line = Foreign.text(tool.description().lines().findFirst().orElse(""));
        return line.length() <= 100 ? line : line.substring(0, 100) + "...";
    }

    private void said(ServerStatus status) {
        List<String> lines = status.stderr();
        if (!lines.isEmpty()) {
            err().println("It said on standard error:");
            lines.stream()
                    .skip(Math.max(0, lines.size() - SHOWN_LINES))
                    .forEach(line -> err().println("  " + Foreign.text(line)));
        }
    }
}
