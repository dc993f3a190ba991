package dev.hqe.mcp.config;

import dev.hqe.kernel.json.JsonSchema;
import dev.hqe.kernel.json.Problem;
import dev.hqe.kernel.json.SourceDocument;
import dev.hqe.kernel.json.Suggestion;
import dev.hqe.mcp.config.HostedServerConfig.Transport;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Turns a document in the portable form into servers, and finds everything that is wrong with it:
/// first what the published schema says, then what it cannot say. What is said of a value never
/// quotes it. One use, one thread.
final class ServerCheck {

    private static final JsonSchema SCHEMA = JsonSchema.checkedBefore(ServerCheck::publishedSchema);
    private static final Pattern HEADER_NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,256}");
    private static final int MAX_PROBLEMS = 200;

    private final SourceDocument document;
    private final Map<String, String> taken;
    private final List<Problem> problems = new ArrayList<>();
    private final Map<String, List<Problem>> broken = new LinkedHashMap<>();
    private String current = "";
    private boolean usable = true;

    /// @param taken names that a server must not have, each with what has it
    ServerCheck(SourceDocument document, Map<String, String> taken) {
        this.document = document;
        this.taken = taken;
    }

    static SourceDocument publishedSchema() {
        try (InputStream in = ServerCheck.class.getResourceAsStream("mcp.schema.json")) {
            if (in == null) {
                throw new ConfigException("mcp.schema.json is missing from this build");
            }
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return SourceDocument.parse(text, "mcp.schema.json");
        } catch (IOException e) {
            throw new ConfigException("mcp.schema.json cannot be read from this build", e);
        }
    }

    /// The servers of the document that can be used; all of them only when there are no
    /// [#problems].
    List<HostedServerConfig> servers() {
        for (JsonSchema.Violation violation : SCHEMA.violations(document.root())) {
            current = entry(violation.pointer());
            problem(violation.node(), violation.withoutValues().replaceFirst("^/", ""));
            usable &= !current.isEmpty();
        }
        if (!usable) {
            return List.of();
        }
        Set<String> misshapen = Set.copyOf(broken.keySet());
        List<HostedServerConfig> servers = new ArrayList<>();
        Map<String, String> spoken = new TreeMap<>();
        document.root()
                .path("mcpServers")
                .properties()
                .forEach(entry -> {
                    current = entry.getKey();
                    if (misshapen.contains(current)) {
                        return;
                    }
                    checkName(entry.getKey(), entry.getValue(), spoken);
                    HostedServerConfig server = server(entry.getKey(), entry.getValue());
                    if (server != null && !broken.containsKey(current)) {
                        servers.add(server);
                    }
                });
        return servers;
    }

    /// The name of the server that a JSON pointer leads into; empty when it leads to none.
    private static String entry(String pointer) {
        String[] steps = pointer.split("/", 4);
        return steps.length > 2 && steps[1].equals("mcpServers")
                ? steps[2].replace("~1", "/").replace("~0", "~")
                : "";
    }

    /// Everything that is wrong, by line, at most 200.
    List<Problem> problems() {
        return problems.stream().sorted().toList();
    }

    /// Whether the file as a whole is what it should be.
    boolean usable() {
        return usable;
    }

    /// The servers that cannot be used, by name as the file has it, each with at least one problem.
    Map<String, List<Problem>> broken() {
        return broken;
    }

    private void checkName(String name, JsonNode at, Map<String, String> spoken) {
        if (!ServerName.isValid(name)) {
            problem(
                    at,
                    "'" + shown(name) + "' is not a server name: use 1 to 40 of A-Z a-z 0-9 _ -");
            return;
        }
        String owner = taken.get(name);
        if (owner != null) {
            problem(at, "'" + name + "' is taken by " + owner + ": give the server another name");
        }
        // Two names that differ in case only are one name in a tool list that a person reads.
        String twin = spoken.putIfAbsent(name.toLowerCase(Locale.ROOT), name);
        if (twin != null) {
            problem(
                    at,
                    "'" + name + "' and '" + twin + "' differ in case only: rename one of them");
        }
    }

    private @Nullable HostedServerConfig server(String name, JsonNode node) {
        boolean command = node.has("command");
        boolean url = node.has("url");
        if (command && url) {
            problem(node, name + ": has both 'command' and 'url': keep one of them");
            return null;
        }
        if (!command && !url) {
            String hint =
                    node.propertyNames().stream()
                            .map(field -> Suggestion.among(field, Set.of("command", "url")))
                            .filter(text -> !text.isEmpty())
                            .findFirst()
                            .orElse("");
            problem(node, name + ": needs a 'command' or a 'url'" + hint);
            return null;
        }
        String type = node.path("type").asString(command ? "stdio" : "http");
        if (command != type.equals("stdio")) {
            String wanted = command ? "'stdio' or nothing" : "'http', 'sse' or nothing";
            problem(
                    node.path("type"),
                    name
                            + ": has a '"
                            + (command ? "command" : "url")
                            + "', so its 'type' must be "
                            + wanted);
            return null;
        }
        node.path("env").properties().forEach(e -> checkVariable(name, e.getKey(), e.getValue()));
        node.path("headers").properties().forEach(e -> checkHeader(name, e.getKey(), e.getValue()));
        node.path("args").forEach(arg -> checkText(name + ": an argument", arg));
        checkText(name + ": 'cwd'", node.path("cwd"));
        return ServerName.isValid(name)
                ? (command ? stdio(name, node) : http(name, node, type))
                : null;
    }

    private HostedServerConfig stdio(String name, JsonNode node) {
        checkText(name + ": 'command'", node.path("command"));
        return new HostedServerConfig.Stdio(
                new ServerName(name),
                node.path("command").asString(""),
                texts(node.path("args")),
                textsByName(node.path("env")),
                node.has("cwd") ? node.path("cwd").asString("") : null,
                node.path("disabled").asBoolean(false),
                texts(node.path("autoApprove")));
    }

    private HostedServerConfig http(String name, JsonNode node, String type) {
        checkUrl(name, node.path("url"));
        return new HostedServerConfig.Http(
                new ServerName(name),
                node.path("url").asString(""),
                type.equals("sse") ? Transport.SSE : Transport.STREAMABLE_HTTP,
                textsByName(node.path("headers")),
                node.path("disabled").asBoolean(false),
                texts(node.path("autoApprove")));
    }

    private void checkVariable(String server, String variable, JsonNode value) {
        if (variable.indexOf('=') >= 0 || variable.indexOf('\0') >= 0) {
            problem(value, server + ": 'env': '" + shown(variable) + "' cannot name a variable");
        }
        checkText(server + ": 'env': '" + shown(variable) + "'", value);
    }

    private void checkHeader(String server, String header, JsonNode value) {
        String what = server + ": 'headers': '" + shown(header) + "'";
        if (!HEADER_NAME.matcher(header).matches()) {
            problem(value, what + " cannot name a header");
        }
        if (value.asString("").chars().anyMatch(c -> c != '\t' && (c < ' ' || c == 0x7f))) {
            problem(value, what + " has a line break or control character: remove it");
        }
        checkText(what, value);
    }

    private void checkUrl(String server, JsonNode url) {
        checkText(server + ": 'url'", url);
        try {
            URI uri = new URI(ConfigReference.without(url.asString("")));
            String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
            boolean referred = url.asString("").startsWith("${");
            if (!referred && !scheme.equals("http") && !scheme.equals("https")) {
                problem(url, server + ": 'url' must begin with http:// or https://");
            } else if (!referred && (uri.getHost() == null || uri.getHost().isEmpty())) {
                problem(url, server + ": 'url' names no host");
            }
        } catch (URISyntaxException e) { // its message quotes the url, which may hold a secret
            problem(url, server + ": 'url' is not a URL: see character " + (e.getIndex() + 1));
        }
    }

    private void checkText(String what, JsonNode value) {
        String text = value.asString("");
        if (text.indexOf('\0') >= 0) {
            problem(value, what + " has a NUL character: remove it");
        }
        try {
            ConfigReference.in(text);
        } catch (ConfigException e) {
            problem(value, what + ": " + e.getMessage());
        }
    }

    private static List<String> texts(JsonNode array) {
        return array.valueStream().map(item -> item.asString("")).toList();
    }

    private static Map<String, String> textsByName(JsonNode object) {
        Map<String, String> texts = new LinkedHashMap<>();
        object.properties().forEach(e -> texts.put(e.getKey(), e.getValue().asString("")));
        return texts;
    }

    private static String shown(String name) {
        String printable = name.replaceAll("\\p{Cntrl}", "?");
        return printable.length() <= 60 ? printable : printable.substring(0, 60) + "...";
    }

    private void problem(JsonNode at, String message) {
        Problem problem = document.problem(at, message);
        if (problems.size() < MAX_PROBLEMS) {
            problems.add(problem);
        }
        if (!current.isEmpty()) {
            broken.computeIfAbsent(current, name -> new ArrayList<>()).add(problem);
        }
    }
}
