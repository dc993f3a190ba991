package dev.hqe.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hqe.app.HqeProcess.Result;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// `hqe secret` and `hqe key` as a person types them.
class SecretsFrontDoorTest {

    private static final Map<String, String> PASSPHRASE = Map.of("HQE_PASSPHRASE", "correct horse");

    @TempDir private Path work = Path.of("");

    private Result hqe(Map<String, String> environment, String input, String... arguments)
            throws Exception {
        return HqeProcess.runIn(work.resolve("home"), environment, input, arguments);
    }

    @Test
    void keepsASecretThatIsPipedIn() throws Exception {
        Result set = hqe(PASSPHRASE, "a piped value\n", "secret", "set", "github/token");
        Result list = hqe(PASSPHRASE, "", "secret", "list", "--json");
        Result doctor = hqe(PASSPHRASE, "", "doctor");
        Result remove = hqe(PASSPHRASE, "", "secret", "remove", "github/token", "--yes");
        Result after = hqe(PASSPHRASE, "", "secret", "list");

        assertThat(set.exitCode()).as(set.err()).isZero();
        assertThat(set.out())
                .isEqualTo(
                        "stored github/token: 1 secret in "
                                + work.resolve("home/secrets.p12")
                                + ", its key a passphrase\n");
        assertThat(set.err()).contains("${secret:github/token}");
        assertThat(list.json().path("secrets").path(0).asString()).isEqualTo("github/token");
        assertThat(doctor.out()).contains("ok   secrets").contains("its key a passphrase");
        assertThat(remove.out()).isEqualTo("removed github/token\n");
        assertThat(after.out()).contains("No secrets.");
        assertThat(set.out() + set.err() + list.out() + doctor.out()).doesNotContain("a piped");
    }

    @Test
    void refusesWhereThereIsNoSafePlace() throws Exception {
        Result set = hqe(Map.of(), "a value", "secret", "set", "token");
        Result doctor = hqe(Map.of(), "", "doctor");

        assertThat(set.exitCode()).isEqualTo(1);
        assertThat(set.err())
                .contains("there is no safe place for secrets")
                .contains("set HQE_PASSPHRASE_FILE")
                .doesNotContain("a value")
                .doesNotContain("\tat ");
        assertThat(work.resolve("home/secrets.p12")).doesNotExist();
        assertThat(doctor.exitCode()).isZero();
        assertThat(doctor.out()).contains("none are stored; there is no safe place");
    }

    @Test
    void saysWhatIsWrongWithTheInputAndEndsWith2() throws Exception {
        hqe(PASSPHRASE, "value", "secret", "set", "github/token");

        expect("standard input is empty", "\n", "secret", "set", "x");
        expect("is not a name for a secret", "value", "secret", "set", "a b");
        expect("larger than 64 KiB", "x".repeat(70_000), "secret", "set", "x");
        expect("is never an argument", "", "secret", "set", "x", "value");
        expect("did you mean 'github/token'?", "", "secret", "remove", "githb/token");
        expect("is not a pattern for tools", "", "key", "new", "x", "--tool", "fin*");
        expect("is not like 90d", "", "key", "new", "x", "--expires", "soon");
        expect("there is no API key 'x'. See: hqe key list", "", "key", "revoke", "x");
    }

    private void expect(String message, String input, String... arguments) throws Exception {
        Result result = hqe(PASSPHRASE, input, arguments);

        assertThat(result.exitCode()).as(String.join(" ", arguments)).isEqualTo(2);
        assertThat(result.err()).as(String.join(" ", arguments)).contains(message);
        assertThat(result.err()).doesNotContain("\tat ");
    }

    @Test
    void namesADamagedFileAndAWrongPassphrase() throws Exception {
        hqe(PASSPHRASE, "value", "secret", "set", "token");
        Path file = work.resolve("home/secrets.p12");

        Result wrong = hqe(Map.of("HQE_PASSPHRASE", "wrong horse"), "", "secret", "list");
        Files.writeString(file, "no PKCS#12");
        Result damaged = hqe(PASSPHRASE, "other", "secret", "set", "other");
        Result doctor = hqe(PASSPHRASE, "", "doctor");

        assertThat(wrong.exitCode()).isEqualTo(1);
        assertThat(wrong.err()).contains(file + ": its key, a passphrase, does not open it");
        assertThat(damaged.exitCode()).isEqualTo(1);
        assertThat(damaged.err()).contains(file + ": is damaged").contains("left as it is");
        assertThat(file).hasContent("no PKCS#12");
        assertThat(doctor.exitCode()).isEqualTo(1);
        assertThat(doctor.out()).contains("ILL  secrets");
    }

