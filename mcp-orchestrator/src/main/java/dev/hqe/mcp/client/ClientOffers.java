package dev.hqe.mcp.client;

import dev.hqe.kernel.json.Json;
import dev.hqe.mcp.ClientAbilities;
import tools.jackson.databind.node.ObjectNode;

/// What a [ClientHandler] can do for servers. It is declared to them, and nothing else is answered.
///
/// @param elicitForm asks the user to fill in a form
/// @param elicitUrl asks the user to open a page
/// @param sampling asks a model
/// @param samplingTools asks a model that may use tools
/// @param roots names folders
/// @param tasks takes a task in place of a result, and waits for it
/// @param extensions further extensions: identifier to settings; not to be changed
public record ClientOffers(
        boolean elicitForm,
        boolean elicitUrl,
        boolean sampling,
        boolean samplingTools,
        boolean roots,
        boolean tasks,
        ObjectNode extensions) {

    /// Nothing but waiting for tasks.
    public static final ClientOffers NONE =
            new ClientOffers(false, false, false, false, false, true, Json.object());

    /// The `ClientCapabilities` of an era.
    ObjectNode capabilities(ServerEra era) {
        ObjectNode json = Json.object();
        if (roots) {
            ObjectNode declared = json.putObject("roots");
            if (era == ServerEra.LEGACY) {
                declared.put("listChanged", true);
            }
        }
        if (sampling) {
            ObjectNode declared = json.putObject("sampling");
            if (samplingTools) {
                declared.putObject("tools");
            }
        }
        if (elicitForm || elicitUrl) {
            ObjectNode declared = json.putObject("elicitation");
            if (elicitForm) {
                declared.putObject("form");
            }
            if (elicitUrl) {
                declared.putObject("url");
            }
        }
        ObjectNode further = extensions.deepCopy();
        if (tasks && era == ServerEra.MODERN) {
            further.putObject(ClientAbilities.TASKS);
        }
        if (!further.isEmpty()) {
            json.set("extensions", further);
        }
        return json;
    }
}
