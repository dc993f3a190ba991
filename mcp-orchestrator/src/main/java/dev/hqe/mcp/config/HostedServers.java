package dev.hqe.mcp.config;

import dev.hqe.kernel.entity.TopicId;
import dev.hqe.kernel.file.FileTurn;
import dev.hqe.kernel.json.InvalidDocumentException;
import dev.hqe.kernel.json.Json;
import dev.hqe.kernel.json.Problem;
import dev.hqe.kernel.json.SourceDocument;
import dev.hqe.kernel.json.Suggestion;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/// Our own `mcp.json`: the servers that the workbench hosts, in the portable form.
///
/// ```json
/// {"mcpServers": {"files": {"command": "npx", "args": ["-y", "server-filesystem"]},
///                 "tickets": {"url": "https://example.com/mcp",
///                             "headers": {"Authorization": "Bearer ${secret:tickets/token}"}}}}
/// ```
///
/// A change edits the text in place, so fields that are not ours, and the way the file is laid out,
/// survive. Immutable; a change is a new object, and is on disk after [#write].
public final class HostedServers {

    /// The file's name in the data directory.
    public static final String FILE = "mcp.json";

    /// Most servers in a file.
    public static final int MAX_SERVERS = 200;

    private static final String SERVERS = "mcpServers";

    /// The fields of an entry that [HostedServerConfig] knows.
    private static final List<String> OURS =
            List.of(
                    "type",
                    "command",
                    "args",
                    "env",
                    "cwd",
                    "url",
                    "headers",
                    "disabled",
                    "autoApprove");

    private final ConfigFile file;
    private final String text;
    private final Map<String, String> taken;
    private final List<HostedServerConfig> servers;
    private final Map<String, List<Problem>> broken;
    private final List<Problem> problems;

    private HostedServers(ConfigFile file, String text, Map<String, String> taken) {
        this.file = file;
        this.text = text;
        this.taken = taken;
        if (text.isBlank()) {
            this.servers = List.of();
            this.broken = Map.of();
            this.problems = List.of();
            return;
        }
        SourceDocument document = SourceDocument.parse(text, file.path().toString());
        ServerCheck check = new ServerCheck(document, taken);
        this.servers = List.copyOf(check.servers());
        this.problems = check.problems();
        this.broken = Collections.unmodifiableMap(new LinkedHashMap<>(check.broken()));
        if (!check.usable()) {
            throw new InvalidDocumentException(problems, null);
        }
    }

    /// Reads a file; one that does not exist has no servers. A server that is not valid stands in
    /// [#problems] and does not keep the others from being used.
    ///
    /// @param taken names that a server must not have, each with what has it: ids of Topics. Those
    ///   that the workbench keeps for itself are always among them.
    /// @throws InvalidDocumentException when the file as a whole cannot be read, with the line
    public static HostedServers read(Path file, Map<String, String> taken) {
        ConfigFile content = ConfigFile.read(file, file.toString());
        return new HostedServers(content, content.text(), withReserved(taken));
    }

    /// The servers of a text in the portable form.
    ///
    /// @param name the file as problems shall call it
    /// @throws InvalidDocumentException with everything that is wrong
    static List<HostedServerConfig> parse(String text, String name, Map<String, String> taken) {
        SourceDocument document = SourceDocument.parse(text, name);
        ServerCheck check = new ServerCheck(document, taken);
        List<HostedServerConfig> servers = check.servers();
        if (!check.problems().isEmpty()) {
            throw new InvalidDocumentException(check.problems(), null);
        }
        return List.copyOf(servers);
    }

    /// The JSON Schema of the file.
    public static SourceDocument publishedSchema() {
        return ServerCheck.publishedSchema();
    }

    private static Map<String, String> withReserved(Map<String, String> taken) {
        Map<String, String> all = new HashMap<>(taken);
        TopicId.RESERVED.forEach(name -> all.put(name, "the workbench's own tools"));
        return Map.copyOf(all);
    }

    /// Reads a file, changes it and writes it back, in one step that no other caller of this comes
    /// between, in this process or another.
    ///
    /// @param taken as for [#read]
    /// @throws ConfigException when somebody else has been at it for 10 s, it was changed by
    ///   another program at that moment, or it cannot be written
    public static HostedServers change(
            Path file, Map<String, String> taken, UnaryOperator<HostedServers> change) {
        try {
            Path folder = file.toAbsolutePath().getParent();
            if (folder != null) {
                ConfigFile.createFolder(folder);
            }
            return FileTurn.of(file)
                    .take(() -> {
                        HostedServers changed = change.apply(read(file, taken));
                        changed.write();
                        return changed;
                    });
        } catch (IOException e) {
            throw new ConfigException(file + ": was not changed: " + e.getMessage(), e);
        }
    }

    /// The servers that can be used, in the order of the file.
    public List<HostedServerConfig> servers() {
        return servers;
    }

    /// What is wrong with the others, by line.
    public List<Problem> problems() {
        return problems;
    }

