package dev.hqe.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hqe.app.HqeProcess.Result;
import dev.hqe.app.door.RunningWorkbench;
import dev.hqe.kernel.json.Json;
import dev.hqe.mcp.profile.ProfileFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Agents that come to one workbench under profiles, each with a process of its own.
class ProfileDoorTest {

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
        running().stop(Duration.ofSeconds(60));
    }

    private RunningWorkbench running() throws Exception {
        return new RunningWorkbench(home, HqeProcess.installation().build());
    }

    private Result hqe(String... arguments) throws Exception {
        return HqeProcess.run(home, arguments);
    }

    private AgentProcess agent(String... arguments) throws Exception {
        AgentProcess agent = AgentProcess.start(home, arguments);
        agents.add(agent);
        return agent;
    }

    @Test
    void eachAgentSeesWhatItsProfileOpensAndNothingElse() throws Exception {
        Result made = hqe("profile", "new", "audit", "--topic", "code_audit", "--names", "safe");
        Result data = hqe("profile", "new", "data", "--tool", "entities.*", "--json");
        AgentProcess auditor =
                agent("--profile", "audit", "--tools", "direct").introduced("auditor");
        AgentProcess reader = agent("--profile", "data", "--tools", "direct").introduced("reader");
        AgentProcess free = agent("--tools", "direct").introduced("free");

        assertThat(made.exitCode()).as(made.err()).isZero();
        assertThat(data.json().path("tools").toString()).isEqualTo("[\"entities.*\"]");
        assertThat(auditor.tools())
                .contains("code_audit_find_secrets", "results_read")
                .noneMatch(name -> name.startsWith("entities"));
        assertThat(reader.tools())
                .containsExactly(
                        "entities.facets",
                        "entities.get",
                        "entities.put",
                        "entities.query",
                        "results.read");
        assertThat(free.tools()).contains("code_audit.find_secrets", "entities.query");
        assertThat(auditor.call("entities.query").path("error").path("message").asString())
                .contains("Unknown tool")
                .doesNotContain("did you mean");
        assertThat(reader.call("code_audit.find_secrets").path("error").path("message").asString())
                .contains("Unknown tool");
        assertThat(reader.call("entities.query").path("result").path("isError").asBoolean(false))
                .isFalse();
        assertThat(auditor.ask("resources/list", "{}").path("result").path("resources").isEmpty())
                .isTrue();
        assertThat(hqe("status").out())
                .contains(
                        "agent auditor, version 1, profile audit, ",
                        "agent reader, version 1, profile data, ",
                        "agent free, version 1, process ");
    }

    @Test
    void aProfileThatIsChangedOrRemovedHoldsForTheNextRequest() throws Exception {
        hqe("profile", "new", "mine", "--tool", "entities.*");
        AgentProcess agent = agent("--profile", "mine").introduced("agent");
        assertThat(agent.tools()).contains("entities.query", "entities.get");

        hqe("profile", "new", "mine", "--tool", "entities.get", "--force");
        agent.awaitNotice("notifications/tools/list_changed");
        Set<String> narrower = agent.tools();
        JsonNode outside = agent.call("entities.query");
        Result removed = hqe("profile", "remove", "mine", "--yes");
        agent.awaitNotice("notifications/tools/list_changed");
        Set<String> nothing = agent.tools();
        JsonNode call = agent.call("entities.get");

        assertThat(narrower).containsExactly("entities.get", "results.read");
        assertThat(outside.path("error").path("message").asString()).contains("Unknown tool");
        assertThat(removed.out()).isEqualTo("removed mine\n");
        assertThat(nothing).isEmpty();
        assertThat(call.path("error").path("message").asString()).contains("Unknown tool");
    }

    @Test
    void aChangeCountsFromTheNextRequestOn() throws Exception {
        Path file = home.resolve(ProfileFile.NAME);
        String wide = "profiles: {mine: {tools: ['entities.*']}}\n";
        hqe("profile", "new", "mine", "--tool", "entities.*");
        AgentProcess agent = agent("--profile", "mine", "--tools", "direct").introduced("agent");
        agent.tools();
        List<Set<String>> seen = new ArrayList<>();
        List<String> answers = new ArrayList<>();

        for (int i = 0; i < 3; i++) {
            Files.writeString(file, wide);
            seen.add(agent.tools());
            Files.writeString(file, "profiles: {mine: {tools: ['entities.get']}}\n");
            answers.add(agent.call("entities.query").path("error").path("message").asString());
            Files.writeString(file, wide);
            answers.add(agent.call("entities.query").path("result").path("isError").toString());
            Files.writeString(file, "profiles: {mine: {tools: ['entities.get']}\n");
            seen.add(agent.tools());
        }

        Set<String> all =
                Set.of(
                        "entities.facets",
                        "entities.get",
                        "entities.put",
                        "entities.query",
                        "results.read");
        assertThat(seen).containsExactly(all, Set.of(), all, Set.of(), all, Set.of());
        assertThat(answers.subList(0, 2)).isEqualTo(answers.subList(2, 4));
        assertThat(answers.getFirst()).contains("Unknown tool");
        assertThat(answers.getLast()).isEqualTo("false");
    }

    @Test
    void whoNamesAProfileThatIsNotThereIsToldSo() throws Exception {
        hqe("profile", "new", "research");
        AgentProcess agent = agent("--profile", "reserch");

        JsonNode refused = agent.introduce("agent");
        hqe("profile", "new", "reserch");

        assertThat(refused.path("error").path("message").asString())
                .contains("there is no profile 'reserch' (did you mean 'research'?)");
        assertThat(refused.path("error").path("code").asInt()).isEqualTo(-32602);
        await().atMost(Duration.ofSeconds(20)).until(() -> agent.introduce("agent").has("result"));
    }

    @Test
    void aProfileIsNotRemovedWithoutAYes() throws Exception {
        hqe("profile", "new", "mine");

        Result unasked = hqe("profile", "remove", "mine");
        Result unknown = hqe("profile", "remove", "mien");

        assertThat(unasked.exitCode()).isEqualTo(2);
        assertThat(unasked.err()).contains("nothing was changed", "--yes");
        assertThat(unknown.err()).contains("did you mean 'mine'?");
        assertThat(hqe("profile", "list").out()).startsWith("mine ");
    }

    @Test
    void anAgentWithAWorkbenchOfItsOwnIsBoundByItsProfileAsWell() throws Exception {
        hqe("profile", "new", "data", "--tool", "entities.get");

        Result unknown = hqe("mcp", "--standalone", "--profile", "date");
        AgentProcess agent = agent("--standalone", "--profile", "data").introduced("agent");

        assertThat(unknown.exitCode()).isEqualTo(2);
        assertThat(unknown.err()).contains("there is no profile 'date' (did you mean 'data'?)");
        assertThat(agent.tools()).containsExactly("entities.get", "results.read");
    }

    @Test
    void aFileThatCannotBeReadLetsNobodyInUnderAProfile() throws Exception {
        hqe("profile", "new", "mine");
        AgentProcess inside = agent("--profile", "mine").introduced("inside");
        assertThat(inside.tools()).isNotEmpty();

        Files.writeString(home.resolve(ProfileFile.NAME), "profiles:\n  mine: {tool: [x]}\n");
        await().atMost(Duration.ofSeconds(20)).until(() -> inside.tools().isEmpty());
        JsonNode refused = agent("--profile", "mine").introduce("next");
        Result listed = hqe("profile", "list");

        assertThat(refused.path("error").path("message").asString())
                .contains("the profiles cannot be read", "profiles.yaml:2");
        assertThat(listed.exitCode()).isEqualTo(2);
        assertThat(listed.err()).contains("profiles.yaml:2");
    }

    @Test
    void wrongArgumentsStartNoWorkbench() throws Exception {
        Result unknown = hqe("mcp", "--profil", "x");
        Result badValue = hqe("mcp", "--tools", "loud");
        Result help = hqe("mcp", "--help");

        assertThat(unknown.exitCode()).isEqualTo(2);
        assertThat(unknown.err()).contains("--profil", "did you mean '--profile'?");
        assertThat(badValue.exitCode()).isEqualTo(2);
        assertThat(badValue.err()).contains("'--tools'", "auto, direct, search");
        assertThat(help.out()).contains("--profile=NAME", "--standalone");
        assertThat(home.resolve("run")).doesNotExist();
    }

    @Test
    void connectWritesTheProfileIntoTheClientsEntry() throws Exception {
        Path file = work.resolve("client.json");
        String where = file.toString();
        hqe("profile", "new", "mine", "--topic", "code_audit");

        Result unknown = hqe("connect", "cursor", "--file", where, "--profile", "mien", "-y");
        Result connected = hqe("connect", "cursor", "--file", where, "--profile", "mine", "-y");
        Result same = hqe("connect", "cursor", "--file", where, "--profile", "mine", "--check");
        Result kept = hqe("connect", "cursor", "--file", where, "--check");
        hqe("profile", "new", "yours");
        Result other = hqe("connect", "cursor", "--file", where, "--check", "--profile", "yours");

        assertThat(unknown.exitCode()).isEqualTo(2);
        assertThat(unknown.err()).contains("did you mean 'mine'?");
        assertThat(connected.exitCode()).as(connected.err()).isZero();
        JsonNode args = Json.MAPPER.readTree(Files.readString(file)).at("/mcpServers/hqe/args");
        assertThat(args.toString()).endsWith("\"mcp\",\"--profile\",\"mine\"]");
        assertThat(same.exitCode()).isZero();
        assertThat(kept.exitCode()).as("nothing was said of a profile").isZero();
        assertThat(other.exitCode()).isEqualTo(1);
    }

    @Test
    void aProfileForATopicThatIsNotThereIsMadeWithAWarning() throws Exception {
        Result made = hqe("profile", "new", "mine", "--topic", "code_audi");
        Result again = hqe("profile", "new", "mine");
        Result list = hqe("profile", "list");

        assertThat(made.exitCode()).isZero();
        assertThat(made.err()).contains("warning: there is no Topic 'code_audi'", "code_audit");
        assertThat(again.exitCode()).isEqualTo(2);
        assertThat(again.err()).contains("already", "--force");
        assertThat(list.out()).isEqualTo("mine  tools code_audi.*; Topics code_audi\n");
    }
}
