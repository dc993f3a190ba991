package dev.hqe.mcp.internal.protocol;

import dev.hqe.kernel.file.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Names a request by what it asks for, so that a retry is known to be of the same one (2026-07-28,
/// Multi Round-Trip Requests, "Server Requirements").
final class Binding {

    /// What differs between a request and its retry.
    private static final Set<String> APART = Set.of("_meta", "inputResponses", "requestState");

    private final MessageDigest digest = Sha256.digest();

    private Binding() {}

    /// The method and a digest of the parameters, in whatever order a client writes them.
    static String of(Incoming.Request request) {
        Binding binding = new Binding();
        ObjectNode params = request.params();
        for (String name : sorted(params)) {
            if (!APART.contains(name)) {
                binding.text(name);
                binding.value(params.path(name));
            }
        }
        return request.method() + ":" + Sha256.hex(binding.digest);
    }

    private void value(JsonNode value) {
        if (value.isObject()) {
            digest.update((byte) '{');
            for (String name : sorted((ObjectNode) value)) {
                text(name);
                value(value.path(name));
            }
            digest.update((byte) '}');
        } else if (value.isArray()) {
            digest.update((byte) '[');
            value.forEach(this::value);
            digest.update((byte) ']');
        } else {
            text(value.toString());
        }
    }

    private void text(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
        digest.update(bytes);
    }

    private static List<String> sorted(ObjectNode object) {
        return object.propertyNames().stream().sorted().toList();
    }
}
