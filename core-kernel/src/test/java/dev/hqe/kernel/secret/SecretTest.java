package dev.hqe.kernel.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretTest {

    @Test
    void neverPrintsItsValue() {
        assertThat(Secret.of("a value")).hasToString("***");
        assertThat(String.format("%s %s", Secret.of("a value"), 1)).isEqualTo("*** 1");
    }

    @Test
    void isGoneOnceItIsClosed() {
        Secret secret = Secret.of("value");
        byte[] copy = secret.bytes();

        secret.close();
        secret.close();

        assertThatThrownBy(secret::bytes).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(secret::text).isInstanceOf(IllegalStateException.class);
        assertThat(copy).asString().isEqualTo("value");
    }

    @Test
    void comparesValues() {
        assertThat(Secret.of("value").sameAs(Secret.of("value"))).isTrue();
        assertThat(Secret.of("value").sameAs(Secret.of("other"))).isFalse();
    }

    @Test
    void refusesWhatIsNoSecret() {
        assertThatThrownBy(() -> Secret.of("")).hasMessage("a secret cannot be empty");
        assertThatThrownBy(() -> Secret.of(new byte[Secret.MAX_BYTES + 1]))
                .hasMessage("a secret is larger than 1048576 bytes");
        assertThatThrownBy(() -> Secret.of("ä".repeat(Secret.MAX_BYTES)))
                .hasMessage("a secret is larger than 1048576 bytes");
        assertThatThrownBy(() -> Secret.of("half \ud83d")).hasMessageContaining("half a character");
        assertThatThrownBy(() -> Secret.of(new byte[] {(byte) 0xFF}).text())
                .isInstanceOf(SecretException.Invalid.class)
                .hasMessage("a secret is not text");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "0", "github/token", "A.b_c-d:e/f"})
    void takesTheseNames(String name) {
        assertThat(new SecretName(name)).hasToString(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".a", "a b", "a\n", "ä", "a}", "${secret:a}"})
    void refusesTheseNames(String name) {
        assertThatThrownBy(() -> new SecretName(name))
                .isInstanceOf(SecretException.Invalid.class)
                .hasMessageContaining("is not a name for a secret");
    }

    @Test
    void refusesALongNameWithoutRepeatingAllOfIt() {
        assertThat(new SecretName("a".repeat(128)).value()).hasSize(128);
        assertThatThrownBy(() -> new SecretName("a".repeat(10_000)))
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(300));
    }
}
