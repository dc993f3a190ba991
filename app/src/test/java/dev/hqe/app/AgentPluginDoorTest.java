package dev.hqe.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hqe.app.HqeProcess.Result;
import dev.hqe.app.door.RunningWorkbench;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// An Agent Plugin that is dropped into the folder of Topics as it is, seen by an agent.
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the server is a shell program")
class AgentPluginDoorTest {

    private static final Duration LONG = Duration.ofSeconds(20);
    private static final String SKILL = "skill://review_kit/review/SKILL.md";
    private static final String TOOL = "review_kit-notes.echo";

    @TempDir private Path work = Path.of("");
    private Path home = Path.of("");
    private final List<AgentProcess> agents = new ArrayList<>();

    @BeforeEach
    void choose() {
        home = work.resolve("home");
    }

    @AfterEach
    void leaveNothing() throws Exception {
        agents.forEach(AgentProcess::kill);
        new RunningWorkbench(home, HqeProcess.installation().build()).stop(Duration.ofSeconds(60));
    }

    private AgentProcess agent() throws Exception {
        AgentProcess agent = AgentProcess.start(home, "--tools", "direct");
        agents.add(agent);
        return agent.introduced("agent");
    }

    private void drop() throws Exception {
        Path folder = Files.createDirectories(work.resolve("review-kit/skills/review"));
        Files.writeString(
                folder.resolve("SKILL.md"),
                "---\nname: review\ndescription: Reviews a change.\n---\nRead the change.\n");
        Path plugin = work.resolve("review-kit");
        Files.writeString(
                plugin.resolve("plugin.json"),
                """
                {"$schema": "https://agent-plugins.org/schemas/1.0.0/plugin.schema.json",
                 "name": "review-kit", "version": "1.2.0"}
                """);
        Files.writeString(
                plugin.resolve("mcp.json"),
                """
                {"$schema": "https://agent-plugins.org/schemas/1.0.0/mcp.schema.json",
                 "mcpServers": {"notes": {"type": "stdio", "command": "sh",
                   "args": ["${PLUGIN_ROOT}/server.sh"], "env": {"KEPT": "${secret:theirs}"}}}}
                """);
        ShellServer.write(
                plugin,
                "echo \"$$ $KEPT\" >\"$PLUGIN_DATA/seen\"\n",
                List.of(ShellServer.tool("echo", "Says it again.")));
        Files.move(plugin, Files.createDirectories(home.resolve("topics")).resolve("review-kit"));
    }

    private Result hqe(String... arguments) throws Exception {
        return HqeProcess.run(home, arguments);
    }

    /// What an agent is shown, all in one text.
    private static String shown(AgentProcess agent) throws Exception {
        return agent.ask("prompts/list", "{}").toString()
                + agent.ask("resources/list", "{}")
                + agent.ask("skills/list", "{}")
                + agent.tools();
    }

    @Test
    void isNothingUntilItIsGrantedThenPromptResourceSkillAndToolAndNothingAgainAfterwards()
            throws Exception {
        AgentProcess agent = agent();
        drop();
        await().atMost(LONG).until(() -> hqe("topic", "show", "review_kit").exitCode() == 0);
        String before = shown(agent);
        Result none = hqe("server", "list");

        hqe("policy", "allow", "--tool", "review_kit-notes.*");
        Result granted = hqe("topic", "grant", "review_kit", "--yes");
        await().atMost(LONG).until(() -> agent.tools().contains(TOOL));
        String during = shown(agent);
        JsonNode prompt = agent.ask("prompts/get", "{\"name\":\"review_kit.review\"}");
        JsonNode read = agent.ask("resources/read", "{\"uri\":\"" + SKILL + "\"}");
        JsonNode skill = agent.ask("skills/get", "{\"uri\":\"" + SKILL + "\"}");
        String said = agent.call(TOOL).at("/result/content/0/text").asString();
        Result servers = hqe("server", "list");
        Result removed = hqe("server", "remove", "review_kit-notes");
        String[] seen = seen();

        Result revoked = hqe("topic", "revoke", "review_kit");
        String after = shown(agent);
        Result again = hqe("server", "list");

        assertThat(before).doesNotContain("review_kit");
        assertThat(none.out()).doesNotContain("review_kit");
        assertThat(granted.out()).contains("notes: runs sh", "review_kit granted");
        assertThat(during).contains("\"review_kit.review\"", SKILL, "sha256:", TOOL);
        assertThat(prompt.at("/result/messages/0/content/text").asString())
                .startsWith("Read the change.");
        assertThat(read.at("/result/contents/0/text").asString()).contains("name: review");
        assertThat(skill.at("/result/skill/frontmatter/name").asString()).isEqualTo("review");
        assertThat(said).isEqualTo("said again");
        assertThat(seen[1]).isEqualTo("${secret:theirs}");
        assertThat(servers.out()).contains("review_kit-notes  sh", "(of the Topic review_kit)");
        assertThat(removed.exitCode()).isEqualTo(2);
        assertThat(removed.err()).contains("hqe topic revoke review_kit");
        assertThat(revoked.exitCode()).as(revoked.err()).isZero();
        assertThat(after).doesNotContain("review_kit");
        assertThat(again.out()).doesNotContain("review_kit");
        assertThat(ProcessHandle.of(Long.parseLong(seen[0])).filter(ProcessHandle::isAlive))
                .isEmpty();
    }

    /// The server's process, and what it was given.
    private String[] seen() throws Exception {
        return Files.readString(home.resolve("plugin-data/review_kit/seen")).strip().split(" ", 2);
    }
}
