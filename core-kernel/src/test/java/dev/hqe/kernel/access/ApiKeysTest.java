package dev.hqe.kernel.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hqe.kernel.secret.PassphrasePrompt;
import dev.hqe.kernel.secret.QuickVault;
import dev.hqe.kernel.secret.Secret;
import dev.hqe.kernel.secret.SecretException;
import dev.hqe.kernel.secret.SecretName;
import dev.hqe.kernel.secret.SecretStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class ApiKeysTest {

    private static final SecretName SECRET = new SecretName("hqe/api-keys");
    private static final AccessScope SCOPE =
            new AccessScope(List.of("finance"), List.of("finance.*", "entities.query"));

    private final AtomicReference<Instant> now =
            new AtomicReference<>(Instant.parse("2026-11-22T10:00:00Z"));
    private final SecretStore store = SecretStore.inMemory();
    private final ApiKeys keys = new ApiKeys(store, now::get);

    private void passes(Duration time) {
        now.updateAndGet(instant -> instant.plus(time));
    }

    private String issue(String name) {
        return keys.issue(name, SCOPE, Optional.empty()).plain().text();
    }

    @Test
    void letsAnIssuedKeyIn() {
        IssuedKey issued = keys.issue("laptop", SCOPE, Optional.of(Duration.ofDays(90)));
        String plain = issued.plain().text();

        ApiKey verified = keys.verify(plain).orElseThrow();

        assertThat(plain).matches("hqe_" + issued.key().id() + "_[A-Za-z0-9_-]{43}");
        assertThat(verified).isEqualTo(issued.key());
        assertThat(verified.name()).isEqualTo("laptop");
        assertThat(verified.scope()).isEqualTo(SCOPE);
        assertThat(verified.createdAt()).isEqualTo(now.get());
        assertThat(verified.expiresAt()).contains(now.get().plus(Duration.ofDays(90)));
        assertThat(issued.toString()).doesNotContain(plain);
    }

    @Test
    void keepsOnlyAHash() {
        String plain = issue("laptop");

        String stored = store.find(SECRET).orElseThrow().text();

        assertThat(stored).doesNotContain(plain.substring(17)).contains("\"sha256\":\"");
    }

    @Test
    void letsNothingElseIn() {
        String plain = issue("laptop");
        String other = issue("other");
        char last = plain.charAt(plain.length() - 1);
        List<String> wrong =
                List.of(
                        "",
                        "hqe_",
                        plain.substring(0, plain.length() - 1),
                        plain + "A",
                        plain.substring(0, plain.length() - 1) + (last == 'A' ? 'E' : 'A'),
                        plain.replaceFirst("hqe_", "HQE_"),
                        plain.substring(0, 17) + other.substring(17),
                        "hqe_" + "0".repeat(12) + plain.substring(16),
                        "hqe_" + "Z".repeat(12) + plain.substring(16),
                        " " + plain.substring(1),
                        plain.substring(0, 17) + "ä".repeat(43),
                        "x".repeat(1_000_000));

        assertThat(wrong).allSatisfy(key -> assertThat(keys.verify(key)).isEmpty());
    }

    @Test
    void anExpiredKeyStaysListedButOpensNothing() {
        String plain =
                keys.issue("short", SCOPE, Optional.of(Duration.ofMinutes(1))).plain().text();

        passes(Duration.ofSeconds(59));
        assertThat(keys.verify(plain)).isPresent();
        passes(Duration.ofSeconds(1));
        assertThat(keys.verify(plain)).isEmpty();

        assertThat(keys.list()).hasSize(1);
        assertThat(keys.list().getFirst().isExpired(now.get())).isTrue();
    }

    @Test
    void aRevokedKeyEndsAtOnce() {
        String byName = issue("by name");
        String byId = issue("by id");
        assertThat(keys.verify(byName)).isPresent();

        assertThat(keys.revoke("by name").name()).isEqualTo("by name");
        assertThat(keys.verify(byName)).isEmpty();
        keys.revoke(byId.substring(4, 16));
        assertThat(keys.verify(byId)).isEmpty();

        assertThat(keys.list()).isEmpty();
        assertThat(store.names()).as("nothing stays behind").isEmpty();
    }

    @Test
    void aKeyThatAnotherProcessRevokedEndsAtOnce(@TempDir Path home) {
        try (SecretStore mine = QuickVault.open(home, "correct horse");
                SecretStore theirs = QuickVault.open(home, "correct horse")) {
            ApiKeys server = new ApiKeys(mine, now::get);
            ApiKeys commandLine = new ApiKeys(theirs, now::get);
            String plain = commandLine.issue("laptop", SCOPE, Optional.empty()).plain().text();
            assertThat(server.verify(plain)).isPresent();

            commandLine.revoke("laptop");

            assertThat(server.verify(plain)).isEmpty();
            String second = commandLine.issue("laptop", SCOPE, Optional.empty()).plain().text();
            assertThat(server.verify(second)).isPresent();
        }
    }

    @Test
    void letsNobodyInWhenTheSecretsCannotBeRead(@TempDir Path home) {
        String plain;
        try (SecretStore right = QuickVault.open(home, "correct horse")) {
            plain =
                    new ApiKeys(right, now::get)
                            .issue("laptop", SCOPE, Optional.empty())
                            .plain()
                            .text();
        }
        try (SecretStore locked =
                SecretStore.inHome(home, Map.of("HQE_KEYCHAIN", "off"), PassphrasePrompt.NOBODY)) {
            ApiKeys server = new ApiKeys(locked, now::get);

            assertThatThrownBy(() -> server.verify(plain))
                    .isInstanceOf(SecretException.Unavailable.class);
            assertThatThrownBy(() -> server.verify(plain))
                    .isInstanceOf(SecretException.Unavailable.class);
            assertThat(server.verify("nonsense")).isEmpty();
        }
    }

    @Test
    void namesAreUniqueAndChecked() {
        issue("laptop");

        assertThatThrownBy(() -> issue("laptop"))
                .isInstanceOf(AccessException.Invalid.class)
                .hasMessageContaining("there is an API key 'laptop' already")
                .hasMessageContaining("hqe key revoke ");
        assertThatThrownBy(() -> issue(" ")).hasMessageContaining("1 to 64 characters");
        assertThatThrownBy(() -> issue("a\nb")).hasMessageContaining("no control characters");
        assertThatThrownBy(() -> issue("0123456789ab")).hasMessageContaining("looks like the id");
        assertThatThrownBy(() -> keys.revoke("labtop"))
                .isInstanceOf(AccessException.Invalid.class)
                .hasMessage(
                        "there is no API key 'labtop' (did you mean 'laptop'?). See: hqe key list");
        assertThatThrownBy(() -> keys.issue("x", SCOPE, Optional.of(Duration.ZERO)))
                .hasMessage("an API key is valid for 1 second to 36500 days");
    }

    @Test
    void damagedRecordsAreNamed() {
        for (String damage :
                List.of(
                        "",
                        "{}",
                        "text",
                        "{\"version\":2,\"keys\":[]}",
                        "{\"version\":1,\"keys\":[{\"id\":1}]}",
                        "{\"version\":1,\"keys\":[{\"id\":\"0123456789ab\",\"sha256\":\"00\"}]}")) {
            store.put(SECRET, Secret.of(damage + " "));

            assertThatThrownBy(keys::list)
                    .as(damage)
                    .isInstanceOf(AccessException.Damaged.class)
                    .hasMessageContaining("hqe secret remove hqe/api-keys");
        }
    }

    @Test
    void boundsTheNumberOfKeys() {
        List<KeyRecord> full = new ArrayList<>();
        for (int i = 0; i < ApiKeys.MAX_KEYS; i++) {
            full.add(
                    new KeyRecord(
                            new ApiKey(
                                    new KeyId("%012x".formatted(i)),
                                    "key " + i,
                                    SCOPE,
                                    now.get(),
                                    null),
                            new byte[32]));
        }
        store.put(SECRET, KeyRecord.write(full));

        assertThat(keys.list()).hasSize(1000);
        assertThatThrownBy(() -> issue("one more"))
                .isInstanceOf(AccessException.Invalid.class)
                .hasMessageContaining("there are 1000 API keys, and no more can be issued");
    }

    @Test
    void threadsThatIssueAtOnceLoseNothing() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<String>> work = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                String name = "key " + i;
                work.add(() -> issue(name));
            }
            Set<String> plain = new HashSet<>();
            for (Future<String> key : threads.invokeAll(work)) {
                plain.add(key.get());
            }

            assertThat(plain)
                    .hasSize(50)
                    .allSatisfy(key -> assertThat(keys.verify(key)).isPresent());
            assertThat(keys.list()).hasSize(50);
        }
    }
}
