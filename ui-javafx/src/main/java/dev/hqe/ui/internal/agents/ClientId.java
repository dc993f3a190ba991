package dev.hqe.ui.internal.agents;

import dev.hqe.mcp.Access;
import dev.hqe.mcp.Principal;
import dev.hqe.ui.AgentSessions;
import tools.jackson.databind.JsonNode;

/// What tells one client from another: what it calls itself, and what it has shown of itself. Two
/// sessions of one program under one profile are one client.
///
/// @param name its own word; empty as long as it has not said
/// @param profile the one that it came in under; empty for none
/// @param key the id of the key that it came with; empty for none
record ClientId(String name, String profile, String key) {

    static ClientId of(Principal principal) {
        Access access = principal.access();
        return new ClientId(principal.name(), access.profile(), access.identity());
    }

    static ClientId of(AgentSessions.Session session) {
        return new ClientId(session.name(), session.profile(), "");
    }

    /// As a call was recorded.
    static ClientId of(String actor, JsonNode detail) {
        return new ClientId(
                actor, detail.path("profile").asString(""), detail.path("key").asString(""));
    }

    /// Whom a rule about exactly this client speaks of: `key:ID`, `profile:NAME` or `agent:NAME`.
    String ruleSubject() {
        return !key.isEmpty()
                ? "key:" + key
                : !profile.isEmpty() ? "profile:" + profile : "agent:" + name;
    }
}
