package dev.hqe.app.activity;

import dev.hqe.kernel.activity.Activity;
import dev.hqe.kernel.activity.Activity.Kind;
import dev.hqe.kernel.activity.Activity.Result;
import dev.hqe.kernel.json.Json;
import dev.hqe.mcp.CallRecord;
import dev.hqe.mcp.Principal;
import dev.hqe.mcp.RawJson;
import dev.hqe.mcp.ToolAnswer;
import dev.hqe.mcp.ToolCall;
import dev.hqe.mcp.ToolCalled;
import dev.hqe.mcp.ToolCalled.Ending;
import dev.hqe.mcp.ToolOutcome;
import dev.hqe.mcp.policy.ArgumentView;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import tools.jackson.databind.node.ObjectNode;

/// Writes each call into the timeline: who, which tool, with what, how it ended and what came out.
/// Secrets in arguments and answers are hidden, long ones cut.
///
/// Thread-safe.
public final class CallJournal implements CallRecord {

    private static final int ANSWER = 2_000;

    private final Consumer<Supplier<Activity>> timeline;

    /// @param timeline makes what it is given on a thread of its own: looking through a long answer
    ///   takes longer than most calls
    public CallJournal(Consumer<Supplier<Activity>> timeline) {
        this.timeline = timeline;
    }

    @Override
    public void ended(ToolCalled ended, ToolCall call, ToolAnswer answer) {
        String arguments = ArgumentView.of(call.arguments());
        String words = words(answer);
        String beginning = words.substring(0, Math.min(words.length(), ANSWER + ANSWER));
        timeline.accept(() -> activity(ended, arguments, beginning));
    }

    private static Activity activity(ToolCalled ended, String arguments, String words) {
        Principal principal = ended.principal();
        String said = ArgumentView.ofText(words, ANSWER);
        boolean well = ended.ending() == Ending.OK;
        ObjectNode detail = Json.object();
        detail.put("call", ended.id().value());
        detail.put("by", word(principal.kind()));
        putIfSaid(detail, "version", principal.version());
        putIfSaid(detail, "profile", principal.access().profile());
        putIfSaid(detail, "key", principal.access().identity());
        detail.put("ending", word(ended.ending()));
        putIfSaid(detail, "arguments", arguments);
        putIfSaid(detail, "answer", said);
        detail.put("answer_bytes", ended.resultBytes());
        return new Activity(
                ended.startedAt(),
                Kind.CALL,
                result(ended.ending()),
                principal.name(),
                ended.tool().value(),
                ended.millis(),
                well ? "" : said.replace("\n", " "),
                detail);
    }

    private static void putIfSaid(ObjectNode detail, String name, String value) {
        if (!value.isEmpty()) {
            detail.put(name, value);
        }
    }

    static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static Result result(Ending ending) {
        return switch (ending) {
            case OK -> Result.OK;
            case REFUSED, CANCELLED -> Result.REFUSED;
            case FAILED, BAD_ARGUMENTS, UNKNOWN_TOOL, TIMED_OUT -> Result.FAILED;
        };
    }

    private static String words(ToolAnswer answer) {
        return switch (answer) {
            case ToolAnswer.Result(ToolOutcome outcome, var json) ->
                    switch (outcome) {
                        case ToolOutcome.Failed(String message) -> message;
                        case ToolOutcome.Refused(String message, String fix) ->
                                message + "\n" + fix;
                        case ToolOutcome.Ok _, ToolOutcome.Relayed _ ->
                                beginning(
                                        json.contentIsPointer() || json.structuredIsObject()
                                                ? json.structured()
                                                : Optional.empty(),
                                        json.content());
                    };
            case ToolAnswer.UnknownTool(String message) -> message;
            case ToolAnswer.BadArguments(String message) -> message;
            case ToolAnswer.MissingCapability(String message, var _) -> message;
            case ToolAnswer.Fault(int code, String message, var _) -> message + " (" + code + ")";
            case ToolAnswer.Cancelled _ -> "The caller took it back.";
        };
    }

    private static String beginning(Optional<RawJson> structured, RawJson content) {
        return structured.orElse(content).beginning(ANSWER + ANSWER);
    }
}