    @Test
    void issuesAKeyOnceAndRevokesIt() throws Exception {
        Result issued =
                hqe(
                        PASSPHRASE,
                        "",
                        "key",
                        "new",
                        "laptop",
                        "--topic",
                        "code_audit",
                        "--expires",
                        "90d");
        String plain = issued.out().strip();
        JsonNode listed = hqe(PASSPHRASE, "", "key", "list", "--json").json().path("keys").path(0);
        Result json = hqe(PASSPHRASE, "", "key", "new", "other", "--json");
        Result revoked = hqe(PASSPHRASE, "", "key", "revoke", "laptop");
        Result after = hqe(PASSPHRASE, "", "key", "list");

        assertThat(issued.exitCode()).as(issued.err()).isZero();
        assertThat(plain).matches("hqe_[0-9a-f]{12}_[A-Za-z0-9_-]{43}");
        assertThat(issued.err())
                .contains("only time")
                .contains("Authorization: Bearer")
                .contains("tools code_audit.*; Topics code_audit; until 2")
                .doesNotContain(plain);
        assertThat(listed.path("id").asString()).isEqualTo(plain.substring(4, 16));
        assertThat(listed.path("tools").path(0).asString()).isEqualTo("code_audit.*");
        assertThat(listed.has("expiresAt")).isTrue();
        assertThat(listed.toString()).doesNotContain(plain.substring(17));
        assertThat(json.json().path("key").asString()).startsWith("hqe_");
        assertThat(revoked.out()).contains("revoked " + plain.substring(4, 16) + "  laptop");
        assertThat(after.out())
                .contains("other  every tool and Topic; until it is revoked")
                .doesNotContain("laptop");
    }

    @Test
    void removesNothingUnaskedAndLeavesTheWorkbenchsOwnAlone() throws Exception {
        hqe(PASSPHRASE, "value", "secret", "set", "token");
        hqe(PASSPHRASE, "", "key", "new", "laptop");

        expect("Say --yes", "", "secret", "remove", "token");
        expect("hqe key revoke", "", "secret", "remove", "hqe/api-keys", "--yes");
        expect("Say --yes", "", "secret", "remove", "hqe/api-keys", "--own");
        expect("are the workbench's own", "value", "secret", "set", "hqe/mine");
        Result own = hqe(PASSPHRASE, "", "secret", "remove", "hqe/api-keys", "--own", "--yes");

        assertThat(own.out()).isEqualTo("removed hqe/api-keys\n");
        assertThat(hqe(PASSPHRASE, "", "secret", "list").out()).isEqualTo("token\n");
    }

    @Test
    void saysThatAClientWillLackThePassphraseAndNeverWritesIt() throws Exception {
        hqe(PASSPHRASE, "value", "secret", "set", "token");
        Path file = work.resolve("client.json");

        Result connect =
                hqe(PASSPHRASE, "", "connect", "cursor", "--yes", "--file", file.toString());
        Files.writeString(
                file,
                Files.readString(file)
                        .replace("\"HQE_HOME\"", "\"HQE_PASSPHRASE_FILE\": \"/p\", \"HQE_HOME\""));
        Result check =
                hqe(PASSPHRASE, "", "connect", "cursor", "--check", "--file", file.toString());

        assertThat(connect.exitCode()).as(connect.err()).isZero();
        assertThat(connect.err()).contains("HQE_PASSPHRASE_FILE").contains("chmod 600");
        assertThat(connect.out() + connect.err() + Files.readString(file))
                .doesNotContain("correct horse");
        assertThat(check.exitCode()).as(check.out()).isZero();
        assertThat(check.err()).isEmpty();
    }

    @Test
    void warnsOfAKeyForWhatIsNotThere() throws Exception {
        Result topic = hqe(PASSPHRASE, "", "key", "new", "x", "-t", "code_adit");
        Result tools =
                hqe(PASSPHRASE, "", "key", "new", "y", "--tool", "code_audit.redat", "--json");
        Result known = hqe(PASSPHRASE, "", "key", "new", "z", "--tool", "entities.*");

        assertThat(topic.exitCode()).isZero();
        assertThat(topic.err())
                .containsOnlyOnce("warning")
                .contains("there is no Topic 'code_adit' now (did you mean 'code_audit'?)");
        assertThat(tools.json().path("key").asString()).startsWith("hqe_");
        assertThat(tools.err())
                .contains("no tool is called 'code_audit.redat' now")
                .contains("did you mean 'code_audit.redact'?");
        assertThat(known.err()).doesNotContain("warning");
    }

    @Test
    void runsBesideAnOpenWorkbench() throws Exception {
        Process workbench =
                HqeProcess.start(work.resolve("home"), Main.class, "mcp", "--standalone");
        try {
            workbench
                    .getOutputStream()
                    .write(
                            "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"nonsense\"}\n"
                                    .getBytes(StandardCharsets.UTF_8));
            workbench.getOutputStream().flush();
            assertThat(workbench.inputReader().readLine()).as("it is up").contains("error");

            assertThat(hqe(PASSPHRASE, "value", "secret", "set", "token").exitCode()).isZero();
            assertThat(hqe(PASSPHRASE, "", "secret", "list").out()).isEqualTo("token\n");
        } finally {
            workbench.destroyForcibly().waitFor();
        }
    }
}
