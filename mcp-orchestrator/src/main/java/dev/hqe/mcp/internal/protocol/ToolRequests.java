package dev.hqe.mcp.internal.protocol;

import dev.hqe.mcp.Principal;
import dev.hqe.mcp.RawJson;
import dev.hqe.mcp.ToolName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Reads the parameters of the tool methods, which the eras share.
final class ToolRequests {

    private ToolRequests() {}

    /// `tools/list`.
    ///
    /// @param tail what stands after the page's members, closing brace included
    static Verdict list(
            Incoming.Request request, ToolListing listing, RawJson resultPrefix, RawJson tail) {
        Optional<ToolListing.Page> page = listing.page(request.params().path("cursor"));
        if (page.isEmpty()) {
            return Verdict.invalidParams(
                    "Invalid cursor: pass the nextCursor of the page before, or none for the first"
                            + " page");
        }
        List<RawJson> json = new ArrayList<>();
        json.add(resultPrefix);
        json.addAll(page.get().json());
        json.add(tail);
        return new Verdict.Result(json);
    }

    /// `tools/call`.
    static Verdict call(Incoming.Request request, Dialect dialect, Principal principal) {
        JsonNode name = request.params().path("name");
        if (!name.isString()) {
            return Verdict.invalidParams("tools/call needs \"name\", the tool's name as a string");
        }
        if (!ToolName.isValid(name.stringValue())) {
            return Verdict.invalidParams("Unknown tool: " + Quoted.brief(name.stringValue()));
        }
        JsonNode arguments = request.params().path("arguments");
        if (!arguments.isMissingNode() && !arguments.isObject()) {
            return Verdict.invalidParams(
                    "tools/call: \"arguments\" must be an object, or left out for none");
        }
        JsonNode token = request.meta().path("progressToken");
        Optional<RequestId> progressToken = RequestId.of(token);
        if (!token.isMissingNode() && progressToken.isEmpty()) {
            return Verdict.invalidParams(
                    "\"progressToken\" must be a string or a whole number (Progress Flow)");
        }
        return new Verdict.Call(
                dialect,
                principal,
                new ToolName(name.stringValue()),
                arguments instanceof ObjectNode given
                        ? given
                        : JsonNodeFactory.instance.objectNode(),
                progressToken);
    }

    /// The client as it names itself in an `Implementation` object; empty when that is not one.
    static Optional<Principal> principal(JsonNode implementation) {
        JsonNode name = implementation.path("name");
        JsonNode version = implementation.path("version");
        return name.isString() && version.isString()
                ? Optional.of(
                        new Principal(
                                Principal.Kind.AGENT, name.stringValue(), version.stringValue()))
                : Optional.empty();
    }
}
