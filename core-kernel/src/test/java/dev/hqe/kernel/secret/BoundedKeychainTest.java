package dev.hqe.kernel.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class BoundedKeychainTest {

    /// A keychain that answers every question by doing this.
    private record Acting(Callable<String> action) implements Keychain {

        @Override
        public String name() {
            return "a keychain";
        }

        @Override
        public String read(String account) throws Exception {
            return action.call();
        }

        @Override
        public void write(String account, String value) throws Exception {
            action.call();
        }

        @Override
        public void remove(String account) throws Exception {
            action.call();
        }
    }

    private static Keychain bounded(Duration patience, Callable<String> action) {
        return new BoundedKeychain(new Acting(action), patience);
    }

    @Test
    void passesTheAnswerOn() throws Exception {
        Keychain keychain = bounded(Duration.ofSeconds(30), () -> "value");

        assertThat(keychain.read("a")).isEqualTo("value");
        keychain.write("a", "value");
        keychain.remove("a");
    }

    @Test
    void whateverIsThrownMeansThatItCannotBeUsed() {
        Keychain locked =
                bounded(
                        Duration.ofSeconds(30),
                        () -> {
                            throw new NullPointerException("response is null");
                        });
        Keychain unlinked =
                bounded(
                        Duration.ofSeconds(30),
                        () -> {
                            throw new UnsatisfiedLinkError("libsecret");
                        });

        assertThatThrownBy(() -> locked.write("a", "value"))
                .isInstanceOf(SecretException.Unavailable.class)
                .hasMessage("it is locked, or refuses");
        assertThatThrownBy(() -> unlinked.read("a"))
                .isInstanceOf(SecretException.Unavailable.class)
                .hasMessage("it is locked, or refuses");
    }

    @Test
    void oneThatHangsCostsOneThreadAndIsUsedAgainOnceItAnswers() throws Exception {
        CountDownLatch answer = new CountDownLatch(1);
        AtomicInteger asked = new AtomicInteger();
        Keychain hanging =
                bounded(
                        Duration.ofMillis(50),
                        () -> {
                            asked.incrementAndGet();
                            boolean answered = answer.getCount() == 0;
                            while (!answered) { // native code does not hear interrupts either
                                try {
                                    answer.await();
                                    answered = true;
                                } catch (InterruptedException e) {
                                    assertThat(e).isNotNull();
                                }
                            }
                            return "value";
                        });

        assertThatThrownBy(() -> hanging.read("a"))
                .isInstanceOf(SecretException.Unavailable.class)
                .hasMessage("it does not answer within 50 ms");
        assertThatThrownBy(() -> hanging.read("a"))
                .hasMessage("it still has not answered the last question");
        assertThat(asked).hasValue(1);

        answer.countDown();

        Awaitility.await()
                .ignoreExceptions()
                .untilAsserted(() ->
                        assertThat(Objects.requireNonNull(hanging.read("a"))).isEqualTo("value"));
    }

    @Test
    void aStoreOverOneThatHangsFallsBackToAPassphrase(@TempDir Path home) {
        CountDownLatch never = new CountDownLatch(1);
        Keychain hanging =
                bounded(
                        Duration.ofMillis(50),
                        () -> {
                            never.await();
                            return "";
                        });
        SecretStore store =
                new SecretVault(
                        home,
                        new VaultKeys(
                                home,
                                new PassphraseSource(
                                        Map.of(),
                                        purpose -> Optional.of("a person's".toCharArray())),
                                hanging));

        store.put(new SecretName("token"), Secret.of("value"));

        assertThat(store.state().detail()).endsWith(", its key a passphrase");
        store.close();
    }
}
