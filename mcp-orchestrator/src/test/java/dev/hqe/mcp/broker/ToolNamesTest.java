package dev.hqe.mcp.broker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hqe.kernel.json.Json;
import dev.hqe.mcp.NameStyle;
import dev.hqe.mcp.Principal;
import dev.hqe.mcp.ToolDefinition;
import dev.hqe.mcp.ToolName;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ToolNamesTest {

    private static List<ToolDefinition> tools(String... names) {
        return List.of(names).stream()
                .map(name ->
                        ToolDefinition.of(
                                new ToolName(name), "", Json.object().put("type", "object")))
                .toList();
    }

    private static String safe(ToolNames names, String name) {
        return names.safe(new ToolName(name)).value();
    }

    @Test
    void dotsAndDashesBecomeUnderscores() {
        ToolNames names = ToolNames.of(tools("code_audit.find_secrets", "github.list-issues", "x"));

        assertThat(safe(names, "code_audit.find_secrets")).isEqualTo("code_audit_find_secrets");
        assertThat(safe(names, "github.list-issues")).isEqualTo("github_list_issues");
        assertThat(safe(names, "x")).isEqualTo("x");
        assertThat(names.real(new ToolName("github_list_issues")))
                .contains(new ToolName("github.list-issues"));
    }

    @Test
    void lookAlikesAreToldApartAndTheSafeOneKeepsItsName() {
        ToolNames names = ToolNames.of(tools("a.b", "a_b", "a-b", "a..b"));

        assertThat(safe(names, "a_b")).isEqualTo("a_b");
        assertThat(safe(names, "a.b")).matches("a_b_[0-9a-f]{8}");
        assertThat(Set.of(safe(names, "a.b"), safe(names, "a-b"), safe(names, "a..b"))).hasSize(3);
    }

    @Test
    void longNamesKeepTheirBeginning() {
        String name = "server." + "very_long_name_".repeat(8);

        String safe = safe(ToolNames.of(tools(name)), name);

        assertThat(safe).startsWith("server_very_long_name_").hasSizeLessThanOrEqualTo(44);
    }

    @Test
    void anyNamesComeBackAndNeverCollide() {
        Random random = new Random(7);
        for (int round = 0; round < 50; round++) {
            Set<String> real = new TreeSet<>();
            while (real.size() < 200) {
                StringBuilder name = new StringBuilder();
                int length = 1 + random.nextInt(random.nextInt(10) == 0 ? 128 : 5);
                while (name.length() < length) {
                    name.append("ab._-".charAt(random.nextInt(5)));
                }
                real.add(name.toString());
            }
            List<ToolDefinition> tools = new ArrayList<>(tools(real.toArray(String[]::new)));
            Collections.shuffle(tools, random);

            ToolNames names = ToolNames.of(tools);
            ToolNames sorted = ToolNames.of(tools(real.toArray(String[]::new)));

            Set<ToolName> seen = new HashSet<>();
            for (String name : real) {
                ToolName safe = names.safe(new ToolName(name));
                assertThat(seen.add(safe)).as(name).isTrue();
                assertThat(ToolNames.isSafe(safe.value())).as(name + " -> " + safe).isTrue();
                assertThat(names.real(safe)).contains(new ToolName(name));
                assertThat(sorted.safe(new ToolName(name))).isEqualTo(safe);
            }
        }
    }

    @Test
    void clientsThatAreKnownToNeedItGetSafeNames() {
        for (String client :
                List.of(
                        "claude-ai",
                        "claude-code",
                        "Cursor",
                        "cursor-vscode",
                        "Visual Studio Code",
                        "codex-mcp-client",
                        "windsurf-client",
                        "github-copilot-developer")) {
            assertThat(NameStyle.BY_CLIENT.isSafeFor(agent(client))).as(client).isTrue();
        }
        for (String client : List.of("inspector", "wire", "unnamed", "mcp", "my-agent")) {
            assertThat(NameStyle.BY_CLIENT.isSafeFor(agent(client))).as(client).isFalse();
        }
        assertThat(NameStyle.SAFE.isSafeFor(agent("wire"))).isTrue();
        assertThat(NameStyle.PLAIN.isSafeFor(agent("cursor"))).isFalse();
    }

    private static Principal agent(String name) {
        return new Principal(Principal.Kind.AGENT, name, "1");
    }
}
