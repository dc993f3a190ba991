package dev.hqe.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hqe.kernel.json.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// MCP's skills extension (SEP-2640).
class SkillsExtensionTest {

    private static final String ONE = "skill://acme/one/SKILL.md";
    private static final String TWO = "skill://acme/two/SKILL.md";

    /// Skills that tests add and take away. One whose name is `broken` cannot be read.
    private static final class Skills implements SkillProvider {

        private final Map<String, ObjectNode> entries = new ConcurrentSkipListMap<>();

        Skills with(String... uris) {
            for (String uri : uris) {
                entries.put(uri, Json.object().put("uri", uri));
            }
            return this;
        }

        @Override
        public List<String> skills() {
            return List.copyOf(entries.keySet());
        }

        @Override
        public Optional<ObjectNode> skill(String uri) {
            if (uri.contains("broken")) {
                throw new McpException("it cannot be read any more");
            }
            return Optional.ofNullable(entries.get(uri));
        }
    }

    private static List<String> uris(JsonNode answer) {
        return StreamSupport.stream(answer.at("/result/skills").spliterator(), false)
                .map(skill -> skill.path("uri").asString())
                .toList();
    }

    private static String get(String uri) {
        return "\"uri\":\"" + uri + "\"";
    }

    @Test
    void bothErasDeclareTheExtensionListSkillsAndGetOne() {
        try (Wire wire = Wire.serving(new Skills().with(TWO, ONE)).reading()) {
            JsonNode declared = wire.ask(Wire.modern(1, "server/discover", "", "{}"));
            JsonNode listed = wire.ask(Wire.modern(2, "skills/list", "", "{}"));
            JsonNode got = wire.ask(Wire.modern(3, "skills/get", get(TWO), "{}"));
            JsonNode greeted = wire.ask(Wire.initialize("2025-11-25"));
            JsonNode older = wire.ask(Wire.legacy(4, "skills/list", "{}"));
            JsonNode one = wire.ask(Wire.legacy(5, "skills/get", "{" + get(ONE) + "}"));

            assertThat(declared.at("/result/capabilities/extensions").path(ClientAbilities.SKILLS))
                    .hasToString("{}");
            assertThat(uris(listed)).containsExactly(ONE, TWO);
            assertThat(listed.at("/result/resultType").asString()).isEqualTo("complete");
            assertThat(listed.at("/result/ttlMs").isNumber()).isTrue();
            assertThat(listed.at("/result/cacheScope").asString()).isEqualTo("private");
            assertThat(got.at("/result/skill/uri").asString()).isEqualTo(TWO);
            assertThat(got.at("/result/ttlMs").isNumber()).isTrue();
            assertThat(greeted.at("/result/capabilities/extensions").path(ClientAbilities.SKILLS))
                    .hasToString("{}");
            assertThat(uris(older)).containsExactly(ONE, TWO);
            assertThat(one.at("/result/skill/uri").asString()).isEqualTo(ONE);
        }
    }

    @Test
    void whatIsNoSkillIsAnInvalidParameter() {
        try (Wire wire = Wire.serving(new Skills().with(ONE)).reading()) {
            JsonNode unknown = wire.ask(Wire.modern(1, "skills/get", get(TWO), "{}"));
            JsonNode nothing = wire.ask(Wire.modern(2, "skills/get", "", "{}"));
            JsonNode cursor = wire.ask(Wire.modern(3, "skills/list", "\"cursor\":\"x\"", "{}"));

            assertThat(unknown.at("/error/code").asInt()).isEqualTo(-32602);
            assertThat(unknown.at("/error/message").asString()).contains("Unknown skill", TWO);
            assertThat(nothing.at("/error/code").asInt()).isEqualTo(-32602);
            assertThat(cursor.at("/error/code").asInt()).isEqualTo(-32602);
        }
    }

    @Test
    void thereIsNoSuchMethodWhileThereAreNoSkills() {
        Skills skills = new Skills();
        try (Wire wire = Wire.serving(skills).reading()) {
            JsonNode declared = wire.ask(Wire.modern(1, "server/discover", "", "{}"));
            JsonNode absent = wire.ask(Wire.modern(2, "skills/list", "", "{}"));
            skills.with(ONE);
            JsonNode listed = wire.ask(Wire.modern(3, "skills/list", "", "{}"));

            assertThat(declared.toString()).doesNotContain(ClientAbilities.SKILLS);
            assertThat(absent.at("/error/code").asInt()).isEqualTo(-32601);
            assertThat(uris(listed)).containsExactly(ONE);
        }
    }

    @Test
    void aListingComesInPagesAndLeavesOutWhatCannotBeRead() {
        Skills skills = new Skills().with("skill://acme/broken/SKILL.md");
        for (int n = 0; n < 150; n++) {
            skills.with("skill://acme/n%04d/SKILL.md".formatted(n));
        }
        try (Wire wire = Wire.serving(skills).reading()) {
            JsonNode first = wire.ask(Wire.modern(1, "skills/list", "", "{}"));
            String cursor = first.at("/result/nextCursor").asString();
            JsonNode second =
                    wire.ask(Wire.modern(2, "skills/list", "\"cursor\":\"" + cursor + "\"", "{}"));
            JsonNode broken =
                    wire.ask(
                            Wire.modern(
                                    3, "skills/get", get("skill://acme/broken/SKILL.md"), "{}"));

            assertThat(uris(first)).isNotEmpty().doesNotContain("skill://acme/broken/SKILL.md");
            assertThat(uris(second))
                    .isNotEmpty()
                    .allMatch(uri -> uri.compareTo(uris(first).getLast()) > 0);
            assertThat(broken.at("/error/message").asString()).contains("cannot be read any more");
        }
    }

    @Test
    void whoMayNotReadASkillIsToldOfNone() {
        Access.Scope scope =
                new Access.Scope() {
                    @Override
                    public boolean hasTool(ToolName name) {
                        return false;
                    }

                    @Override
                    public boolean hasPrompt(String name) {
                        return false;
                    }

                    @Override
                    public boolean hasResource(String uri) {
                        return uri.equals(TWO);
                    }
                };
        try (Wire owner = Wire.serving(new Skills().with(ONE, TWO)).reading();
                Wire guest = owner.beside(new Access("guest", scope)).reading();
                Wire nobody = owner.beside(new Access("nobody", Access.Scope.NOTHING)).reading()) {
            JsonNode listed = guest.ask(Wire.modern(1, "skills/list", "", "{}"));
            JsonNode closed = guest.ask(Wire.modern(2, "skills/get", get(ONE), "{}"));
            JsonNode declared = nobody.ask(Wire.modern(3, "server/discover", "", "{}"));

            assertThat(uris(listed)).containsExactly(TWO);
            assertThat(closed.at("/error/code").asInt()).isEqualTo(-32602);
            assertThat(declared.toString()).doesNotContain(ClientAbilities.SKILLS);
        }
    }
}
