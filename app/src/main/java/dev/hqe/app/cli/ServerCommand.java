package dev.hqe.app.cli;

import dev.hqe.app.Hosting;
import dev.hqe.app.Installation;
import dev.hqe.app.server.ServerFiles;
import dev.hqe.kernel.entity.TopicId;
import dev.hqe.kernel.file.FolderTree;
import dev.hqe.kernel.json.Json;
import dev.hqe.kernel.json.Problem;
import dev.hqe.mcp.config.ConfigReference;
import dev.hqe.mcp.config.HostedServerConfig;
import dev.hqe.mcp.config.HostedServerConfig.Http;
import dev.hqe.mcp.config.HostedServerConfig.Stdio;
import dev.hqe.mcp.config.HostedServerConfig.Transport;
import dev.hqe.mcp.config.HostedServers;
import dev.hqe.mcp.config.PluginServers;
import dev.hqe.mcp.config.SecretSniffer;
import dev.hqe.mcp.config.ServerName;
import dev.hqe.mcp.host.ServerPins;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

@Command(
        name = "server",
        description = {
            "Other people's MCP servers that the workbench hosts.",
            "They stand in mcp.json in the data directory; those that Topics bring, in the Topics."
        },
        subcommands = {
            ServerCommand.ListServers.class,
            ServerCommand.Show.class,
            ServerCommand.Add.class,
            ServerCommand.Remove.class,
            ServerImportCommand.class,
            ServerTestCommand.class,
            ServerLoginCommand.class,
            ServerAcceptCommand.class,
            ServerLogsCommand.class,
            ServerRestartCommand.class,
            CommandLine.HelpCommand.class
        })
final class ServerCommand extends Subcommand {

    ServerCommand(Installation installation) {
        super(installation);
    }

    @Override
    public Integer call() {
        printUsage();
        return Failures.BAD_INPUT;
    }

    @Command(name = "list", description = "Lists the servers.")
    static final class ListServers extends Subcommand {

        @Option(names = "--json", description = "Print the list as JSON.")
        private boolean json;

        private static String known(HostedServerConfig server) {
            ServerPins.Known known = pins(server.name()).known();
            int waiting = known.quarantined().size();
            if (!known.seen()) {
                return server.disabled() ? "" : "  (not seen yet)";
            }
            return "  ("
                    + known.tools()
                    + (known.tools() == 1 ? " tool" : " tools")
                    + (waiting == 0
                            ? ""
                            : ", "
                                    + waiting
                                    + " waiting for a yes: hqe server accept "
                                    + server.name())
                    + ")";
        }

        private void cannotBeUsed(String name, List<Problem> problems) {
            out().println(Foreign.text(name) + "  (cannot be used, the others can)");
            problems.forEach(problem -> out().println("  " + Foreign.text(problem.toString())));
        }

        ListServers(Installation installation) {
            super(installation);
        }

        @Override
        public Integer call() {
            HostedServers servers = ServerFiles.read(homeDirectory(), installation());
            List<HostedServerConfig> ofTopics = PluginServers.listed(homeDirectory());
            if (json) {
                ObjectNode answer = Json.object();
                answer.put("file", servers.file().toString());
                ArrayNode list = answer.putArray("servers");
                servers.servers().forEach(server -> list.add(toJson(server)));
                ofTopics.forEach(server -> list.add(toJson(server)));
                ArrayNode broken = answer.putArray("broken");
                servers.broken()
                        .forEach((name, problems) -> {
                            ObjectNode one = broken.addObject().put("name", name);
                            problems.forEach(
                                    problem -> one.withArray("problems").add(problem.toString()));
                        });
                printJson(answer);
                return Failures.DONE;
            }
            servers.broken().forEach(this::cannotBeUsed);
            if (servers.servers().isEmpty() && servers.broken().isEmpty() && ofTopics.isEmpty()) {
                out().println(
                                "No servers. Add one: hqe server add NAME -- COMMAND, or hqe server import FILE");
            }
            servers.servers().forEach(server -> out().println(line(server) + known(server)));
            ofTopics.forEach(server -> out().println(line(server) + known(server)));
            return Failures.DONE;
        }
    }

    @Command(
            name = "show",
            description = "Shows one server. What looks like a secret is not shown.")
    static final class Show extends Subcommand {

        @Parameters(paramLabel = "NAME", description = "As 'hqe server list' shows it.")
        private String name = "";

        @Option(names = "--json", description = "Print it as JSON.")
        private boolean json;

        Show(Installation installation) {
            super(installation);
        }

