package dev.hqe.mcp.oauth;

import dev.hqe.kernel.json.Json;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// A JSON object that an authorization server or a resource server sent, read with care: a member
/// of the wrong type is an error that names the member, a `null` is an absent one.
///
/// @param what the document in words, for messages
/// @param source where it came from
/// @param json the object
record MetadataDocument(String what, URI source, JsonNode json) {

    private static final int MAX_ELEMENTS = 1_000;

    /// @throws OAuthException if the text is no JSON object
    static MetadataDocument parse(String what, URI source, String body) {
        try {
            JsonNode json = Json.MAPPER.readTree(body);
            if (json != null && json.isObject()) {
                return new MetadataDocument(what, source, json);
            }
        } catch (JacksonException broken) {
            // Falls through: the parser's message could quote a token, so it is not repeated.
        }
        throw new OAuthException(
                what
                        + " at "
                        + source
                        + " is no JSON object. Ask the server's operator to correct it.");
    }

    /// Whether a body looks like a JSON object and not like a page for people.
    static boolean isObject(String body) {
        return body.stripLeading().startsWith("{");
    }

    Optional<String> text(String name) {
        JsonNode value = json.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isString()) {
            throw wrong(name, "a text");
        }
        return Optional.of(value.stringValue()).filter(text -> !text.isEmpty());
    }

    String requiredText(String name) {
        return text(name).orElseThrow(() -> wrong(name, "there"));
    }

    /// Empty if the member is absent, which can mean something else than an empty list.
    Optional<List<String>> texts(String name) {
        JsonNode value = json.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isArray() || value.size() > MAX_ELEMENTS) {
            throw wrong(name, "a list of at most " + MAX_ELEMENTS + " texts");
        }
        List<String> texts = new ArrayList<>();
        for (JsonNode element : value) {
            if (!element.isString()) {
                throw wrong(name, "a list of texts");
            }
            texts.add(element.stringValue());
        }
        return Optional.of(List.copyOf(texts));
    }

    boolean flag(String name) {
        JsonNode value = json.path(name);
        return value.isBoolean() && value.booleanValue();
    }

    /// A number of seconds, also when it is written as a text, as some servers do.
    Optional<Long> seconds(String name) {
        JsonNode value = json.path(name);
        if (value.isNumber()) {
            return Optional.of((long) value.doubleValue());
        }
        if (value.isString() && value.stringValue().matches("\\d{1,12}")) {
            return Optional.of(Long.parseLong(value.stringValue()));
        }
        return Optional.empty();
    }

    OAuthException wrong(String name, String expected) {
        return new OAuthException(
                what
                        + " at "
                        + source
                        + " cannot be used: '"
                        + name
                        + "' is not "
                        + expected
                        + ". Ask the server's operator to correct it.");
    }
}
