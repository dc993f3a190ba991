package dev.hqe.mcp.internal.protocol;

import dev.hqe.mcp.CallId;
import dev.hqe.mcp.CompletionRequest;
import dev.hqe.mcp.Fetched;
import dev.hqe.mcp.McpServer;
import dev.hqe.mcp.Principal;
import dev.hqe.mcp.PromptCall;
import dev.hqe.mcp.RawJson;
import dev.hqe.mcp.ResourceRead;
import dev.hqe.mcp.TaskSupport;
import dev.hqe.mcp.ToolCall;
import dev.hqe.mcp.ToolName;
import dev.hqe.mcp.TraceContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The methods that both eras have and read alike. Thread-safe.
final class SharedMethods {

    /// Who asks, in what terms, and how much of a listing at a time.
    record Asked(Incoming.Request request, Terms terms, int pageSize) {}

    private final McpServer server;
    private final Dialect dialect;
    private final ToolListing tools;
    private final RawJson listTail;
    private final SkillMethods skills;

    /// @param tools the listing as this era shows it
    /// @param listTail what stands after its page, closing brace included
    SharedMethods(McpServer server, Dialect dialect, ToolListing tools, RawJson listTail) {
        this.server = server;
        this.dialect = dialect;
        this.tools = tools;
        this.listTail = listTail;
        this.skills = new SkillMethods(server.skills(), dialect);
    }

    /// Carries a request out; empty when it is none of these.
    ///
    /// @throws ParamsException when its parameters do not fit
    Optional<Verdict> decide(Asked asked) {
        Verdict verdict =
                switch (asked.request().method()) {
                    case "tools/list" -> listTools(asked);
                    case "tools/call" -> call(asked);
                    case "resources/list" -> resources() ? listResources(asked) : null;
                    case "resources/templates/list" -> resources() ? listTemplates(asked) : null;
                    case "resources/read" -> resources() ? read(asked) : null;
                    case "prompts/list" -> prompts() ? listPrompts(asked) : null;
                    case "prompts/get" -> prompts() ? get(asked) : null;
                    case "completion/complete" -> resources() || prompts() ? complete(asked) : null;
                    case "skills/list" -> skills.isServed() ? skills.list(asked) : null;
                    case "skills/get" -> skills.isServed() ? skills.get(asked) : null;
                    default -> null;
                };
        return Optional.ofNullable(verdict);
    }

    /// The names of those that are served, for messages.
    String names() {
        return "tools/list, tools/call"
                + (resources() ? ", resources/list, resources/templates/list, resources/read" : "")
                + (prompts() ? ", prompts/list, prompts/get" : "")
                + (resources() || prompts() ? ", completion/complete" : "")
                + (skills.isServed() ? ", " + SkillMethods.NAMES : "");
    }

    private boolean resources() {
        return !server.resources().isEmpty();
    }

    private boolean prompts() {
        return !server.prompts().isEmpty();
    }

    private Verdict listTools(Asked asked) {
        boolean waits = server.lists().waits(); // before the page, which has what was seen by then
        Optional<ToolListing.Page> page = page(asked);
        if (page.isEmpty()) {
            return Verdict.invalidParams(Cursor.INVALID);
        }
        if (waits) {
            return listLate(asked);
        }
        List<RawJson> json = new ArrayList<>();
        json.add(dialect.start());
        json.addAll(page.get().json());
        json.add(listTail);
        return Verdict.result(json);
    }

    private Optional<ToolListing.Page> page(Asked asked) {
        return tools.page(
                asked.request().params().path("cursor"),
                asked.pageSize(),
                asked.terms().principal());
    }

    /// What is to be seen first is waited for where nobody else waits.
    private Verdict listLate(Asked asked) {
        return new Verdict.Run(
                (caller, results, done) -> {
                    ReadingTurns.stayOnDuty();
                    return server.lists()
                            .startWritten(
                                    asked.request().method(),
                                    () -> page(asked).orElseThrow().joined(),
                                    results,
                                    fetched -> done.accept(listed(fetched)));
                },
                asked.terms());
    }

    private Answer listed(Fetched fetched) {
        return dialect.answer(fetched, true, SharedMethods::unlisted);
    }

    private Verdict call(Asked asked) {
        Params params = new Params(asked.request());
        String name = params.text("name", "the tool's name");
        if (!ToolName.isValid(name)) {
            return Verdict.invalidParams("Unknown tool: " + Quoted.brief(name));
        }
        ObjectNode arguments = params.object("arguments");
        ToolName tool = new ToolName(name);
        Principal principal = asked.terms().principal();
        TraceContext trace = TraceContext.of(asked.request().meta());
        TaskSupport tasks = server.road().taskSupport(tool, principal.access());
        boolean needed = tasks == TaskSupport.REQUIRED || tasks == TaskSupport.DEFERRED;
        if (needed && !asked.terms().takesTasks()) {
            return withoutTasks(tool);
        }
        return new Verdict.Run(
                (caller, results, done) ->
                        server.road()
                                .start(
                                        new ToolCall(
                                                CallId.next(),
                                                principal,
                                                tool,
                                                arguments,
                                                caller,
                                                Instant.MAX,
                                                trace),
                                        results,
                                        answer -> done.accept(dialect.answer(answer))),
                asked.terms().becoming(tasks));
    }