        @Override
        public Integer call() {
            HostedServerConfig server = ServerFiles.require(homeDirectory(), installation(), name);
            if (json) {
                printJson(toJson(server));
                return Failures.DONE;
            }
            out().println(line(server));
            switch (server) {
                case Stdio stdio -> {
                    stdio.args().forEach(arg -> out().println("  argument  " + masked("", arg)));
                    stdio.env()
                            .forEach((key, value) ->
                                    out().println("  env       " + key + "=" + masked(key, value)));
                    if (stdio.cwd() != null) {
                        out().println("  runs in   " + stdio.cwd());
                    }
                }
                case Http http ->
                        http.headers()
                                .forEach((key, value) ->
                                        out().println(
                                                        "  header    "
                                                                + key
                                                                + ": "
                                                                + masked(key, value)));
            }
            if (!server.autoApprove().isEmpty()) {
                out().println(
                                "  autoApprove (no effect here, see hqe policy): "
                                        + String.join(", ", server.autoApprove()));
            }
            return Failures.DONE;
        }
    }

    @Command(
            name = "add",
            description = {
                "Adds a server: a program, or a URL.",
                "A secret is never given here: store it, then name it with --secret-env or as $${secret:NAME}."
            },
            footer = {
                "",
                "Examples: hqe server add files -- npx -y @modelcontextprotocol/server-filesystem /srv",
                "          hqe server add tickets --url https://example.com/mcp"
            })
    static final class Add extends Subcommand {

        @Parameters(
                index = "0",
                paramLabel = "NAME",
                description = "Letters, digits, _ and -; begins its tools' names.")
        private String name = "";

        @Parameters(
                index = "1..*",
                arity = "0..*",
                paramLabel = "COMMAND",
                description = "The program and its arguments, after --.")
        private List<String> command = List.of();

        @Option(
                names = "--url",
                paramLabel = "URL",
                description = "Where it is, instead of a program.")
        private @Nullable String url;

        @Option(names = "--sse", description = "It speaks the older HTTP+SSE transport.")
        private boolean sse;

        @Option(
                names = "--header",
                paramLabel = "K=V",
                description = "Sent with every request; with --url.")
        private Map<String, String> headers = new LinkedHashMap<>();

        @Option(names = "--env", paramLabel = "K=V", description = "Set for the program.")
        private Map<String, String> env = new LinkedHashMap<>();

        @Option(
                names = "--secret-env",
                paramLabel = "K=SECRET",
                description = "Set for the program to a secret of this name.")
        private Map<String, String> secretEnv = new LinkedHashMap<>();

        @Option(
                names = "--cwd",
                paramLabel = "DIR",
                description = "The folder that the program runs in.")
        private @Nullable Path cwd;

        @Option(names = "--disabled", description = "Keep it, but do not start it.")
        private boolean disabled;

        Add(Installation installation) {
            super(installation);
        }

        @Override
        public Integer call() {
            HostedServerConfig server = server();
            ServerFiles.change(homeDirectory(), installation(), before -> before.plus(server));
            out().println("added " + line(server));
            out().flush();
            MissingSecrets.warn(homeDirectory(), server, err());
            if (!disabled) {
                out().println("see whether it works: hqe server test " + name);
            }
            return Failures.DONE;
        }

        private HostedServerConfig server() {
            if (!ServerName.isValid(name)) {
                throw new Failures.BadInput(
                        "'" + name + "' is not a server name: use 1 to 40 of A-Z a-z 0-9 _ -");
            }
            if ((url == null) == command.isEmpty()) {
                throw new Failures.BadInput("give either -- COMMAND ARGS... or --url URL");
            }
            refuseSecrets("--env", env);
            refuseSecrets("--header", headers);
            if (url != null) {
                if (!env.isEmpty() || !secretEnv.isEmpty() || cwd != null) {
                    throw new Failures.BadInput(
                            "--env, --secret-env and --cwd are for a program, not for --url");
                }
                Transport transport = sse ? Transport.SSE : Transport.STREAMABLE_HTTP;
                return new Http(new ServerName(name), url, transport, headers, disabled, List.of());
            }
            if (!headers.isEmpty() || sse) {
                throw new Failures.BadInput("--header and --sse are for --url, not for a program");
            }
            Map<String, String> variables = new LinkedHashMap<>(env);
            secretEnv.forEach(
                    (key, secret) -> variables.put(key, ConfigReference.secret(secret).toString()));
            return new Stdio(
                    new ServerName(name),
                    command.getFirst(),
                    command.subList(1, command.size()),
                    variables,
                    cwd == null ? null : cwd.toAbsolutePath().normalize().toString(),
                    disabled,
                    List.of());
        }

        private static void refuseSecrets(String option, Map<String, String> values) {
            values.forEach((key, value) ->
                    SecretSniffer.reason(key, value)
                            .ifPresent(why -> {
                                throw new Failures.BadInput(
                                        option
                                                + " "
                                                + key
                                                + ": "
                                                + why
                                                + ", and would stand in mcp.json in clear. Store it (hqe secret set"
                                                + " NAME) and refer to it: "
                                                + (option.equals("--env")
                                                        ? "--secret-env " + key + "=NAME"
                                                        : "'${secret:NAME}'"));
                            }));
        }
    }

