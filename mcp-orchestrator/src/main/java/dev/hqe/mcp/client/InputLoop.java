package dev.hqe.mcp.client;

import dev.hqe.kernel.json.Json;
import dev.hqe.mcp.RawJson;
import dev.hqe.mcp.internal.protocol.Quoted;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Makes a request again, with what the server wants to know, until it is satisfied (2026-07-28,
/// Multi Round-Trip Requests). Thread-safe: what is wanted for one request is used for that alone.
final class InputLoop {

    /// One round.
    interface Round {
        Reply.Result ask(Params params) throws InterruptedException;
    }

    private static final String INPUT_REQUIRED = "input_required";

    private final Questions questions;
    private final ClientLimits limits;

    InputLoop(Questions questions, ClientLimits limits) {
        this.questions = questions;
        this.limits = limits;
    }

    /// @throws ClientException when the server is not satisfied after [ClientLimits#rounds], or
    ///   wants what was not offered
    Reply.Result run(Params params, Round round) throws InterruptedException {
        Reply.Result result = round.ask(params);
        for (int rounds = 1; result.type().equals(INPUT_REQUIRED); rounds++) {
            if (rounds > limits.rounds()) {
                throw new ClientException(
                        "the server wanted input "
                                + limits.rounds()
                                + " times for one request: given up");
            }
            JsonNode wanted = result.json().tree();
            JsonNode requests = wanted.path("inputRequests");
            JsonNode state = wanted.path("requestState");
            if (requests.isMissingNode() && state.isMissingNode()) {
                throw new ClientException("the server wants input and does not say which");
            }
            Params next = params;
            if (requests instanceof ObjectNode map) {
                next = next.with("inputResponses", answers(map));
            }
            if (!state.isMissingNode()) {
                next = next.with("requestState", RawJson.of(state.toString()));
            }
            result = round.ask(next);
        }
        return result;
    }

    /// Asks the handler for everything that is wanted, in order.
    ObjectNode answers(ObjectNode requests) throws InterruptedException {
        if (requests.size() > limits.questions()) {
            throw new ClientException(
                    "the server wants "
                            + requests.size()
                            + " inputs at once; "
                            + limits.questions()
                            + " are answered");
        }
        ObjectNode answers = Json.object();
        for (Map.Entry<String, JsonNode> request : requests.properties()) {
            String method = request.getValue().path("method").asString("");
            ObjectNode params =
                    request.getValue().path("params") instanceof ObjectNode given
                            ? given
                            : Json.object();
            try {
                answers.set(request.getKey(), questions.answer(method, params));
            } catch (Questions.Unanswered e) {
                throw new ClientException(
                        "the server wants an answer to "
                                + Quoted.brief(method)
                                + " and gets none: "
                                + e.getMessage());
            }
        }
        return answers;
    }
}
