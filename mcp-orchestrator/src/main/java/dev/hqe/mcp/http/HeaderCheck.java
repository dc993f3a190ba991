package dev.hqe.mcp.http;

import dev.hqe.mcp.Access;
import dev.hqe.mcp.ToolName;
import dev.hqe.mcp.ToolRoad;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.http.HttpFields;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Checks that the headers of a modern request say what its body says (2026-07-28, Streamable HTTP,
/// "Request Metadata"), because somebody between the client and us may have decided by the headers.
/// Thread-safe.
final class HeaderCheck {

    static final String PROTOCOL_VERSION = "MCP-Protocol-Version";
    private static final String METHOD = "Mcp-Method";
    private static final String NAME = "Mcp-Name";

    private final ToolRoad road;
    private final ParameterHeaders parameters = new ParameterHeaders();

    HeaderCheck(ToolRoad road) {
        this.road = road;
    }

    /// What does not fit, empty when everything does.
    ///
    /// @param request a request with its `method`
    /// @param bodyVersion the version in its `_meta`, empty when there is none
    /// @param access of the one who sent it
    Optional<String> mismatch(
            HttpFields headers, ObjectNode request, Optional<String> bodyVersion, Access access) {
        Optional<String> version = one(headers, PROTOCOL_VERSION);
        if (version.isEmpty()) {
            return missing(PROTOCOL_VERSION);
        }
        if (bodyVersion.isPresent() && !bodyVersion.equals(version)) {
            return differs(PROTOCOL_VERSION);
        }
        String method = request.path("method").asString("");
        Optional<String> said = one(headers, METHOD);
        if (said.isEmpty()) {
            return missing(METHOD);
        }
        if (!said.get().equals(method)) {
            return differs(METHOD);
        }
        JsonNode params = request.path("params");
        JsonNode name = params.path(nameField(method));
        if (name.isString()) {
            Optional<String> problem = nameProblem(headers, name.stringValue());
            if (problem.isPresent()) {
                return problem;
            }
        }
        return method.equals("tools/call") && name.isString()
                ? parameterProblem(headers, name.stringValue(), params.path("arguments"), access)
                : Optional.empty();
    }

    /// Which parameter `Mcp-Name` mirrors: the tasks extension adds its methods to those of the
    /// core (SEP-2663, "Streamable HTTP").
    private static String nameField(String method) {
        return switch (method) {
            case "tools/call", "prompts/get" -> "name";
            case "resources/read" -> "uri";
            case "tasks/get", "tasks/update", "tasks/cancel" -> "taskId";
            default -> "";
        };
    }

    private static Optional<String> nameProblem(HttpFields headers, String expected) {
        Optional<String> header = one(headers, NAME);
        if (header.isEmpty()) {
            return missing(NAME);
        }
        Optional<String> value = HeaderValue.decode(header.get());
        if (value.isEmpty()) {
            return Optional.of("Header mismatch: " + NAME + " has invalid characters or Base64");
        }
        return value.get().equals(expected) ? Optional.empty() : differs(NAME);
    }

    private Optional<String> parameterProblem(
            HttpFields headers, String tool, JsonNode arguments, Access access) {
        if (!ToolName.isValid(tool)) {
            return Optional.empty();
        }
        return road.definition(new ToolName(tool), access).stream()
                .flatMap(definition -> parameters.of(definition).stream())
                .flatMap(parameter -> problem(headers, parameter, arguments).stream())
                .findFirst();
    }

    private static Optional<String> problem(
            HttpFields headers, ParameterHeaders.Parameter parameter, JsonNode arguments) {
        JsonNode value = parameter.in(arguments);
        List<String> given = headers.getValuesList(parameter.header());
        boolean expected = !value.isMissingNode() && !value.isNull();
        if (!expected) {
            return given.isEmpty()
                    ? Optional.empty()
                    : Optional.of(
                            "Header mismatch: "
                                    + parameter.header()
                                    + " is there, but the arguments have no such value");
        }
        if (given.isEmpty()) {
            return missing(parameter.header());
        }
        Optional<String> header =
                given.size() == 1 ? HeaderValue.decode(given.getFirst()) : Optional.empty();
        if (header.isEmpty()) {
            return Optional.of(
                    "Header mismatch: "
                            + parameter.header()
                            + " has invalid characters or Base64, or is there twice");
        }
        return same(value, header.get()) ? Optional.empty() : differs(parameter.header());
    }

    private static boolean same(JsonNode value, String header) {
        if (value.isNumber()) {
            try {
                return header.length() <= 40
                        && new BigDecimal(header).compareTo(value.decimalValue()) == 0;
            } catch (NumberFormatException e) {
                return false;
            }
        }
        // Anything but a string or a boolean fails the tool's schema afterwards.
        return value.isString()
                ? header.equals(value.stringValue())
                : header.equals(value.toString());
    }

    private static Optional<String> one(HttpFields headers, String name) {
        List<String> values = headers.getValuesList(name);
        return values.size() == 1 ? Optional.of(values.getFirst()) : Optional.empty();
    }

    private static Optional<String> missing(String header) {
        return Optional.of("Header mismatch: " + header + " is missing, or is there twice");
    }

    private static Optional<String> differs(String header) {
        return Optional.of("Header mismatch: " + header + " does not say what the body says");
    }
}
