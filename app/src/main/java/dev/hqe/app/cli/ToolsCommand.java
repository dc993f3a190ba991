package dev.hqe.app.cli;

import dev.hqe.app.Installation;
import dev.hqe.app.Workbench;
import dev.hqe.kernel.json.Json;
import dev.hqe.kernel.json.Problem;
import dev.hqe.mcp.Principal;
import dev.hqe.mcp.ToolDefinition;
import dev.hqe.mcp.ToolName;
import dev.hqe.mcp.broker.ToolBroker;
import dev.hqe.mcp.policy.PolicyToolPolicy;
import dev.hqe.mcp.policy.Ruling;
import dev.hqe.mcp.results.ResultTools;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ArrayNode;

@Command(
        name = "tools",
        description = {
            "Lists the tools there are, and what the rules say of an agent that calls them: allow,"
                    + " ask (a person is asked first) or deny (not even listed to it).",
            "Change that with hqe policy."
        })
final class ToolsCommand extends WorkbenchCommand {

    private static final int NAME_WIDTH = 30;
    private static final int DESCRIPTION_WIDTH = 84;

    @Option(
            names = "--agent",
            paramLabel = "NAME",
            description = "As the rules are for the agent of this name, such as claude-code.")
    private String agent = "";

    @Option(
            names = "--json",
            description = "Print the tools as MCP describes them, each with its ruling.")
    private boolean json;

    ToolsCommand(Installation installation) {
        super(installation);
    }

    @Override
    public Integer call() throws Exception {
        if (commandRun().workbench() == null) { // whose log is not this command's
            OwnWords.instead(OwnWords.SERVERS, OwnWords.POLICY);
        }
        return super.call();
    }

    @Override
    int run(Workbench workbench) throws InterruptedException {
        workbench.hosting().host().awaitFirstSight(FIRST_SIGHT);
        List<ToolDefinition> listed =
                workbench.road().tools().stream()
                        .filter(tool -> !isWayToOthers(tool.name()))
                        .toList();
        workbench.road().problems().forEach(problem -> err().println("hqe: " + problem));
        workbench.hosting().problems().forEach(problem -> err().println("hqe: " + problem));
        Function<ToolDefinition, Ruling> rulings = rulings(workbench);
        if (json) {
            ArrayNode tools = Json.MAPPER.createArrayNode();
            listed.forEach(tool ->
                    tools.add(tool.toJson().deepCopy().put("ruling", rulings.apply(tool).word())));
            printJson(tools);
            return Failures.DONE;
        }
        for (ToolDefinition tool : listed) {
            String name = tool.name().value();
            out().println(
                            name
                                    + " ".repeat(Math.max(1, NAME_WIDTH - name.length()))
                                    + "%-6s".formatted(rulings.apply(tool).word())
                                    + firstSentence(tool.description()));
        }
        return Failures.DONE;
    }

    /// What the road would say, by the same classes. While the rules cannot be read it lets agents
    /// call nothing.
    private Function<ToolDefinition, Ruling> rulings(Workbench workbench) {
        List<Problem> problems = workbench.policy().problems();
        problems.forEach(problem ->
                err().println("hqe: " + problem + ". Until it is mended agents may call nothing."));
        if (!problems.isEmpty()) {
            return tool -> Ruling.DENY;
        }
        PolicyToolPolicy policy =
                new PolicyToolPolicy(
                        workbench.policy(), workbench.approvals(), InstantSource.system());
        Principal asking = new Principal(Principal.Kind.AGENT, agent, "");
        return tool -> policy.ruling(asking, tool);
    }

    /// Such as `find_tools`, which is there for agents when the others are too many to list.
    private static boolean isWayToOthers(ToolName name) {
        return ToolBroker.WAYS.contains(name) && !name.equals(ResultTools.READ);
    }

    private static String firstSentence(String text) {
        String line = text.strip().replaceAll("\\s+", " ");
        int end = line.indexOf(". ");
        String sentence = end < 0 ? line : line.substring(0, end + 1);
        return sentence.length() <= DESCRIPTION_WIDTH
                ? sentence
                : sentence.substring(0, DESCRIPTION_WIDTH - 1) + "…";
    }
}
