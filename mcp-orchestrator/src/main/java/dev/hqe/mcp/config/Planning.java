package dev.hqe.mcp.config;

import dev.hqe.kernel.json.InvalidDocumentException;
import dev.hqe.kernel.json.Json;
import dev.hqe.kernel.json.Problem;
import dev.hqe.mcp.config.ImportPlan.Addition;
import dev.hqe.mcp.config.ImportPlan.FoundSecret;
import dev.hqe.mcp.config.ImportPlan.Prepared;
import dev.hqe.mcp.config.ServerImport.OnClash;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Makes a plan of what a source has found: names, clashes, secrets, checks. One use, one thread.
final class Planning {

    private static final Pattern ASK = Pattern.compile("\uE000([^\uE001]*)\uE001");
    private static final Pattern ASSIGNMENT =
            Pattern.compile("(-{0,2}[A-Za-z][A-Za-z0-9_.-]{0,100})([=:]\\s*)(.+)", Pattern.DOTALL);
    private static final Pattern QUERY = Pattern.compile("([?&])([^=&#]{1,100})=([^&#]*)");

    private final HostedServers into;
    private final OnClash onClash;
    private final Set<String> taken = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    private final List<Prepared> servers = new ArrayList<>();
    private final List<FoundSecret> found = new ArrayList<>();
    private final Map<String, String> values = new LinkedHashMap<>();
    private final Map<String, String> questionSecrets = new LinkedHashMap<>();
    private final Set<String> asked = new TreeSet<>();

    Planning(HostedServers into, OnClash onClash) {
        this.into = into;
        this.onClash = onClash;
        this.taken.addAll(into.taken().keySet());
    }

    ImportPlan plan(
            ImportFormat format,
            Draft.Findings findings,
            @Nullable BundleArchive archive,
            Path bundles) {
        for (Draft draft : findings.drafts) {
            try {
                server(draft, findings, bundles);
            } catch (ConfigException e) {
                findings.skip(draft.name(), String.valueOf(e.getMessage()));
            }
        }
        ImportPlan.Unpacking bundle = null;
        if (archive != null && !servers.isEmpty()) {
            Path folder = bundles.resolve(servers.getFirst().addition().name().value());
            String command = servers.getFirst().json().path("command").asString("");
            String inside =
                    command.startsWith(folder + "/")
                            ? command.substring(folder.toString().length() + 1)
                            : "";
            bundle = new ImportPlan.Unpacking(archive, folder, inside);
        }
        return new ImportPlan(
                format,
                servers,
                findings.questions.values().stream().filter(q -> asked.contains(q.key())).toList(),
                questionSecrets,
                found,
                values,
                findings.skipped,
                findings.notes,
                bundle);
    }

    private void server(Draft draft, Draft.Findings findings, Path bundles) {
        if (into.servers().size() + servers.size() >= HostedServers.MAX_SERVERS) {
            throw new ConfigException(
                    "there are " + HostedServers.MAX_SERVERS + " servers already, the limit");
        }
        refuseSecretReferences(draft.json());
        if (isKnown(draft.json())) {
            throw new ConfigException("is there already, the same");
        }
        ServerName name = name(draft.name(), findings);
        ObjectNode json = withFolder(draft.json(), bundles.resolve(name.value()));
        List<FoundSecret> foundHere = new ArrayList<>();
        Map<String, String> valuesHere = new LinkedHashMap<>();
        ObjectNode moved = new Moving(name.value(), foundHere, valuesHere).moved(json);
        check(name, moved);
        taken.add(name.value());
        found.addAll(foundHere);
        values.putAll(valuesHere);
        texts(moved)
                .forEach(text -> {
                    Matcher ask = ASK.matcher(text);
                    while (ask.find()) {
                        String key = ask.group(1);
                        asked.add(key);
                        String under =
                                key.startsWith(draft.name() + "/")
                                        ? key.substring(draft.name().length() + 1)
                                        : key;
                        questionSecrets.putIfAbsent(
                                key, SecretSniffer.secretName(name.value(), under));
                    }
                });
        servers.add(new Prepared(addition(name, draft.name(), moved), moved));
    }

    /// A stranger's file could have a secret of ours sent to a server of his.
    private static void refuseSecretReferences(ObjectNode json) {
        if (texts(json).anyMatch(text -> text.contains("${secret:"))) {
            throw new ConfigException(
                    "refers to a secret of this workbench, which an imported file may not; add it by hand");
        }
    }

    private boolean isKnown(ObjectNode json) {
        return into.servers().stream().anyMatch(s -> s.toJson().equals(json));
    }

    private ServerName name(String foreign, Draft.Findings findings) {
        if (ServerName.isValid(foreign) && !taken.contains(foreign)) {
            return new ServerName(foreign);
        }
        ServerName plain = ServerName.near(foreign, Set.of());
        if (taken.contains(plain.value()) && onClash == OnClash.SKIP) {
            String owner = into.taken().getOrDefault(plain.value(), "another server");
            throw new ConfigException(
                    "its name '"
                            + plain
                            + "' is taken by "
                            + owner
                            + " (import with --on-clash rename)");
        }
        ServerName free = ServerName.near(foreign, taken);
        findings.note("'" + Filling.shown(foreign) + "' becomes '" + free + "'");
        return free;
    }

    private static ObjectNode withFolder(ObjectNode json, Path folder) {
        String text = Json.MAPPER.writeValueAsString(json);
        String quoted = Json.MAPPER.writeValueAsString(folder.toString());
        String inner = quoted.substring(1, quoted.length() - 1);
        return Json.MAPPER.readValue(text.replace(Draft.BUNDLE, inner), ObjectNode.class);
    }

