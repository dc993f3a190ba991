package dev.hqe.mcp.internal.protocol;

import dev.hqe.mcp.Access;
import dev.hqe.mcp.Principal;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The parameters of one request, read with errors that name the method.
///
/// @param request whose they are
record Params(Incoming.Request request) {

    private static final int MAX_URI = 8_192;

    /// A string that must be there.
    ///
    /// @param what says what it is
    String text(String name, String what) {
        return text(request.params(), name, what);
    }

    /// The same in an object of the parameters.
    String text(JsonNode object, String name, String what) {
        JsonNode value = object.path(name);
        if (!value.isString() || value.stringValue().isEmpty()) {
            throw new ParamsException(
                    request.method() + " needs \"" + name + "\", " + what + ", as a string");
        }
        return value.stringValue();
    }

    /// The URI of a resource.
    String uri() {
        String uri = text("uri", "the resource's URI");
        if (uri.length() > MAX_URI) {
            throw new ParamsException(
                    request.method() + ": a URI has at most " + MAX_URI + " characters");
        }
        return uri;
    }

    /// An object that may be left out.
    ObjectNode object(String name) {
        JsonNode value = request.params().path(name);
        if (value instanceof ObjectNode object) {
            return object;
        }
        if (!value.isMissingNode()) {
            throw new ParamsException(
                    request.method()
                            + ": \""
                            + name
                            + "\" must be an object, or left out for none");
        }
        return JsonNodeFactory.instance.objectNode();
    }

    /// An object whose values are strings, as prompts and completions have them.
    static Map<String, String> texts(ObjectNode object, String where) {
        Map<String, String> texts = new HashMap<>();
        object.properties()
                .forEach(member -> {
                    if (!member.getValue().isString()) {
                        throw new ParamsException(
                                where
                                        + ": the value of \""
                                        + Quoted.brief(member.getKey())
                                        + "\" must be a string");
                    }
                    texts.put(member.getKey(), member.getValue().stringValue());
                });
        return texts;
    }

    /// Under which the client wants to hear of progress.
    Optional<RequestId> progressToken() {
        JsonNode token = request.meta().path("progressToken");
        Optional<RequestId> read = RequestId.of(token);
        if (!token.isMissingNode() && read.isEmpty()) {
            throw new ParamsException(
                    "\"progressToken\" must be a string or a whole number (Progress Flow)");
        }
        return read;
    }

    /// The client as it names itself in an `Implementation` object; empty when that is not one.
    ///
    /// @param access what the transport has checked
    static Optional<Principal> principal(JsonNode implementation, Access access) {
        JsonNode name = implementation.path("name");
        JsonNode version = implementation.path("version");
        return name.isString() && version.isString()
                ? Optional.of(
                        new Principal(
                                Principal.Kind.AGENT,
                                name.stringValue(),
                                version.stringValue(),
                                access))
                : Optional.empty();
    }
}
