package dev.hqe.app.cli;

import dev.hqe.app.Installation;
import dev.hqe.app.Workbench;
import dev.hqe.kernel.json.Json;
import dev.hqe.mcp.Principal;
import dev.hqe.mcp.ToolDefinition;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ArrayNode;

@Command(name = "tools", description = "Lists the tools that agents can call.")
final class ToolsCommand extends WorkbenchCommand {

    private static final int NAME_WIDTH = 30;
    private static final int DESCRIPTION_WIDTH = 90;

    @Option(names = "--json", description = "Print the tools as MCP describes them.")
    private boolean json;

    ToolsCommand(Installation installation) {
        super(installation);
    }

    @Override
    int run(Workbench workbench) throws InterruptedException {
        workbench.hosting().host().awaitFirstSight(FIRST_SIGHT);
        List<ToolDefinition> listed = workbench.road().tools(person());
        workbench.road().problems().forEach(problem -> err().println("hqe: " + problem));
        if (json) {
            ArrayNode tools = Json.MAPPER.createArrayNode();
            listed.forEach(tool -> tools.add(tool.toJson()));
            printJson(tools);
            return Failures.DONE;
        }
        for (ToolDefinition tool : listed) {
            String name = tool.name().value();
            out().println(
                            name
                                    + " ".repeat(Math.max(1, NAME_WIDTH - name.length()))
                                    + firstSentence(tool.description()));
        }
        return Failures.DONE;
    }

    private Principal person() {
        return new Principal(Principal.Kind.PERSON, "hqe tools", installation().version());
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
