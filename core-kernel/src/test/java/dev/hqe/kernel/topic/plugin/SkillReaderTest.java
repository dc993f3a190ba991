package dev.hqe.kernel.topic.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hqe.kernel.topic.plugin.Skill.SkillFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Agent Plugins 1.0.0, §6 and §7.1, and the Agent Skills specification. Each test names its rule.
class SkillReaderTest {

    private static final String OK = "name: deploy\ndescription: Deploys.";

    @TempDir Path temp;
    private PluginFolderForTests plugin;

    @BeforeEach
    void makeFolder() throws IOException {
        plugin = new PluginFolderForTests(temp);
    }

    private Skill only() {
        return plugin.read().skills().getFirst();
    }

    @Test
    void readsEveryFieldOfASkill() throws IOException {
        plugin.write(
                "skills/deploy/SKILL.md",
                """
                ---
                name: deploy
                description: >
                  Deploys the thing. Use it
                  when asked to.
                license: Apache-2.0
                compatibility: Requires git
                metadata:
                  author: acme
                  version: "1.10"
                  level: 3
                allowed-tools: Bash(git:*) Read
                ---

                # Deploy

                See references/runbook.md.

                ---
                The end.
                """);
        plugin.write("skills/deploy/references/runbook.md", "Run.");
        plugin.write("skills/deploy/scripts/rollback.sh", "#!/bin/sh");

        Skill skill = only();

        assertThat(skill.name()).isEqualTo("deploy");
        assertThat(skill.description()).isEqualTo("Deploys the thing. Use it when asked to.");
        assertThat(skill.license()).isEqualTo("Apache-2.0");
        assertThat(skill.compatibility()).isEqualTo("Requires git");
        assertThat(skill.metadata())
                .isEqualTo(Map.of("author", "acme", "version", "1.10", "level", "3"));
        assertThat(skill.allowedTools()).isEqualTo("Bash(git:*) Read");
        assertThat(skill.frontmatter().path("metadata").path("level").isInt()).isTrue();
        assertThat(skill.body())
                .isEqualTo("# Deploy\n\nSee references/runbook.md.\n\n---\nThe end.");
        assertThat(skill.folder()).isEqualTo(plugin.root().resolve("skills/deploy"));
        assertThat(skill.files())
                .containsExactly(
                        new SkillFile("references/runbook.md", 4),
                        new SkillFile("scripts/rollback.sh", 9));
        assertThat(plugin.warnings()).isEmpty();
    }

    @Test
    void readsASkillFromWindowsWithAByteOrderMark() throws IOException {
        plugin.write(
                "skills/deploy/SKILL.md",
                "\uFEFF---\r\nname: deploy\r\ndescription: D.\r\n---\r\nBody\r\n");

        assertThat(only().body()).isEqualTo("Body");
    }

    @Test
    void section6_2_aMissingSkillsFolderIsNoError() {
        assertThat(plugin.warnings()).isEmpty();
    }

