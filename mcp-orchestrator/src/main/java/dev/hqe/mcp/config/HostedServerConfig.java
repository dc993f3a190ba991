package dev.hqe.mcp.config;

import dev.hqe.kernel.entity.TopicId;
import dev.hqe.kernel.json.Json;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// How one hosted server is reached. Values may hold references ([ConfigReference]), which are
/// expanded when it is started; those of a Topic's server are what they are. Immutable.
public sealed interface HostedServerConfig {

    /// Its name, and the first part of its tools' names.
    ServerName name();

    /// Whether it is only kept, not started.
    boolean disabled();

    /// Its tools, by the names that it gives them, that another program runs without asking. Kept
    /// for that program; who may call what here stands in the policy.
    List<String> autoApprove();

    /// The Topic that brings it, as an Agent Plugin; empty for one of the person's own.
    Optional<TopicId> topic();

    /// The references in its values, sorted, each once. What a Topic writes refers to nothing.
    default List<ConfigReference> references() {
        if (topic().isPresent()) {
            return List.of();
        }
        TreeSet<String> seen = new TreeSet<>();
        return values().flatMap(value -> ConfigReference.in(value).stream())
                .filter(reference -> seen.add(reference.toString()))
                .sorted((a, b) -> a.toString().compareTo(b.toString()))
                .toList();
    }

    /// Every value in which a reference may stand.
    Stream<String> values();

    /// In the portable form, without the name.
    ObjectNode toJson();

    /// A program that speaks on its standard input and output.
    ///
    /// @param command the program: a path, or a name that is looked up in `PATH`
    /// @param args its arguments
    /// @param env set for it, beside what it inherits
    /// @param cwd the folder that it runs in; null for the user's home directory
    /// @param topicOrNull whose it is
    record Stdio(
            ServerName name,
            String command,
            List<String> args,
            Map<String, String> env,
            @Nullable String cwd,
            boolean disabled,
            List<String> autoApprove,
            @Nullable TopicId topicOrNull)
            implements HostedServerConfig {

        public Stdio {
            args = List.copyOf(args);
            env = Collections.unmodifiableMap(new LinkedHashMap<>(env));
            autoApprove = List.copyOf(autoApprove);
        }

        /// One of the person's own.
        public Stdio(
                ServerName name,
                String command,
                List<String> args,
                Map<String, String> env,
                @Nullable String cwd,
                boolean disabled,
                List<String> autoApprove) {
            this(name, command, args, env, cwd, disabled, autoApprove, null);
        }

        @Override
        public Optional<TopicId> topic() {
            return Optional.ofNullable(topicOrNull);
        }

        @Override
        public Stream<String> values() {
            Stream<String> folder = cwd == null ? Stream.empty() : Stream.of(cwd);
            return Stream.of(Stream.of(command), args.stream(), env.values().stream(), folder)
                    .flatMap(part -> part);
        }

        @Override
        public ObjectNode toJson() {
            ObjectNode json = Json.object();
            json.put("command", command);
            if (!args.isEmpty()) {
                args.forEach(json.putArray("args")::add);
            }
            if (!env.isEmpty()) {
                env.forEach(json.putObject("env")::put);
            }
            if (cwd != null) {
                json.put("cwd", cwd);
            }
            return flags(json, this);
        }

        /// Names the variables, not their values.
        @Override
        public String toString() {
            return "Stdio[" + name + ", " + command + ", env " + env.keySet() + "]";
        }
    }

    /// A server that is reached over HTTP.
    ///
    /// @param url where; `http` or `https`
    /// @param transport how it is spoken to
    /// @param headers sent with every request
    /// @param topicOrNull whose it is
    record Http(
            ServerName name,
            String url,
            Transport transport,
            Map<String, String> headers,
            boolean disabled,
            List<String> autoApprove,
            @Nullable TopicId topicOrNull)
            implements HostedServerConfig {

        public Http {
            headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
            autoApprove = List.copyOf(autoApprove);
        }

        /// One of the person's own.
        public Http(
                ServerName name,
                String url,
                Transport transport,
                Map<String, String> headers,
                boolean disabled,
                List<String> autoApprove) {
            this(name, url, transport, headers, disabled, autoApprove, null);
        }

        @Override
        public Optional<TopicId> topic() {
            return Optional.ofNullable(topicOrNull);
        }

        @Override
        public Stream<String> values() {
            return Stream.concat(Stream.of(url), headers.values().stream());
        }

        @Override
        public ObjectNode toJson() {
            ObjectNode json = Json.object();
            json.put("type", transport == Transport.SSE ? "sse" : "http");
            json.put("url", url);
            if (!headers.isEmpty()) {
                headers.forEach(json.putObject("headers")::put);
            }
            return flags(json, this);
        }

        /// Names the headers, not their values.
        @Override
        public String toString() {
            return "Http[" + name + ", " + transport + ", headers " + headers.keySet() + "]";
        }
    }

    /// The two ways of MCP over HTTP.
    enum Transport {
        /// One endpoint, since 2025-03-26.
        STREAMABLE_HTTP,
        /// A stream and an endpoint, 2024-11-05.
        SSE
    }

    private static ObjectNode flags(ObjectNode json, HostedServerConfig config) {
        if (config.disabled()) {
            json.put("disabled", true);
        }
        if (!config.autoApprove().isEmpty()) {
            config.autoApprove().forEach(json.putArray("autoApprove")::add);
        }
        return json;
    }
}
