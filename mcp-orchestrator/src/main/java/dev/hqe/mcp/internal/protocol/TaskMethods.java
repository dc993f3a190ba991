package dev.hqe.mcp.internal.protocol;

import dev.hqe.mcp.ClientAbilities;
import dev.hqe.mcp.RawJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// `tasks/get`, `tasks/update` and `tasks/cancel` (SEP-2663). Thread-safe.
final class TaskMethods {

    static final String NAMES = "tasks/get, tasks/update, tasks/cancel";

    private final ServerCore core;

    TaskMethods(ServerCore core) {
        this.core = core;
    }

    /// Carries a request out; empty when it is none of these.
    ///
    /// @throws ParamsException when its parameters do not fit
    Optional<Verdict> decide(Incoming.Request request, Terms terms) {
        return switch (request.method()) {
            case "tasks/get", "tasks/update", "tasks/cancel" ->
                    Optional.of(
                            terms.takesTasks()
                                    ? answer(request, terms)
                                    : Verdict.failure(undeclared(request.method())));
            default -> Optional.empty();
        };
    }

    /// The error for a client that has not declared the extension.
    static RpcError undeclared(String what) {
        ObjectNode required = JsonNodeFactory.instance.objectNode();
        required.putObject("extensions").putObject(ClientAbilities.TASKS);
        return RpcError.missingCapability(
                what
                        + " is for clients that declare the extension "
                        + ClientAbilities.TASKS
                        + " in clientCapabilities.extensions",
                required);
    }

    private Verdict answer(Incoming.Request request, Terms terms) {
        Params params = new Params(request);
        String id = params.text("taskId", "the task's id");
        Optional<Task> found = core.tasks().find(id, terms.principal());
        if (found.isEmpty()) {
            return Verdict.invalidParams(
                    "There is no task " + Quoted.brief(id) + ", or there is none any more");
        }
        Task task = found.get();
        return switch (request.method()) {
            case "tasks/get" -> {
                List<RawJson> pieces = new ArrayList<>();
                pieces.add(core.modern().start());
                pieces.addAll(task.detailed(JsonNodeFactory.instance.objectNode()));
                pieces.add(RawJson.of("}"));
                yield Verdict.result(pieces);
            }
            case "tasks/update" -> {
                if (!(request.params().path("inputResponses") instanceof ObjectNode responses)) {
                    throw new ParamsException(
                            "tasks/update needs \"inputResponses\", an object of answers by the"
                                    + " keys of inputRequests");
                }
                List<String> problems = task.update(responses);
                yield problems.isEmpty()
                        ? acknowledged()
                        : Verdict.invalidParams(
                                "tasks/update: no answer was taken: "
                                        + String.join("; ", problems));
            }
            default -> {
                task.cancel();
                yield acknowledged();
            }
        };
    }

    private Verdict acknowledged() {
        return new Verdict.Now(
                core.modern().result("complete", JsonNodeFactory.instance.objectNode()));
    }
}