    @Test
    void section6_2_skillsThatIsNoFolderLeavesTheServersAlone() throws IOException {
        plugin.write("skills", "a file");
        plugin.stdio("\"command\": \"npx\"");

        assertThat(plugin.serverNames()).containsExactly("s");
        assertThat(plugin.warnings())
                .containsExactly("acme/skills: is not a folder; the plugin's skills are left out");
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "making a link needs a right there")
    void section4_1_skillsThatLeadsOutOfTheFolderLeavesTheServersAlone() throws IOException {
        plugin.goodSkill("deploy");
        Files.move(plugin.path().resolve("skills"), temp.resolve("outside"));
        plugin.linkOut("skills", temp.resolve("outside"));
        plugin.stdio("\"command\": \"npx\"");

        assertThat(plugin.skillNames()).isEmpty();
        assertThat(plugin.serverNames()).containsExactly("s");
        assertThat(plugin.warnings())
                .containsExactly(
                        "acme/skills: is a link to something outside the plugin's folder; the"
                                + " plugin's skills are left out");
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "making a link needs a right there")
    void section4_1_aSkillFileThatLeadsOutOfTheFolderSkipsThatSkill() throws IOException {
        plugin.goodSkill("deploy");
        plugin.goodSkill("other");
        Path secret = Files.writeString(temp.resolve("S.md"), "---\n" + OK + "\n---\n");
        plugin.linkOut("skills/deploy/SKILL.md", secret);

        assertThat(plugin.skillNames()).containsExactly("other");
        assertThat(plugin.warnings())
                .containsExactly(
                        "acme/skills/deploy/SKILL.md: is a link to something outside the plugin's"
                                + " folder; the skill is left out");
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "making a link needs a right there")
    void section4_1_aSkillFolderThatLeadsOutOfTheFolderSkipsThatSkill() throws IOException {
        plugin.goodSkill("deploy");
        Files.move(plugin.path().resolve("skills/deploy"), temp.resolve("deploy"));
        plugin.linkOut("skills/deploy", temp.resolve("deploy"));

        assertThat(plugin.skillNames()).isEmpty();
        assertThat(plugin.warnings()).singleElement().asString().startsWith("acme/skills/deploy: ");
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "making a link needs a right there")
    void section4_1_aFileOfASkillThatLeadsOutOfTheFolderIsDenied() throws IOException {
        plugin.goodSkill("deploy");
        plugin.write("shared/a.md", "shared");
        plugin.linkOut("skills/deploy/passwd", Files.writeString(temp.resolve("passwd"), "x"));
        plugin.linkOut("skills/deploy/gone", Path.of("nothing"));
        plugin.linkOut("skills/deploy/up", temp);
        plugin.linkOut("skills/deploy/shared", Path.of("../../shared"));
        plugin.linkOut("skills/deploy/loop", Path.of("."));

        assertThat(only().files()).containsExactly(new SkillFile("shared/a.md", 6));
        assertThat(plugin.warnings())
                .containsExactly(
                        "acme/skills/deploy/gone: is a link to nothing; it is not offered",
                        "acme/skills/deploy/passwd: is a link to something outside the plugin's"
                                + " folder; it is not offered",
                        "acme/skills/deploy/up: is a link to something outside the plugin's folder;"
                                + " it is not offered");
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "making a link needs a right there")
    void section4_1_aFileThatHasBecomeALinkOutOfTheFolderIsDeniedWhenItIsRead() throws IOException {
        plugin.goodSkill("deploy");
        plugin.write("skills/deploy/a.txt", "a");
        Skill skill = only();
        Path secret = Files.writeString(temp.resolve("secret"), "secret");

        plugin.linkOut("skills/deploy/a.txt", secret);

        assertThatThrownBy(() -> skill.read("a.txt", 100))
                .isInstanceOf(AgentPluginException.class)
                .hasMessage("'a.txt' of the skill 'deploy' leads out of its plugin by now");
    }

    @Test
    void readsAFileOfASkillAndNoOther() throws IOException {
        plugin.goodSkill("deploy");
        plugin.write("skills/deploy/a.txt", "text");
        Skill skill = only();

        assertThat(skill.read("a.txt", 4)).isEqualTo("text".getBytes(StandardCharsets.UTF_8));
        assertThat(new String(skill.read("SKILL.md", 1000), StandardCharsets.UTF_8))
                .startsWith("---\n");
        for (String other : new String[] {"../../plugin.json", "/etc/passwd", "b.txt", ""}) {
            assertThatThrownBy(() -> skill.read(other, 100)).hasMessageContaining("has no file");
        }
        assertThatThrownBy(() -> skill.read("a.txt", 3))
                .hasMessageContaining("larger than 3 bytes");
    }

    @Test
    void section7_1_looksAtChildrenOfSkillsOnlyAndNotDeeper() throws IOException {
        plugin.goodSkill("deploy");
        plugin.write("skills/group/nested/SKILL.md", "---\nname: nested\ndescription: x\n---\n");
        plugin.write("skills/deploy/inner/SKILL.md", "---\nname: inner\ndescription: x\n---\n");
        plugin.write("skills/SKILL.md", "---\nname: skills\ndescription: x\n---\n");
        plugin.write("SKILL.md", "---\nname: acme\ndescription: x\n---\n");

        assertThat(plugin.skillNames()).containsExactly("deploy");
        assertThat(only().files()).extracting(SkillFile::path).containsExactly("inner/SKILL.md");
        assertThat(plugin.warnings()).isEmpty();
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "file names ignore case there")
    void section7_1_theFileIsCalledExactlySkillMd() throws IOException {
        plugin.write("skills/deploy/skill.md", "---\n" + OK + "\n---\n");

        assertThat(plugin.skillNames()).isEmpty();
        assertThat(plugin.warnings())
                .containsExactly(
                        "acme/skills/deploy/skill.md: must be called SKILL.md; the skill is left"
                                + " out");
    }

