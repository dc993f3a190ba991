package dev.hqe.mcp.client;

import dev.hqe.mcp.RawJson;
import dev.hqe.mcp.internal.protocol.Quoted;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/// What a modern request repeats in HTTP headers: its method, the name of what it is about, and the
/// tool parameters that are marked `x-mcp-header` (2026-07-28, Streamable HTTP, "Request
/// Metadata"). Thread-safe.
final class HeaderMirrors {

    /// One parameter and the header it goes into.
    private record Mirror(List<String> path, String header) {}

    /// An annotation against the rules.
    private static final class Invalid extends Exception {
        Invalid(String message) {
            super(message);
        }
    }

    private static final int MAX_MIRRORS = 64;
    private static final String KEYWORD = "x-mcp-header";
    private static final String TOKEN_EXTRAS = "!#$%&'*+-.^_`|~";
    private static final Set<String> PRIMITIVES = Set.of("string", "integer", "boolean");

    /// Keywords whose value is data, where the annotation is none.
    private static final Set<String> DATA = Set.of("default", "const", "enum", "examples");

    /// Keywords whose members are named schemas.
    private static final Set<String> NAMED =
            Set.of("properties", "patternProperties", "$defs", "definitions", "dependentSchemas");

    private static final BigInteger SAFE = BigInteger.TWO.pow(53).subtract(BigInteger.ONE);
    private static final Map<String, String> NAME_MEMBER =
            Map.of(
                    "tools/call", "name",
                    "prompts/get", "name",
                    "resources/read", "uri",
                    "tasks/get", "taskId",
                    "tasks/update", "taskId",
                    "tasks/cancel", "taskId");

    private final Map<String, List<Mirror>> byTool = new ConcurrentHashMap<>();
    private final int maxTools;

    HeaderMirrors(int maxTools) {
        this.maxTools = maxTools;
    }

    /// Learns a tool's marked parameters.
    ///
    /// @return why they are against the rules; empty when they are not
    String learn(String tool, JsonNode inputSchema) {
        List<Mirror> mirrors = new ArrayList<>();
        try {
            reachable(inputSchema, List.of(), mirrors);
        } catch (Invalid e) {
            byTool.remove(tool);
            return String.valueOf(e.getMessage());
        }
        if (mirrors.isEmpty()) {
            byTool.remove(tool);
        } else if (byTool.size() < maxTools || byTool.containsKey(tool)) {
            byTool.put(tool, List.copyOf(mirrors));
        }
        return "";
    }

