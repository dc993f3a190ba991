package dev.hqe.mcp.policy;

import dev.hqe.kernel.json.Json;
import dev.hqe.mcp.Caller;
import dev.hqe.mcp.CallerException;
import dev.hqe.mcp.InputRequest;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Asks through the agent that made the call: a form that its client shows to its user (2026-07-28,
/// Elicitation). Whether a person really saw it is the client's word, so nothing is made a rule of
/// from here.
///
/// @param caller the one who made the call
record AgentApprover(Caller caller) implements Approver {

    private static final String KEY = "hqe.approval.";

    private static final String SCHEMA =
            """
            {"type": "object", "required": ["decision"], "properties": {
              "decision": {"type": "string", "title": "Decision",
                "enum": ["allow_once", "allow_for_session", "deny"],
                "enumNames": ["Allow once", "Allow this tool for this session", "Deny"]}}}
            """;

    @Override
    public Place place() {
        return Place.AGENT;
    }

    @Override
    public boolean isThere() {
        return caller.abilities().elicitsForms();
    }

    @Override
    public Optional<Approval> ask(ApprovalQuestion question) throws InterruptedException {
        InputRequest form =
                InputRequest.form(
                        question.text() + "\nAllow it?",
                        Json.MAPPER.readValue(SCHEMA, ObjectNode.class));
        // A client of 2026-07-28 may send answers along with its call. This question can be
        // answered only by one who has been asked it.
        String key = KEY + UUID.randomUUID();
        JsonNode result;
        try {
            result = caller.ask(Map.of(key, form)).getOrDefault(key, Json.object());
        } catch (CallerException e) {
            return Optional.empty();
        }
        if (!result.path("action").asString("").equals("accept")) {
            return Optional.of(Approval.DENIED);
        }
        return Optional.of(
                switch (result.path("content").path("decision").asString("")) {
                    case "allow_once" -> Approval.ONCE;
                    case "allow_for_session" -> Approval.SESSION;
                    default -> Approval.DENIED;
                });
    }
}
