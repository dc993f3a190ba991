package dev.hqe.kernel.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What every store does, whatever its key.
abstract class SecretStoreContract {

    private static final SecretName NAME = new SecretName("github/token");

    @TempDir Path home;
    SecretStore store = SecretStore.inMemory();

    abstract SecretStore open();

    @BeforeEach
    void openStore() {
        store = open();
    }

    @AfterEach
    void closeStore() {
        store.close();
    }

    static Optional<String> text(SecretStore store, SecretName name) {
        return store.find(name).map(Secret::text);
    }

    @Test
    void givesBackWhatWasStored() {
        store.put(NAME, Secret.of("pässwörd \0 \n"));

        assertThat(text(store, NAME)).contains("pässwörd \0 \n");
    }

    @Test
    void hasNothingAtFirst() {
        assertThat(store.find(NAME)).isEmpty();
        assertThat(store.names()).isEmpty();
        assertThat(store.remove(NAME)).isFalse();
        assertThat(store.state().usable()).isTrue();
        assertThat(store.state().empty()).isTrue();
    }

    @Test
    void namesAreListedInOrderAndTheirCaseCounts() {
        store.put(new SecretName("b"), Secret.of("1"));
        store.put(new SecretName("a"), Secret.of("2"));
        store.put(new SecretName("B"), Secret.of("3"));

        assertThat(store.names().stream().map(SecretName::value)).isEqualTo(List.of("B", "a", "b"));
        assertThat(text(store, new SecretName("b"))).contains("1");
    }

    @Test
    void aSecondValueTakesThePlaceOfTheFirst() {
        store.put(NAME, Secret.of("first"));
        store.put(NAME, Secret.of("second"));

        assertThat(text(store, NAME)).contains("second");
        assertThat(store.names()).containsExactly(NAME);
    }

    @Test
    void whatWasRemovedIsGone() {
        store.put(NAME, Secret.of("value"));

        assertThat(store.remove(NAME)).isTrue();
        assertThat(store.find(NAME)).isEmpty();
        assertThat(store.remove(NAME)).isFalse();
    }

    @Test
    void keepsAValueOfTheLargestSize() {
        byte[] large = new byte[Secret.MAX_BYTES];
        large[large.length - 1] = 7;

        store.put(NAME, Secret.of(large));

        assertThat(store.find(NAME).orElseThrow().bytes()).isEqualTo(large);
    }

    @Test
    void whatIsGivenOutIsACopy() {
        Secret given = Secret.of("value");
        store.put(NAME, given);
        given.close();
        store.find(NAME).orElseThrow().close();

        assertThat(text(store, NAME)).contains("value");
    }

    @Test
    void anUpdateSeesTheOldValueAndAFailedOneChangesNothing() {
        store.put(NAME, Secret.of("old"));

        store.update(NAME, old -> Optional.of(Secret.of(old.orElseThrow().text() + "+new")));
        assertThatThrownBy(() ->
                        store.update(
                                NAME,
                                old -> {
                                    throw new IllegalArgumentException("no");
                                }))
                .hasMessage("no");

        assertThat(text(store, NAME)).contains("old+new");
    }
}