    private Verdict withoutTasks(ToolName tool) {
        RpcError undeclared = TaskMethods.undeclared(tool + " runs as a task only and");
        return Verdict.failure(
                dialect.isModern() ? undeclared : RpcError.invalidParams(undeclared.message()));
    }

    private Verdict listResources(Asked asked) {
        return list(
                asked,
                "resources",
                principal ->
                        server.resources().resources(principal).stream()
                                .map(each -> new Cursor.Item(each.uri(), each.json()))
                                .toList());
    }

    private Verdict listTemplates(Asked asked) {
        return list(
                asked,
                "resourceTemplates",
                principal ->
                        server.resources().templates(principal).stream()
                                .map(each -> new Cursor.Item(each.uriTemplate(), each.json()))
                                .toList());
    }

    private Verdict listPrompts(Asked asked) {
        return list(
                asked,
                "prompts",
                principal ->
                        server.prompts().prompts(principal).stream()
                                .map(each -> new Cursor.Item(each.name().value(), each.json()))
                                .toList());
    }

    private Verdict list(Asked asked, String member, Cursor.Source source) {
        JsonNode cursor = asked.request().params().path("cursor");
        Optional<String> after = Cursor.read(cursor);
        if (after.isEmpty()) {
            return Verdict.invalidParams(Cursor.INVALID);
        }
        Principal principal = asked.terms().principal();
        return new Verdict.Run(
                (caller, results, done) -> {
                    if (server.lists().waits()) {
                        ReadingTurns.stayOnDuty();
                    }
                    return server.lists()
                            .start(
                                    asked.request().method(),
                                    () ->
                                            Cursor.page(
                                                    source.items(principal),
                                                    after.get(),
                                                    asked.pageSize(),
                                                    member),
                                    results,
                                    fetched -> done.accept(listed(fetched)));
                },
                asked.terms());
    }

    /// Listings are never absent.
    private static RpcError unlisted() {
        return new RpcError(RpcError.INTERNAL_ERROR, "Internal error");
    }

    private Verdict read(Asked asked) {
        String uri = new Params(asked.request()).uri();
        Principal principal = asked.terms().principal();
        return new Verdict.Run(
                (caller, results, done) ->
                        server.resources()
                                .start(
                                        new ResourceRead(principal, uri, caller),
                                        results,
                                        fetched ->
                                                done.accept(
                                                        dialect.answer(
                                                                fetched,
                                                                true,
                                                                () -> notFound(uri)))),
                asked.terms());
    }

    private RpcError notFound(String uri) {
        return RpcError.resourceNotFound(uri, !dialect.isModern());
    }

    private Verdict get(Asked asked) {
        Params params = new Params(asked.request());
        String name = params.text("name", "the prompt's name");
        if (!ToolName.isValid(name)) {
            return Verdict.invalidParams("Unknown prompt: " + Quoted.brief(name));
        }
        Map<String, String> arguments =
                Params.texts(params.object("arguments"), "the arguments of prompt " + name);
        Principal principal = asked.terms().principal();
        return new Verdict.Run(
                (caller, results, done) ->
                        server.prompts()
                                .start(
                                        new ToolName(name),
                                        new PromptCall(principal, arguments, caller),
                                        results,
                                        fetched ->
                                                done.accept(
                                                        dialect.answer(
                                                                fetched,
                                                                false,
                                                                () -> unknownPrompt(name)))),
                asked.terms());
    }

    private static RpcError unknownPrompt(String name) {
        return RpcError.invalidParams("Unknown prompt: " + Quoted.brief(name));
    }

    private Verdict complete(Asked asked) {
        Params params = new Params(asked.request());
        ObjectNode ref = params.object("ref");
        ObjectNode argument = params.object("argument");
        boolean ofPrompt =
                switch (params.text(ref, "type", "ref/prompt or ref/resource")) {
                    case "ref/prompt" -> true;
                    case "ref/resource" -> false;
                    default ->
                            throw new ParamsException(
                                    "completion/complete: ref.type is ref/prompt or ref/resource");
                };
        JsonNode typed = argument.path("value");
        if (!typed.isString()) {
            throw new ParamsException("completion/complete needs argument.value, as a string");
        }
        CompletionRequest wanted =
                new CompletionRequest(
                        asked.terms().principal(),
                        ofPrompt
                                ? params.text(ref, "name", "the prompt's name")
                                : params.text(ref, "uri", "the template's URI"),
                        params.text(argument, "name", "which argument"),
                        typed.stringValue(),
                        asked.request().params().path("context").path("arguments")
                                        instanceof ObjectNode others
                                ? Params.texts(others, "context.arguments")
                                : Map.of());
        return new Verdict.Run(
                (caller, results, done) -> {
                    Consumer<Fetched> ended =
                            fetched ->
                                    done.accept(
                                            dialect.answer(
                                                    fetched,
                                                    false,
                                                    () -> unknownReference(wanted.reference())));
                    return ofPrompt
                            ? server.prompts().complete(wanted, results, ended)
                            : server.resources().complete(wanted, results, ended);
                },
                asked.terms());
    }

    private static RpcError unknownReference(String reference) {
        return RpcError.invalidParams(
                "completion/complete: there is no prompt or template " + Quoted.brief(reference));
    }
}
