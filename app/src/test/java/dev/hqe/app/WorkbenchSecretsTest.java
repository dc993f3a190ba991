package dev.hqe.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.hqe.kernel.access.ApiKeys;
import dev.hqe.kernel.secret.PassphrasePrompt;
import dev.hqe.kernel.secret.Secret;
import dev.hqe.kernel.secret.SecretName;
import dev.hqe.kernel.secret.SecretReferences;
import dev.hqe.kernel.secret.SecretStore;
import dev.hqe.mcp.broker.BrokerSettings;
import java.nio.CharBuffer;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkbenchSecretsTest {

    private static final String PASSPHRASE = "correct horse";

    @TempDir private Path home;
    private final AtomicInteger asked = new AtomicInteger();
    private final PassphrasePrompt person =
            purpose -> {
                asked.incrementAndGet();
                return Optional.of(PASSPHRASE.toCharArray());
            };

    @BeforeEach
    void nobodyElseSaysThePassphrase() {
        assumeThat(System.getenv())
                .as("the passphrase of this machine's own workbench would be taken")
                .doesNotContainKeys("HQE_PASSPHRASE", "HQE_PASSPHRASE_FILE");
    }

    private void store(String name, String value) {
        try (SecretStore secrets =
                        SecretStore.inHome(
                                home,
                                Map.of("HQE_PASSPHRASE", PASSPHRASE),
                                PassphrasePrompt.NOBODY);
                Secret secret = Secret.of(CharBuffer.wrap(value))) {
            secrets.put(new SecretName(name), secret);
        }
    }

    private Workbench open() {
        return Workbench.open(home, HqeProcess.installation(), BrokerSettings.DEFAULT, person);
    }

    @Test
    void aPersonIsAskedOnceForTheKeysAndTheServersAlike() {
        store("github/token", "a value");

        try (Workbench workbench = open()) {
            ApiKeys keys = new ApiKeys(workbench.secrets(), InstantSource.system());
            assertThat(keys.list()).isEmpty();
            assertThat(new SecretReferences(workbench.secrets()).expand("${secret:github/token}"))
                    .isEqualTo("a value");
        }

        assertThat(asked).hasValue(1);
    }

    @Test
    void aWorkbenchThatNeedsNoSecretAsksNobody() {
        store("github/token", "a value");

        try (Workbench workbench = open()) {
            assertThat(workbench.road()).isNotNull();
        }

        assertThat(asked).hasValue(0);
    }

    @Test
    void whereNothingIsStoredNobodyIsAskedForTheKeys() {
        try (Workbench workbench = open()) {
            ApiKeys keys = new ApiKeys(workbench.secrets(), InstantSource.system());
            assertThat(keys.list()).isEmpty();
        }

        assertThat(asked).hasValue(0);
    }
}