    @Test
    void section7_1_aFolderIsNoSkillFile() throws IOException {
        Files.createDirectories(plugin.path().resolve("skills/deploy/SKILL.md"));

        assertThat(plugin.skillNames()).isEmpty();
        assertThat(plugin.warnings())
                .containsExactly(
                        "acme/skills/deploy/SKILL.md: is not a file; the skill is left out");
    }

    @Test
    void section7_1_skipsABrokenSkillAndKeepsTheOthersAndTheServers() throws IOException {
        plugin.skill("bad", "name: [");
        plugin.goodSkill("good");
        plugin.stdio("\"command\": \"npx\"");

        assertThat(plugin.skillNames()).containsExactly("good");
        assertThat(plugin.serverNames()).containsExactly("s");
        assertThat(plugin.warnings())
                .singleElement()
                .asString()
                .startsWith("acme/skills/bad/SKILL.md:")
                .contains("is not valid YAML")
                .endsWith("; the skill is left out");
    }

    @ParameterizedTest
    @CsvSource({"Deploy", "-deploy", "deploy-", "de--ploy", "de_ploy", "de.ploy", ".hidden", "dé"})
    void agentSkills_refusesAName(String name) throws IOException {
        plugin.goodSkill(name);

        assertThat(plugin.skillNames()).isEmpty();
        assertThat(plugin.warnings())
                .singleElement()
                .asString()
                .contains("SKILL.md:2: 'name' must be of a-z 0-9 -");
    }

    @Test
    void agentSkills_theNameIsTheNameOfTheFolder() throws IOException {
        plugin.skill("release", OK);

        assertThat(plugin.skillNames()).isEmpty();
        assertThat(plugin.warnings())
                .containsExactly(
                        "acme/skills/release/SKILL.md:2: 'name' is 'deploy' but the folder is"
                                + " 'release': give them one name; the skill is left out");
    }

