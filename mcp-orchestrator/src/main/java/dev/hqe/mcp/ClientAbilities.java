package dev.hqe.mcp;

import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// What a client says it can do for a server: the `ClientCapabilities` object of both eras
/// (2026-07-28, Overview, `clientCapabilities`; 2025-11-25, Lifecycle). Immutable as long as nobody
/// changes the tree.
///
/// @param json the object as the client sent it
public record ClientAbilities(ObjectNode json) {

    /// The identifier of the tasks extension (SEP-2663).
    public static final String TASKS = "io.modelcontextprotocol/tasks";

    /// The identifier of the MCP Apps extension (SEP-1865).
    public static final String APPS = "io.modelcontextprotocol/ui";

    /// The identifier of the skills extension (SEP-2640).
    public static final String SKILLS = "io.modelcontextprotocol/skills";

    /// Nothing at all.
    public static final ClientAbilities NONE =
            new ClientAbilities(JsonNodeFactory.instance.objectNode());

    /// Shows forms to a person. An empty `elicitation` object means forms (2025-11-25, Elicitation,
    /// "Capabilities").
    public boolean elicitsForms() {
        JsonNode elicitation = json.path("elicitation");
        return elicitation.isObject() && (elicitation.isEmpty() || elicitation.has("form"));
    }

    /// Opens addresses for a person.
    public boolean elicitsUrls() {
        return json.path("elicitation").has("url");
    }

    /// Asks its model.
    public boolean samples() {
        return json.path("sampling").isObject();
    }

    /// Asks its model and lets it use tools.
    public boolean samplesWithTools() {
        return json.path("sampling").has("tools");
    }

    /// Names the folders it works in.
    public boolean listsRoots() {
        return json.path("roots").isObject();
    }

    /// Takes a task in place of a result.
    public boolean takesTasks() {
        return json.path("extensions").has(TASKS);
    }

    /// What this client lacks to answer a request, as a `ClientCapabilities` object; empty when it
    /// lacks nothing.
    public Optional<ObjectNode> missingFor(InputRequest request) {
        ObjectNode lacking = JsonNodeFactory.instance.objectNode();
        ObjectNode params = request.params();
        switch (request.kind()) {
            case ELICITATION -> {
                boolean url = params.path("mode").asString("form").equals("url");
                if (url ? !elicitsUrls() : !elicitsForms()) {
                    lacking.putObject("elicitation").putObject(url ? "url" : "form");
                }
            }
            case SAMPLING -> {
                if (!samples()) {
                    lacking.putObject("sampling");
                } else if (params.has("tools") && !samplesWithTools()) {
                    lacking.putObject("sampling").putObject("tools");
                }
            }
            case ROOTS -> {
                if (!listsRoots()) {
                    lacking.putObject("roots");
                }
            }
        }
        return lacking.isEmpty() ? Optional.empty() : Optional.of(lacking);
    }
}
