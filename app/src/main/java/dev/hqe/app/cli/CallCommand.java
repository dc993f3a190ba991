package dev.hqe.app.cli;

import dev.hqe.app.Installation;
import dev.hqe.app.Workbench;
import dev.hqe.kernel.json.Json;
import dev.hqe.mcp.Content;
import dev.hqe.mcp.Principal;
import dev.hqe.mcp.Registration;
import dev.hqe.mcp.ToolAnswer;
import dev.hqe.mcp.ToolCall;
import dev.hqe.mcp.ToolName;
import dev.hqe.mcp.ToolOutcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

@Command(
        name = "call",
        description = "Calls a tool and prints its result.",
        footer = {"", "Example: hqe call code_audit.find_secrets '{\"path\": \"src/\"}'"})
final class CallCommand extends WorkbenchCommand {

    private static final int MAX_INPUT_BYTES = 16 << 20;

    @Parameters(index = "0", paramLabel = "TOOL", description = "As 'hqe tools' lists it.")
    private String tool = "";

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "JSON",
            description = "The arguments, a JSON object; - reads it from standard input.")
    private String arguments = "{}";

    @Option(names = "--json", description = "Print the whole MCP result instead of its content.")
    private boolean json;

    CallCommand(Installation installation) {
        super(installation);
    }

    @Override
    int run(Workbench workbench) throws Exception {
        if (!ToolName.isValid(tool)) {
            throw new Failures.BadInput("'" + tool + "' is not a tool name. See: hqe tools");
        }
        workbench.hosting().host().awaitFirstSight(FIRST_SIGHT);
        Principal person =
                new Principal(Principal.Kind.PERSON, "hqe call", installation().version());
        ToolCall call = ToolCall.of(person, new ToolName(tool), arguments());
        try (Registration _ =
                workbench.approvals().register(new TerminalApprover(station(), err(), call.id()))) {
            return ended(workbench.road().call(call), workbench);
        }
    }

    private int ended(ToolAnswer answer, Workbench workbench) {
        return switch (answer) {
            case ToolAnswer.Result result -> {
                print(result);
                yield result.json().isError() ? Failures.FAILED : Failures.DONE;
            }
            case ToolAnswer.UnknownTool unknown ->
                    throw new Failures.BadInput(unknown.message() + ". " + instead(workbench));
            case ToolAnswer.BadArguments bad -> throw new Failures.BadInput(bad.message());
            case ToolAnswer.MissingCapability missing ->
                    throw new Failures.BadInput(
                            tool
                                    + " wants to ask its caller something, which cannot be done here: "
                                    + missing.message());
            case ToolAnswer.Fault(int code, String message, var data) -> {
                err().println("hqe: " + tool + " answered with error " + code + ": " + message);
                yield Failures.FAILED;
            }
            case ToolAnswer.Cancelled cancelled -> {
                err().println("hqe: the call was cancelled");
                yield Failures.FAILED;
            }
        };
    }

    /// A tool may be unknown because its Topic does not run.
    private String instead(Workbench workbench) {
        String topic = tool.substring(0, Math.max(0, tool.indexOf('.')));
        return workbench.topics().entries().stream()
                .filter(entry -> TopicView.handle(entry).equals(topic))
                .filter(entry -> entry.running().isEmpty())
                .findFirst()
                .map(entry ->
                        "The Topic "
                                + topic
                                + " is "
                                + entry.status().word()
                                + ": "
                                + TopicView.meaning(entry))
                .orElse("See: hqe tools");
    }

    private ObjectNode arguments() throws IOException {
        String text = arguments;
        if (text.equals("-")) {
            byte[] input = station().in().readNBytes(MAX_INPUT_BYTES + 1);
            if (input.length > MAX_INPUT_BYTES) {
                throw new Failures.BadInput("the arguments are larger than 16 MiB");
            }
            text = new String(input, StandardCharsets.UTF_8);
        }
        try {
            if (Json.MAPPER.readTree(text) instanceof ObjectNode object) {
                return object;
            }
            throw new Failures.BadInput("the arguments must be a JSON object, such as {\"a\": 1}");
        } catch (JacksonException e) {
            throw new Failures.BadInput(
                    "the arguments are not valid JSON: " + e.getOriginalMessage());
        }
    }

    private void print(ToolAnswer.Result result) {
        if (json) {
            printJson(result.json().toCallToolResult());
            return;
        }
        switch (result.outcome()) {
            case ToolOutcome.Ok(JsonNode structured, var content) -> {
                if (!(structured instanceof MissingNode)) {
                    printJson(structured);
                }
                content.forEach(this::print);
            }
            case ToolOutcome.Relayed relayed -> printJson(result.json().toCallToolResult());
            case ToolOutcome.Refused(String message, String fix) ->
                    err().println("hqe: " + message + (message.endsWith(".") ? " " : ". ") + fix);
            case ToolOutcome.Failed(String message) -> err().println("hqe: " + message);
        }
    }

    private void print(Content content) {
        switch (content) {
            case Content.Text(String text) -> out().println(text);
            case Content.Raw(var raw) -> out().println(raw);
        }
    }
}