    @Command(
            name = "remove",
            description = "Removes a server, and the bundle that it was unpacked from.")
    static final class Remove extends Subcommand {

        @Parameters(paramLabel = "NAME", description = "As 'hqe server list' shows it.")
        private String name = "";

        @Option(
                names = "--forget",
                description =
                        "Forget also which of its tools were accepted, so that a server of this"
                                + " name is a new one. Also for one that was removed before.")
        private boolean forget;

        Remove(Installation installation) {
            super(installation);
        }

        @Override
        public Integer call() throws IOException {
            Optional<TopicId> topic =
                    ServerFiles.ofTopic(homeDirectory(), name).flatMap(HostedServerConfig::topic);
            if (topic.isPresent()) {
                throw new Failures.BadInput(
                        "server '"
                                + name
                                + "' belongs to the Topic '"
                                + topic.get()
                                + "' and stands in its folder, not in mcp.json. To end all that the"
                                + " Topic does: hqe topic revoke "
                                + topic.get());
            }
            HostedServers before = ServerFiles.read(homeDirectory(), installation());
            Optional<HostedServerConfig> server =
                    before.servers().stream()
                            .filter(one -> one.name().value().equals(name))
                            .findFirst();
            if (forget && server.isEmpty() && ServerName.isValid(name)) {
                pins(new ServerName(name)).forget();
                if (!before.broken().containsKey(name)) {
                    out().println("forgot what was accepted of " + name);
                    return Failures.DONE;
                }
            }
            ServerFiles.change(homeDirectory(), installation(), now -> now.minus(name));
            server.ifPresent(this::forgetPins);
            out().println("removed " + name);
            Path bundle = ServerFiles.bundles(homeDirectory()).resolve(name);
            if (Files.isDirectory(bundle)) {
                FolderTree.delete(bundle);
                out().println("deleted " + bundle);
            }
            List<String> secrets =
                    server.map(HostedServerConfig::references).orElse(List.of()).stream()
                            .filter(reference ->
                                    reference.source() == ConfigReference.Source.SECRET)
                            .map(ConfigReference::name)
                            .toList();
            if (!secrets.isEmpty()) {
                out().println("its secrets are still kept: " + String.join(", ", secrets));
            }
            return Failures.DONE;
        }

        private void forgetPins(HostedServerConfig server) {
            if (forget) {
                pins(server.name()).forget();
            } else {
                pins(server.name()).leave();
            }
        }
    }

    private static ServerPins pins(ServerName server) {
        return new ServerPins(homeDirectory().resolve(Hosting.FOLDER), server);
    }

    static String line(HostedServerConfig server) {
        String target =
                switch (server) {
                    case Stdio stdio -> {
                        StringBuilder words = new StringBuilder(stdio.command());
                        stdio.args().forEach(arg -> words.append(' ').append(masked("", arg)));
                        yield words.toString();
                    }
                    case Http http ->
                            masked("", http.url())
                                    + (http.transport() == Transport.SSE ? " (sse)" : "");
                };
        return server.name()
                + "  "
                + target
                + (server.disabled() ? "  (disabled)" : "")
                + server.topic().map(topic -> "  (of the Topic " + topic + ")").orElse("");
    }

    private static String masked(String name, String value) {
        return SecretSniffer.reason(name, value).isPresent() ? "***" : value;
    }

    private static ObjectNode toJson(HostedServerConfig server) {
        ObjectNode json = Json.object();
        json.put("name", server.name().value());
        switch (server) {
            case Stdio stdio -> {
                json.put("type", "stdio");
                json.put("command", stdio.command());
                ArrayNode args = json.putArray("args");
                stdio.args().forEach(arg -> args.add(masked("", arg)));
                ObjectNode env = json.putObject("env");
                stdio.env().forEach((key, value) -> env.put(key, masked(key, value)));
                if (stdio.cwd() != null) {
                    json.put("cwd", stdio.cwd());
                }
            }
            case Http http -> {
                json.put("type", http.transport() == Transport.SSE ? "sse" : "http");
                json.put("url", masked("", http.url()));
                ObjectNode headers = json.putObject("headers");
                http.headers().forEach((key, value) -> headers.put(key, masked(key, value)));
            }
        }
        json.put("disabled", server.disabled());
        server.topic().ifPresent(topic -> json.put("topic", topic.value()));
        ServerPins.Known known = pins(server.name()).known();
        json.put("seen", known.seen());
        json.put("tools", known.tools());
        ArrayNode waiting = json.putArray("quarantined");
        known.quarantined().forEach(one -> waiting.add(one.tool()));
        ArrayNode references = json.putArray("references");
        server.references().forEach(reference -> references.add(reference.toString()));
        return json;
    }
}
