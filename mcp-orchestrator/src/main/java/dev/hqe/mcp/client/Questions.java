package dev.hqe.mcp.client;

import dev.hqe.kernel.json.Json;
import dev.hqe.mcp.client.ClientHandler.Refusal;
import dev.hqe.mcp.internal.protocol.QuietTrace;
import dev.hqe.mcp.internal.protocol.Quoted;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.net.URISyntaxException;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Answers what a server asks of the host, in either era: as a request of its own (legacy) or as
/// wanted input (modern). Only what was offered is answered. Thread-safe.
final class Questions {

    /// Why there is no answer, as a JSON-RPC error.
    static final class Unanswered extends Exception {
        private final int code;

        Unanswered(int code, String message) {
            super(message);
            this.code = code;
        }

        int code() {
            return code;
        }
    }

    private static final System.Logger LOG = System.getLogger(Questions.class.getName());
    private static final int METHOD_NOT_FOUND = -32601;
    private static final int INVALID_PARAMS = -32602;
    private static final int INTERNAL_ERROR = -32603;

    /// What the specification's examples give for a user's no (Sampling, "Error Handling").
    private static final int REJECTED = -1;

    private final ClientHandler handler;
    private final ClientOffers offers;

    Questions(ClientHandler handler, ClientOffers offers) {
        this.handler = handler;
        this.offers = offers;
    }

    /// Asks the handler and waits.
    ObjectNode answer(String method, ObjectNode params) throws InterruptedException, Unanswered {
        try {
            return switch (method) {
                case "ping" -> Json.object();
                case "elicitation/create" -> elicit(params);
                case "sampling/createMessage" -> sample(params);
                case "roots/list" -> roots();
                default ->
                        throw new Unanswered(
                                METHOD_NOT_FOUND, "Method not found: " + Quoted.brief(method));
            };
        } catch (Refusal e) {
            throw new Unanswered(REJECTED, String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            // The host's code: the server gets an error, the log gets the place.
            LOG.log(Level.WARNING, "a handler of questions failed: {0}", QuietTrace.of(e));
            throw new Unanswered(INTERNAL_ERROR, "the client failed to answer " + method);
        }
    }

    private ObjectNode elicit(ObjectNode params) throws InterruptedException, Unanswered {
        String mode = params.path("mode").asString("form");
        String message = params.path("message").asString("");
        Elicitation question;
        if (mode.equals("form") && offers.elicitForm()) {
            if (!(params.path("requestedSchema") instanceof ObjectNode schema)) {
                throw new Unanswered(INVALID_PARAMS, "\"requestedSchema\" must be an object");
            }
            question = new Elicitation.Form(message, schema, params);
        } else if (mode.equals("url") && offers.elicitUrl()) {
            String id = params.path("elicitationId").asString("");
            question = new Elicitation.Page(message, address(params), id, params);
        } else {
            throw new Unanswered(
                    INVALID_PARAMS,
                    "elicitation by " + Quoted.brief(mode) + " was not offered by this client");
        }
        return handler.elicit(question).toJson(question);
    }

    private static URI address(ObjectNode params) throws Unanswered {
        try {
            URI url = new URI(params.path("url").asString(""));
            String scheme = String.valueOf(url.getScheme());
            if ((scheme.equalsIgnoreCase("https") || scheme.equalsIgnoreCase("http"))
                    && url.getHost() != null) {
                return url;
            }
        } catch (URISyntaxException e) {
            LOG.log(Level.DEBUG, "an elicitation's url", e);
        }
        throw new Unanswered(INVALID_PARAMS, "\"url\" must be an http or https address");
    }

    private ObjectNode sample(ObjectNode params) throws InterruptedException, Unanswered {
        if (!offers.sampling()) {
            throw new Unanswered(METHOD_NOT_FOUND, "sampling was not offered by this client");
        }
        if ((params.has("tools") || params.has("toolChoice")) && !offers.samplingTools()) {
            throw new Unanswered(
                    INVALID_PARAMS, "sampling with tools was not offered by this client");
        }
        return handler.sample(params);
    }

    private ObjectNode roots() throws InterruptedException, Unanswered {
        if (!offers.roots()) {
            throw new Unanswered(METHOD_NOT_FOUND, "roots were not offered by this client");
        }
        ObjectNode json = Json.object();
        ArrayNode list = json.putArray("roots");
        for (ClientHandler.Root root : handler.roots()) {
            ObjectNode one = list.addObject().put("uri", root.uri().toString());
            if (!root.name().isEmpty()) {
                one.put("name", root.name());
            }
        }
        return json;
    }
}