    /// The headers of one request.
    ///
    /// @throws ClientException when an integer is too large to be mirrored
    Map<String, String> headers(String method, Params params) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Mcp-Method", method);
        String member = NAME_MEMBER.getOrDefault(method, "");
        Optional<String> name = member.isEmpty() ? Optional.empty() : params.text(member);
        name.ifPresent(text -> headers.put("Mcp-Name", encoded(text)));
        List<Mirror> mirrors =
                method.equals("tools/call")
                        ? byTool.getOrDefault(name.orElse(""), List.of())
                        : List.of();
        if (!mirrors.isEmpty()) {
            JsonNode arguments =
                    params.member("arguments")
                            .map(RawJson::tree)
                            .orElseGet(MissingNode::getInstance);
            for (Mirror mirror : mirrors) {
                JsonNode value = arguments;
                for (String step : mirror.path()) {
                    value = value.path(step);
                }
                text(value, mirror)
                        .ifPresent(
                                text -> headers.put("Mcp-Param-" + mirror.header(), encoded(text)));
            }
        }
        return headers;
    }

    private static Optional<String> text(JsonNode value, Mirror mirror) {
        if (value.isString() || value.isBoolean()) {
            return Optional.of(value.asString());
        }
        if (!value.isNumber()) {
            return Optional.empty();
        }
        if (!value.isIntegralNumber() && value.decimalValue().stripTrailingZeros().scale() > 0) {
            return Optional.empty();
        }
        BigInteger whole = value.decimalValue().toBigInteger();
        if (whole.abs().compareTo(SAFE) > 0) {
            throw new ClientException(
                    "parameter "
                            + String.join(".", mirror.path())
                            + " is outside of the integers that can be sent in a header: use one"
                            + " between -2^53+1 and 2^53-1");
        }
        return Optional.of(whole.toString());
    }

    /// A header value: as it is when that is safe, else base64 between marks ("Value Encoding").
    static String encoded(String value) {
        boolean safe =
                value.chars().allMatch(c -> (c >= 0x20 && c <= 0x7E) || c == '\t')
                        && !(value.startsWith("=?base64?") && value.endsWith("?="));
        if (safe && !value.isEmpty()) {
            char first = value.charAt(0);
            char last = value.charAt(value.length() - 1);
            safe = first != ' ' && first != '\t' && last != ' ' && last != '\t';
        }
        return safe
                ? value
                : "=?base64?"
                        + Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8))
                        + "?=";
    }

    /// A schema that is reached from the root through `properties` alone.
    private static void reachable(JsonNode schema, List<String> path, List<Mirror> mirrors)
            throws Invalid {
        for (var keyword : schema.properties()) {
            String name = keyword.getKey();
            JsonNode value = keyword.getValue();
            if (name.equals(KEYWORD)) {
                mirrors.add(mirror(schema, value, path));
                unique(mirrors);
            } else if (name.equals("properties") && value.isObject()) {
                for (var property : value.properties()) {
                    List<String> deeper = new ArrayList<>(path);
                    deeper.add(property.getKey());
                    reachable(property.getValue(), List.copyOf(deeper), mirrors);
                }
            } else if (!DATA.contains(name)) {
                elsewhere(name, value);
            }
        }
    }

    private static Mirror mirror(JsonNode schema, JsonNode value, List<String> path)
            throws Invalid {
        String header = value.isString() ? value.stringValue() : "";
        if (header.isEmpty() || !header.chars().allMatch(HeaderMirrors::isTokenChar)) {
            throw new Invalid(KEYWORD + " must be a header name, not " + Quoted.brief(header));
        }
        JsonNode type = schema.path("type");
        boolean primitive = type.isString() && PRIMITIVES.contains(type.stringValue());
        if (type.isArray() && type.size() == 2) {
            String first = type.path(0).asString("");
            String second = type.path(1).asString("");
            primitive =
                    (PRIMITIVES.contains(first) && second.equals("null"))
                            || (PRIMITIVES.contains(second) && first.equals("null"));
        }
        if (path.isEmpty() || !primitive) {
            throw new Invalid(KEYWORD + " stands at what is no string, integer or boolean");
        }
        return new Mirror(path, header);
    }

    private static void unique(List<Mirror> mirrors) throws Invalid {
        Set<String> names = new HashSet<>();
        for (Mirror mirror : mirrors) {
            if (!names.add(mirror.header().toLowerCase(Locale.ROOT))) {
                throw new Invalid(
                        KEYWORD + " " + Quoted.brief(mirror.header()) + " stands there twice");
            }
        }
        if (mirrors.size() > MAX_MIRRORS) {
            throw new Invalid("more than " + MAX_MIRRORS + " parameters have " + KEYWORD);
        }
    }

    /// Schemas that are not reached through `properties` alone must have no annotation.
    private static void elsewhere(String keyword, JsonNode value) throws Invalid {
        if (NAMED.contains(keyword) && value.isObject()) {
            for (var named : value.properties()) {
                anySchema(named.getValue());
            }
        } else {
            anySchema(value);
        }
    }

    private static void anySchema(JsonNode schema) throws Invalid {
        if (schema.isArray()) {
            for (JsonNode each : schema) {
                anySchema(each);
            }
        }
        if (schema.has(KEYWORD)) {
            throw new Invalid(
                    KEYWORD + " stands where a call's value cannot be found by properties alone");
        }
        for (var keyword : schema.properties()) {
            if (!DATA.contains(keyword.getKey())) {
                elsewhere(keyword.getKey(), keyword.getValue());
            }
        }
    }

    private static boolean isTokenChar(int c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || (c < 128 && TOKEN_EXTRAS.indexOf(c) >= 0);
    }
}