    private void check(ServerName name, ObjectNode json) {
        ObjectNode document = Json.object();
        Map<String, List<String>> any = new LinkedHashMap<>();
        texts(json)
                .forEach(text -> {
                    Matcher ask = ASK.matcher(text);
                    while (ask.find()) {
                        any.put(ask.group(1), List.of("x"));
                    }
                });
        document.putObject("mcpServers").set(name.value(), Filling.filled(json, any));
        try {
            List<HostedServerConfig> unused =
                    HostedServers.parse(document.toString(), "x", Map.of());
            if (unused.size() != 1) {
                throw new ConfigException("is no server");
            }
        } catch (InvalidDocumentException e) {
            String why =
                    e.problems().stream()
                            .map(Problem::message)
                            .map(message ->
                                    message.replaceFirst("^(mcpServers/)?" + name + ": ", ""))
                            .limit(5)
                            .collect(Collectors.joining("; "));
            throw new ConfigException(why, e);
        }
    }

    private static Addition addition(ServerName name, String foreign, ObjectNode json) {
        String words =
                Stream.concat(
                                Stream.of(
                                        json.path("command")
                                                .asString(json.path("url").asString(""))),
                                json.path("args").valueStream().map(arg -> arg.asString("")))
                        .collect(Collectors.joining(" "));
        List<String> references =
                texts(json)
                        .flatMap(text -> ConfigReference.in(text).stream())
                        .map(ConfigReference::toString)
                        .distinct()
                        .sorted()
                        .toList();
        String shown = Filling.shown(words);
        return new Addition(
                name,
                foreign,
                shown.length() <= 300 ? shown : shown.substring(0, 300) + "...",
                references);
    }

    /// Every text in the values of a server.
    static Stream<String> texts(JsonNode json) {
        if (json.isString()) {
            return Stream.of(json.stringValue());
        }
        return json.valueStream().flatMap(Planning::texts);
    }

    /// Moves what looks like a secret out of one server.
    private record Moving(String server, List<FoundSecret> found, Map<String, String> values) {

        ObjectNode moved(ObjectNode json) {
            ObjectNode result = Json.object();
            for (Map.Entry<String, JsonNode> field : json.properties()) {
                JsonNode value = field.getValue();
                switch (field.getKey()) {
                    case "env", "headers" -> {
                        String place = field.getKey().equals("env") ? "env " : "header ";
                        ObjectNode object = result.putObject(field.getKey());
                        value.properties()
                                .forEach(e ->
                                        object.put(
                                                e.getKey(),
                                                value(
                                                        place + e.getKey(),
                                                        e.getKey(),
                                                        e.getValue().asString(""))));
                    }
                    case "args" -> arguments(value, result.putArray("args"));
                    case "url" -> result.put("url", url(value.asString("")));
                    default -> result.set(field.getKey(), value);
                }
            }
            return result;
        }

        /// The value, or what stays of it when it was a secret.
        private String value(String place, String name, String value) {
            if (Draft.hasAsk(value)) {
                return value;
            }
            String why = SecretSniffer.reason(name, value).orElse("");
            if (why.isEmpty() || value.contains("${env:")) {
                return value;
            }
            String scheme = SecretSniffer.schemeOf(value);
            return scheme + keep(place, name, value.strip().substring(scheme.length()), why);
        }

        private String keep(String place, String name, String value, String why) {
            String plain = SecretSniffer.secretName(server, name.replaceAll("^-+", ""));
            String secret = plain;
            for (int n = 2; values.containsKey(secret) && !value.equals(values.get(secret)); n++) {
                secret = plain + "-" + n;
            }
            values.put(secret, value);
            found.add(new FoundSecret(server, place, secret, why));
            return ConfigReference.secret(secret).toString();
        }

        private void arguments(JsonNode args, ArrayNode result) {
            String option = "";
            int n = 0;
            for (JsonNode arg : args) {
                n++;
                String text = arg.asString("");
                Matcher assignment = ASSIGNMENT.matcher(text);
                if (!option.isEmpty() && !text.startsWith("-") && !assignment.matches()) {
                    result.add(value("argument of " + option, option, text));
                } else if (assignment.matches() && !assignment.group(3).startsWith("//")) {
                    // --token=..., -e NAME=..., --header "Name: ..."
                    String name = assignment.group(1);
                    String given = assignment.group(3);
                    String kept =
                            given.contains("://")
                                    ? url(given)
                                    : value("argument " + name, name, given);
                    result.add(assignment.group(1) + assignment.group(2) + kept);
                } else if (text.contains("://")) {
                    result.add(url(text));
                } else {
                    result.add(value("argument " + n, "argument-" + n, text));
                }
                option = text.startsWith("-") && !text.contains("=") ? text : "";
            }
        }

        /// A URL with the secrets in its query, or before its host, moved.
        private String url(String url) {
            if (Draft.hasAsk(url)) {
                return url;
            }
            int at = url.indexOf("://");
            int host = at < 0 ? -1 : url.indexOf('@', at);
            int path = at < 0 ? -1 : url.indexOf('/', at + 3);
            String result = url;
            if (host > 0 && (path < 0 || host < path)) {
                String user = url.substring(at + 3, host);
                int colon = user.indexOf(':');
                if (colon >= 0 && !SecretSniffer.reason("", url).isEmpty()) {
                    String kept =
                            keep(
                                    "url",
                                    "password",
                                    user.substring(colon + 1),
                                    "is a password in a URL");
                    result =
                            url.substring(0, at + 3)
                                    + user.substring(0, colon + 1)
                                    + kept
                                    + url.substring(host);
                }
            }
            return QUERY.matcher(result)
                    .replaceAll(q ->
                            Matcher.quoteReplacement(
                                    q.group(1)
                                            + q.group(2)
                                            + "="
                                            + value("url " + q.group(2), q.group(2), q.group(3))));
        }
    }
}
