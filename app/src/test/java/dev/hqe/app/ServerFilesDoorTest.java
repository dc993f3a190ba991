package dev.hqe.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hqe.app.HqeProcess.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// `hqe server` and `hqe connect`, which work on files only.
class ServerFilesDoorTest {

    @TempDir private Path work = Path.of("");
    private Path home = Path.of("");

    @BeforeEach
    void nameHome() {
        home = work.resolve("home");
    }

    @Test
    void addsListsAndRemovesAServer() throws Exception {
        Result added =
                HqeProcess.run(
                        home,
                        "server",
                        "add",
                        "files",
                        "--secret-env",
                        "T=files/T",
                        "--",
                        "npx",
                        "-y",
                        "a=b");

        JsonNode list = HqeProcess.run(home, "server", "list", "--json").json();
        Result removed = HqeProcess.run(home, "server", "remove", "files");

        assertThat(added.exitCode()).isZero();
        assertThat(added.err()).contains("hqe secret set files/T");
        JsonNode server = list.path("servers").path(0);
        assertThat(server.path("command").asString("")).isEqualTo("npx");
        assertThat(server.path("args").toString()).isEqualTo("[\"-y\",\"a=b\"]");
        assertThat(server.path("env").path("T").asString("")).isEqualTo("${secret:files/T}");
        assertThat(removed.out()).contains("its secrets are still kept: files/T");
        assertThat(home.resolve("workbench.lock")).doesNotExist();
    }

    @Test
    void aRuleIsRemovedByTheCommandThatIsShownWithIt() throws Exception {
        HqeProcess.run(home, "policy", "allow", "--tool", "notes.*");

        Result listed = HqeProcess.run(home, "policy", "list", "--verbose");
        Result byNumber = HqeProcess.run(home, "policy", "remove", "1");
        Result removed =
                HqeProcess.run(
                        home, "policy", "remove", "--principal", "agent", "--tool", "notes.*");

        assertThat(listed.out()).contains("hqe policy remove --principal 'agent' --tool 'notes.*'");
        assertThat(byNumber.exitCode()).isEqualTo(2);
        assertThat(byNumber.err()).contains("hqe policy list --verbose");
        assertThat(removed.out()).contains("1 rule removed");
    }

    @Test
    void aBadEntryIsShownBesideTheGoodOnesAndTakenOutByItsName() throws Exception {
        Files.createDirectories(home);
        Files.writeString(
                home.resolve("mcp.json"),
                """
                {"mcpServers": {
                  "good": {"command": "x"},
                  "bad": {"comand": "x"}}}
                """);

        Result list = HqeProcess.run(home, "server", "list");
        Result doctor = HqeProcess.run(home, "doctor");
        Result removed = HqeProcess.run(home, "server", "remove", "bad");
        JsonNode after = HqeProcess.run(home, "server", "list", "--json").json();

        assertThat(list.out())
                .contains("good  x")
                .contains("bad  (cannot be used, the others can)")
                .contains(
                        "mcp.json:3: bad: needs a 'command' or a 'url' (did you mean 'command'?)");
        assertThat(doctor.out()).contains("ILL  servers", "mcp.json:3: bad:");
        assertThat(removed.exitCode()).isZero();
        assertThat(after.path("servers").size()).isEqualTo(1);
        assertThat(after.path("broken").size()).isZero();
    }

    @Test
    void refusesNamesInUseAndSecretsInClear() throws Exception {
        Result topic = HqeProcess.run(home, "server", "add", "code_audit", "--", "x");
        Result secret =
                HqeProcess.run(home, "server", "add", "a", "--env", "API_KEY=abcabcabc", "--", "x");

        assertThat(topic.exitCode()).isEqualTo(2);
        assertThat(topic.err()).contains("is taken by the Topic");
        assertThat(secret.exitCode()).isEqualTo(2);
        assertThat(secret.err()).contains("--secret-env API_KEY=NAME").doesNotContain("abcabcabc");
        assertThat(home.resolve("mcp.json")).doesNotExist();
    }

    @Test
    void importsOnlyAfterAYes() throws Exception {
        Path file = work.resolve("mcp.json");
        Files.writeString(file, "{\"mcpServers\": {\"a\": {\"command\": \"x\"}}}");

        Result dry = HqeProcess.run(home, "server", "import", file.toString(), "--dry-run");
        Result unasked = HqeProcess.run(home, "server", "import", file.toString());
        JsonNode done =
                HqeProcess.run(home, "server", "import", file.toString(), "--yes", "--json").json();

        assertThat(dry.out()).contains("+ a  x").contains("nothing was written");
        assertThat(unasked.exitCode()).isEqualTo(2);
        assertThat(done.path("written").asBoolean(false)).isTrue();
        assertThat(home.resolve("mcp.json")).exists();
    }

    @Test
    void connectsAClientAndNoticesDrift() throws Exception {
        Path file = work.resolve("settings.json");
        Files.writeString(file, "{\n  // mine\n}\n");
        String[] check = {"connect", "cursor", "--file", file.toString(), "--check"};

        Result before = HqeProcess.run(home, check);
        Result done = HqeProcess.run(home, "connect", "cursor", "--file", file.toString(), "--yes");
        Result after = HqeProcess.run(home, check);
        Files.writeString(file, Files.readString(file).replace("\"mcp\"", "\"mpc\""));
        Result drifted = HqeProcess.run(home, check);

        assertThat(before.exitCode()).isEqualTo(1);
        assertThat(done.out()).contains("+  \"mcpServers\"").contains("the file as it was");
        assertThat(Files.readString(file)).contains("// mine");
        assertThat(after.exitCode()).isZero();
        assertThat(drifted.exitCode()).isEqualTo(1);
        assertThat(drifted.out()).contains("Mend it: hqe connect cursor --file");
    }
}
