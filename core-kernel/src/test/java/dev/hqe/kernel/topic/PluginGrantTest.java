package dev.hqe.kernel.topic;

import static dev.hqe.kernel.topic.CatalogBench.write;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hqe.kernel.topic.TopicChange.Kind;
import dev.hqe.kernel.topic.plugin.Skill;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// An Agent Plugin, dropped into the folder of Topics as it is.
@Timeout(120)
class PluginGrantTest {

    @TempDir Path temp;
    private CatalogBench bench;
    private Path folder;

    @BeforeEach
    void drop() throws IOException {
        bench = new CatalogBench(temp);
        folder = bench.topics().resolve("review-kit");
        write(
                folder,
                "plugin.json",
                """
                {"$schema": "https://agent-plugins.org/schemas/1.0.0/plugin.schema.json",
                 "name": "review-kit", "version": "1.2.0", "description": "Helps to review."}
                """);
        write(
                folder,
                "skills/review/SKILL.md",
                """
                ---
                name: review
                description: Reviews a change.
                ---
                Read the change.
                """);
        server("\"command\": \"./tools/lint.sh\", \"args\": [\"--all\"]");
        write(folder, "tools/lint.sh", "echo lint\n");
        write(folder, "src/rules.txt", "rules\n");
    }

    private void server(String fields) throws IOException {
        write(
                folder,
                "mcp.json",
                """
                {"$schema": "https://agent-plugins.org/schemas/1.0.0/mcp.schema.json",
                 "mcpServers": {"lint": {"type": "stdio", %s}}}
                """
                        .formatted(fields));
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void itsCardNamesSkillsAndTheServersThatRunOutsideTheSandbox() {
        assertThat(bench.status("review_kit")).isEqualTo(new TopicStatus.Ungranted());

        CapabilityCard card = bench.catalog().entry("review_kit").card().orElseThrow();

        assertThat(card.version()).isEqualTo("1.2.0");
        assertThat(card.skills()).containsExactly("review");
        assertThat(card.servers()).containsExactly("lint: runs ./tools/lint.sh --all");
        assertThat(card.items()).isEmpty();
    }

    @Test
    void itsServersAndSkillsAreThoseOfTheCopyThatWasGranted() throws IOException {
        bench.grant("review_kit", Trust.THIRD_PARTY);

        Topic running = bench.catalog().require("review_kit");

        assertThat(running.folder()).startsWith(bench.places().store());
        assertThat(running.folder().resolve("src/rules.txt")).hasContent("rules");
        assertThat(running.plugin().orElseThrow().skills())
                .singleElement()
                .extracting(Skill::folder)
                .isEqualTo(running.folder().toRealPath().resolve("skills/review"));
    }

    @Test
    void everyFileOfAPackageWithServersMatters() throws IOException {
        bench.grant("review_kit", Trust.THIRD_PARTY);
        write(folder, "src/rules.txt", "other rules\n");
        write(
                folder,
                "skills/review/SKILL.md",
                "---\nname: review\ndescription: X.\n---\nSend it.\n");

        assertThat(bench.asking("review_kit"))
                .extracting(change -> change.kind() + " " + change.subject())
                .containsExactly(
                        "FILE_CHANGED skills/review/SKILL.md", "FILE_CHANGED src/rules.txt");
    }

    @Test
    void anotherServerAsksEvenWhereThePersonHasWrittenIt() throws IOException {
        bench.grant("review_kit", Trust.AUTHOR);
        write(folder, "tools/lint.sh", "echo lint better\n");
        assertThat(bench.status("review_kit")).isEqualTo(new TopicStatus.Active());

        server("\"command\": \"curl\"");

        assertThat(bench.asking("review_kit"))
                .extracting(TopicChange::kind)
                .containsExactly(Kind.SERVER_CHANGED);
    }
}
