package dev.hqe.mcp.client;

import dev.hqe.kernel.json.Json;
import java.net.URI;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A server's question to the user. The text is the server's: show who asks.
public sealed interface Elicitation {

    /// What it says.
    String message();

    /// The parameters as they came.
    ObjectNode params();

    /// To be filled in.
    ///
    /// @param schema a flat object schema of primitive properties
    record Form(String message, ObjectNode schema, ObjectNode params) implements Elicitation {}

    /// To be opened in a browser, with the user's consent and the whole address shown.
    ///
    /// @param id to recognise [ServerNotice.ElicitationDone]; empty in the modern era
    record Page(String message, URI url, String id, ObjectNode params) implements Elicitation {}

    /// The user's answer.
    sealed interface Answer {

        /// Agreed.
        ///
        /// @param content the form's values; properties that are left out get their schema's
        ///   default
        record Accept(ObjectNode content) implements Answer {}

        /// Said no.
        record Decline() implements Answer {}

        /// Closed the question without an answer.
        record Cancel() implements Answer {}

        /// The `ElicitResult`, with the defaults of the form filled in (SEP-1034).
        default ObjectNode toJson(Elicitation question) {
            ObjectNode json = Json.object();
            switch (this) {
                case Accept(ObjectNode content) -> {
                    json.put("action", "accept");
                    if (question instanceof Form form) {
                        json.set("content", withDefaults(content, form.schema()));
                    }
                }
                case Decline() -> json.put("action", "decline");
                case Cancel() -> json.put("action", "cancel");
            }
            return json;
        }

        private static ObjectNode withDefaults(ObjectNode content, ObjectNode schema) {
            ObjectNode full = content.deepCopy();
            for (var property : schema.path("properties").properties()) {
                JsonNode preset = property.getValue().path("default");
                if (!preset.isMissingNode() && !full.has(property.getKey())) {
                    full.set(property.getKey(), preset.deepCopy());
                }
            }
            return full;
        }
    }
}
