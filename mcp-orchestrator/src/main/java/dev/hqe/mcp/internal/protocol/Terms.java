package dev.hqe.mcp.internal.protocol;

import dev.hqe.mcp.ClientAbilities;
import dev.hqe.mcp.LogLevel;
import dev.hqe.mcp.Principal;
import dev.hqe.mcp.TaskSupport;
import java.util.Optional;
import java.util.function.Predicate;
import tools.jackson.databind.node.ObjectNode;

/// How a client wants a request of its carried out.
///
/// @param principal who asks
/// @param abilities what may be asked of the client meanwhile
/// @param progressToken under which it wants to hear of progress
/// @param logs which log messages it wants
/// @param rounds how questions to the client travel; empty for requests of the server's own
record Terms(
        Principal principal,
        ClientAbilities abilities,
        Optional<RequestId> progressToken,
        Predicate<LogLevel> logs,
        Optional<Rounds> rounds) {

    /// Whether a task may come in place of a result.
    boolean takesTasks() {
        return rounds.isPresent() && abilities.takesTasks();
    }

    /// Whether it is answered with a task before it starts.
    boolean becomesTaskAtOnce() {
        return takesTasks()
                && rounds.map(Rounds::tasks)
                        .filter(tasks ->
                                tasks == TaskSupport.OPTIONAL || tasks == TaskSupport.REQUIRED)
                        .isPresent();
    }

    /// Whether it becomes a task when it takes long. Only calls of tools do.
    boolean mayBePromoted() {
        return takesTasks()
                && rounds.filter(now -> now.isToolCall() && now.tasks() == TaskSupport.NEVER)
                        .isPresent();
    }

    /// The same for something that may become a task.
    Terms becoming(TaskSupport tasks) {
        return new Terms(
                principal,
                abilities,
                progressToken,
                logs,
                rounds.map(now ->
                        new Rounds(
                                now.binding(),
                                now.requestState(),
                                now.inputResponses(),
                                tasks,
                                true)));
    }

    /// What 2026-07-28 adds: questions are answers, and their answers come with a retry.
    ///
    /// @param binding names the request: a retry with another one is refused
    /// @param requestState of a retry
    /// @param inputResponses of a retry; empty otherwise
    /// @param tasks whether it may become a task
    /// @param isToolCall whether it calls a tool; nothing else becomes a task
    record Rounds(
            String binding,
            Optional<String> requestState,
            ObjectNode inputResponses,
            TaskSupport tasks,
            boolean isToolCall) {}
}