    @Test
    void agentSkills_aNameHasAtMost64Characters() throws IOException {
        String longest = "a".repeat(64);
        plugin.goodSkill(longest);
        plugin.goodSkill("b".repeat(65));

        assertThat(plugin.skillNames()).containsExactly(longest);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "description: D.                        | 2: 'name' is missing",
                "name: deploy                           | 2: 'description' is missing",
                "name: 12~description: D.               | 2: 'name' must be text",
                "name: deploy~description:              | 2: 'description' is missing",
                "name: deploy~description: '  '         | 3: 'description' is empty",
                "name: deploy~description: {a: b}       | 3: 'description' must be text",
                "name: deploy~description: D~license: [a] | 4: 'license' must be text",
                "name: deploy~description: D~compatibility: '' | 4: 'compatibility' is empty",
                "name: deploy~description: D~metadata: x  | 4: 'metadata' must be",
                "name: deploy~description: D~description: E | 4: is not valid YAML",
                "name: deploy~description: use it: when   | 3: is not valid YAML",
                "name: &a deploy~description: *a          | 3: YAML aliases are not read",
                "- name: deploy                           | 2: the front matter must be",
            })
    void agentSkills_skipsASkillWithWrongFrontMatterAndSaysTheLine(String text, String problem)
            throws IOException {
        plugin.skill("deploy", text.strip().replace('~', '\n'));

        assertThat(plugin.skillNames()).isEmpty();
        assertThat(plugin.warnings())
                .anyMatch(w -> w.startsWith("acme/skills/deploy/SKILL.md:" + problem.strip()));
    }

    @Test
    void agentSkills_boundsTheDescriptionAndTheCompatibilityInCharacters() throws IOException {
        String rocket = "\uD83D\uDE80"; // one character, two chars
        plugin.skill("a", "name: a\ndescription: >\n  " + rocket.repeat(1024) + "\n");
        plugin.skill("b", "name: b\ndescription: " + "x".repeat(1025));
        plugin.skill("c", "name: c\ndescription: x\ncompatibility: " + "x".repeat(500));
        plugin.skill("d", "name: d\ndescription: x\ncompatibility: " + "x".repeat(501));

        assertThat(plugin.skillNames()).containsExactly("a", "c");
        assertThat(plugin.warnings())
                .containsExactly(
                        "acme/skills/b/SKILL.md:3: 'description' has 1025 characters: 1 to 1024;"
                                + " the skill is left out",
                        "acme/skills/d/SKILL.md:4: 'compatibility' has 501 characters: 1 to 500;"
                                + " the skill is left out");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"# No front matter", "", "\n---\n" + OK + "\n---\n", "---\n" + OK, "---"})
    void agentSkills_theFileBeginsWithFrontMatterBetweenTwoLines(String text) throws IOException {
        plugin.write("skills/deploy/SKILL.md", text);

        assertThat(plugin.skillNames()).isEmpty();
        assertThat(plugin.warnings())
                .singleElement()
                .asString()
                .startsWith("acme/skills/deploy/SKILL.md:1: ");
    }

    @Test
    void agentSkills_reportsAnUnknownFieldAndKeepsTheSkillAndTheField() throws IOException {
        plugin.skill("deploy", OK + "\nlicence: MIT\nuser-invocable: false");

        assertThat(only().frontmatter().path("licence").asString()).isEqualTo("MIT");
        assertThat(plugin.warnings())
                .containsExactly(
                        "acme/skills/deploy/SKILL.md:4: unknown field 'licence' (did you mean"
                                + " 'license'?) is ignored",
                        "acme/skills/deploy/SKILL.md:5: unknown field 'user-invocable' is ignored");
    }

    @Test
    void agentSkills_aListOfToolsOrMetadataThatIsNoTextIsReportedAndKept() throws IOException {
        plugin.skill("deploy", OK + "\nallowed-tools: [Read, Grep]\nmetadata: {x: {y: 1}}");

        assertThat(only().metadata()).isEqualTo(Map.of("x", "{\"y\":1}"));
        assertThat(plugin.warnings()).hasSize(2);
    }

    @Test
    void hiddenFilesAreNotOffered() throws IOException {
        plugin.goodSkill("deploy");
        plugin.write("skills/deploy/.env", "KEY=1");
        plugin.write("skills/deploy/.git/config", "x");
        plugin.write("skills/deploy/assets/.DS_Store", "x");
        plugin.write("skills/.DS_Store", "x");

        assertThat(only().files()).isEmpty();
        assertThat(plugin.warnings()).isEmpty();
    }

    @Test
    void offersNoMoreThan511FilesBesideTheSkillItself() throws IOException {
        plugin.goodSkill("deploy");
        for (int i = 0; i < 520; i++) {
            plugin.write("skills/deploy/files/" + i + ".txt", "");
        }

        assertThat(only().files()).hasSize(511);
        assertThat(plugin.warnings())
                .singleElement()
                .asString()
                .contains("not all of its files are offered");
    }

    @Test
    void offersNoFilesBeyondTheTotalSizeButTheSmallOnesBehind() throws IOException {
        plugin.goodSkill("deploy");
        plugin.write("skills/deploy/a.bin", "x".repeat((15 << 20) + 1));
        plugin.write("skills/deploy/b.txt", "small");

        assertThat(only().files()).containsExactly(new SkillFile("b.txt", 5));
        assertThat(plugin.warnings()).hasSize(1);
    }

    @Test
    void looksNoDeeperThanSixteenLevels() throws IOException {
        plugin.goodSkill("deploy");
        plugin.write("skills/deploy/" + "d/".repeat(15) + "in.txt", "");
        plugin.write("skills/deploy/" + "d/".repeat(16) + "out.txt", "");

        assertThat(only().files())
                .extracting(SkillFile::path)
                .containsExactly("d/".repeat(15) + "in.txt");
    }

    @Test
    void leavesOutASkillThatIsTooLargeOrNoText() throws IOException {
        plugin.write("skills/big/SKILL.md", "---\nname: big\n---\n" + "x".repeat(1 << 20));
        Files.createDirectories(plugin.path().resolve("skills/bin"));
        Files.write(plugin.path().resolve("skills/bin/SKILL.md"), new byte[] {'-', (byte) 0xff});

        assertThat(plugin.skillNames()).isEmpty();
        assertThat(plugin.warnings())
                .containsExactly(
                        "acme/skills/big/SKILL.md: is larger than 1048576 bytes, the limit; the"
                                + " skill is left out",
                        "acme/skills/bin/SKILL.md: is not UTF-8 text; the skill is left out");
    }
}
