package dev.hqe.app.cli;

import dev.hqe.app.Installation;
import dev.hqe.app.server.ServerFiles;
import dev.hqe.kernel.json.Json;
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
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

@Command(
        name = "test",
        description = {
            "Starts a server, lists what it offers, and stops it; says what is wrong if it does not"
                    + " start.",
            "A running workbench is left alone, and nothing is accepted by it: what the server offers"
                    + " when an agent first needs it counts as what you added.",
            "What the server said is kept: hqe server logs NAME."
        })
final class ServerTestCommand extends Subcommand {

    private static final int SHOWN_LINES = 20;

    @Parameters(paramLabel = "NAME", description = "As 'hqe server list' shows it.")
    private String name = "";

    @Option(names = "--json", description = "Print the answer as JSON.")
    private boolean json;

    ServerTestCommand(Installation installation) {
        super(installation);
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        HostedServerConfig server = ServerFiles.require(homeDirectory(), installation(), name);
        if (server.disabled()) {
            throw new Failures.BadInput(
                    "server '" + name + "' is disabled: take \"disabled\" out of mcp.json first");
        }
        OwnWords.instead(OwnWords.HOSTED_SERVER);
        long began = System.nanoTime();
        try (TerminalTrial trial =
                new TerminalTrial(
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
                String message = String.valueOf(e.getMessage());
                List<String> said = trial.host().status(server.name()).stderr();
                if (json) {
                    printJson(toJson(message, said));
                }
                err().println("hqe: " + Foreign.text(message));
                said(message, said);
                return Failures.FAILED;
            }
            Duration took = Duration.ofNanos(System.nanoTime() - began);
            List<ToolDefinition> tools =
                    trial.host().tools().stream().map(tool -> tool.definition()).toList();
            ServerStatus status = trial.host().status(server.name());
            if (json) {
                printJson(toJson(status, tools, took));
            } else {
                print(status, tools, took);
            }
            return Failures.DONE;
        }
    }

    private ObjectNode toJson(String message, List<String> said) {
        ObjectNode answer = Json.object().put("name", name).put("works", false);
        answer.put("message", message);
        said.forEach(answer.putArray("stderr")::add);
        return answer;
    }

    private ObjectNode toJson(ServerStatus status, List<ToolDefinition> tools, Duration took) {
        ObjectNode answer = Json.object().put("name", name).put("works", true);
        answer.put("speaks", status.speaks());
        answer.put("millis", took.toMillis());
        answer.put("prompts", status.prompts());
        answer.put("resources", status.resources());
        ArrayNode list = answer.putArray("tools");
        tools.forEach(tool -> list.add(tool.toJson()));
        return answer;
    }

    private void print(ServerStatus status, List<ToolDefinition> tools, Duration took) {
        out().println(
                        name
                                + " works: "
                                + Foreign.text(status.speaks())
                                + ", connected in "
                                + took.toMillis()
                                + " ms");
        out().println(
                        "tools: "
                                + tools.size()
                                + ", prompts: "
                                + status.prompts()
                                + ", resources: "
                                + status.resources());
        tools.forEach(tool -> out().println("  " + tool.name() + "  " + firstLine(tool)));
        out().println("This was a test and accepted nothing; the first use in the workbench does.");
    }

    private static String firstLine(ToolDefinition tool) {
        String line = Foreign.text(tool.description().lines().findFirst().orElse(""));
        return line.length() <= 100 ? line : line.substring(0, 100) + "...";
    }

    private void said(String message, List<String> lines) {
        if (lines.stream().anyMatch(line -> !message.contains(line.strip()))) {
            err().println("It said on standard error:");
            lines.stream()
                    .skip(Math.max(0, lines.size() - SHOWN_LINES))
                    .forEach(line -> err().println("  " + Foreign.text(line)));
        }
    }
}
