package dev.hqe.mcp.broker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hqe.kernel.json.Json;
import dev.hqe.mcp.ToolDefinition;
import dev.hqe.mcp.ToolName;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class ToolSearchTest {

    private static final ToolSearch SEARCH =
            new ToolSearch(
                    List.of(
                            tool("github.create_issue", "Opens an issue in a repository.", "repo"),
                            tool("github.list_issues", "Lists issues of a repository.", "state"),
                            tool("github.merge_pull_request", "Merges a pull request.", "number"),
                            tool("files.deleteFile", "Removes one file for good.", "path"),
                            tool("files.read", "Gives the text of a file.", "path"),
                            tool("mail.send", "Sends an e-mail to somebody.", "recipient"),
                            tool("mail.search", "Finds e-mails by words and dates.", "query"),
                            tool("weather.forecast", "Tells tomorrow's weather.", "city"),
                            tool("weather.alerts", "Tells warnings of storms.", "city")));

    private static ToolDefinition tool(String name, String description, String parameter) {
        ObjectNode schema = Json.object().put("type", "object");
        schema.putObject("properties").putObject(parameter).put("type", "string");
        return ToolDefinition.of(new ToolName(name), description, schema);
    }

    private static List<String> find(String query) {
        return SEARCH.find(query, 3, tool -> true).stream()
                .map(tool -> tool.name().value())
                .toList();
    }

    @Test
    void findsByWhatATaskSays() {
        assertThat(find("open a new issue")).first().isEqualTo("github.create_issue");
        assertThat(find("show all issues")).first().isEqualTo("github.list_issues");
        assertThat(find("merging PRs")).first().isEqualTo("github.merge_pull_request");
        assertThat(find("delete a file")).first().isEqualTo("files.deleteFile");
        assertThat(find("erase document")).first().isEqualTo("files.deleteFile");
        assertThat(find("email somebody")).first().isEqualTo("mail.send");
        assertThat(find("weather in a city tomorrow")).first().isEqualTo("weather.forecast");
        assertThat(find("recipient")).containsExactly("mail.send");
        assertThat(find("forec")).containsExactly("weather.forecast");
    }

    @Test
    void anExactNameComesFirst() {
        assertThat(find("MAIL.SEARCH")).first().isEqualTo("mail.search");
        assertThat(find(" files.read ")).first().isEqualTo("files.read");
    }

    @Test
    void equalToolsComeInTheOrderOfTheirNames() {
        ToolSearch twins =
                new ToolSearch(List.of(tool("b.same", "Same.", "x"), tool("a.same", "Same.", "x")));

        assertThat(twins.find("same", 5, tool -> true))
                .extracting(tool -> tool.name().value())
                .containsExactly("a.same", "b.same");
    }

    @Test
    void findsNothingForNothing() {
        assertThat(find("")).isEmpty();
        assertThat(find("the of and")).isEmpty();
        assertThat(find("zzzz")).isEmpty();
        assertThat(find("x".repeat(100_000))).isEmpty();
    }

    @Test
    void findsOnlyWhatMayBeShown() {
        assertThat(SEARCH.find("issue", 5, tool -> !tool.name().value().endsWith("list_issues")))
                .extracting(tool -> tool.name().value())
                .containsExactly("github.create_issue");
    }
}