    /// What is wrong with the others, by their names as the file has them.
    public Map<String, List<Problem>> broken() {
        return broken;
    }

    public Optional<HostedServerConfig> find(ServerName name) {
        return servers.stream().filter(server -> server.name().equals(name)).findFirst();
    }

    /// The server of this name.
    ///
    /// @throws ConfigException if there is none, naming the nearest; or if it is not valid
    public HostedServerConfig require(String name) {
        List<Problem> wrong = broken.get(name);
        if (wrong != null) {
            throw new ConfigException(
                    "server '"
                            + name
                            + "' cannot be used until this is mended:\n"
                            + wrong.stream()
                                    .map(Problem::toString)
                                    .collect(Collectors.joining("\n")));
        }
        List<String> names = servers.stream().map(server -> server.name().value()).toList();
        return servers.stream()
                .filter(server -> server.name().value().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new ConfigException(
                                "there is no server '"
                                        + name
                                        + "'"
                                        + Suggestion.among(name, names)
                                        + (names.isEmpty()
                                                ? ". None is configured."
                                                : ". There are: " + String.join(", ", names))));
    }

    /// Names that a new server must not have, each with what has it.
    Map<String, String> taken() {
        Map<String, String> all = new HashMap<>(taken);
        servers.forEach(server -> all.put(server.name().value(), "another server"));
        broken.keySet()
                .forEach(name -> all.put(name, "a server in " + FILE + " that is not valid"));
        return all;
    }

    /// With one more server.
    ///
    /// @throws ConfigException if its name is in use, or it is not valid, with every reason
    public HostedServers plus(HostedServerConfig server) {
        String owner = taken().get(server.name().value());
        if (owner != null) {
            throw new ConfigException(
                    "'" + server.name() + "' is taken by " + owner + ": choose another name");
        }
        requireValid(server, taken);
        return plus(server.name(), server.toJson());
    }

    /// With a server that may carry fields that are not ours.
    HostedServers plus(ServerName name, ObjectNode json) {
        String changed =
                JsonText.parse(text, file.path().toString())
                        .with(List.of(SERVERS, name.value()), json);
        return new HostedServers(file, changed, taken);
    }

    /// With another configuration of a server that is there; fields of its entry that are not ours
    /// stay.
    ///
    /// @throws ConfigException if there is none of that name, or it is not valid, with every reason
    public HostedServers replacing(HostedServerConfig server) {
        String name = server.name().value();
        ObjectNode entry = entry(name).orElseThrow(() -> nothingCalled(name)).deepCopy();
        entry.remove(OURS);
        requireValid(server, Map.of());
        entry.setAll(server.toJson());
        return plus(server.name(), entry);
    }

    private static void requireValid(HostedServerConfig server, Map<String, String> taken) {
        ObjectNode alone = Json.object();
        alone.putObject(SERVERS).set(server.name().value(), server.toJson());
        try {
            parse(alone.toString(), "the server", taken);
        } catch (InvalidDocumentException e) { // its lines are not those of the file
            throw new ConfigException(
                    e.problems().stream().map(Problem::message).collect(Collectors.joining("\n")),
                    e);
        }
    }

    private ConfigException nothingCalled(String name) {
        return new ConfigException(
                "there is no server '" + name + "' in " + file.path() + " any more");
    }

    /// The entry of a server as it stands in the file, also of one that is not valid.
    public Optional<ObjectNode> entry(String name) {
        return JsonText.parse(text, file.path().toString()).root().path(SERVERS).path(name)
                        instanceof ObjectNode entry
                ? Optional.of(entry)
                : Optional.empty();
    }

    /// With an entry as [#entry] had it, to take back a [#minus] or [#replacing].
    ///
    /// @throws ConfigException if there is another server of that name by now
    public HostedServers restoring(String name, ObjectNode entry, boolean replace) {
        if (!replace && entry(name).isPresent()) {
            throw new ConfigException("there is another server '" + name + "' by now");
        }
        String changed =
                JsonText.parse(text, file.path().toString()).with(List.of(SERVERS, name), entry);
        return new HostedServers(file, changed, taken);
    }

    /// The lines in which the file would change, as [TextDiff] has them.
    public List<String> difference(HostedServers after) {
        return TextDiff.lines(text, after.text);
    }

    /// Without the server of this name.
    ///
    /// @throws ConfigException if there is none, naming the nearest
    public HostedServers minus(String name) {
        if (!broken.containsKey(name)) {
            require(name);
        }
        String changed =
                JsonText.parse(text, file.path().toString()).without(List.of(SERVERS, name));
        return new HostedServers(file, changed, taken);
    }

    /// The file.
    public Path file() {
        return file.path();
    }

    /// Replaces the file, whole or not at all; it is readable by its owner only.
    ///
    /// @throws ConfigException if it cannot be written, or was changed since it was read
    public void write() {
        if (!text.equals(file.text()) || !file.exists()) {
            file.replacePrivately(text);
        }
    }
}
