package dev.hqe.memory.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.hqe.memory.embed.EmbeddingModel.Endpoint;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmbeddingModelTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://example.com/v1",
                "example.com/v1",
                "https:///v1",
                "https://user:pass@example.com/v1",
                "https://example.com/v1?key=1"
            })
    void refusesWhatIsNoAddressOfAnApi(String base) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> endpoint(base, Optional.empty(), 384));
    }

    @Test
    void sendsAKeyInTheClearToThisMachineOnly() {
        Optional<String> key = Optional.of("${secret:k}");

        assertThat(endpoint("http://localhost:11434/v1", key, 384).key()).isEqualTo(key);
        assertThat(endpoint("https://example.com/v1", key, 384).key()).isEqualTo(key);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> endpoint("http://example.com/v1", key, 384))
                .withMessageContaining("use https");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> endpoint("http://127.example.com/v1", key, 384));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, Endpoint.MAX_DIMENSIONS + 1})
    void refusesDimensionsThatCannotBe(int dimensions) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> endpoint("https://example.com/v1", Optional.empty(), dimensions))
                .withMessageContaining("dimensions of an embedding endpoint must be 1 to 8192");
    }

    @Test
    void usesAllProcessorsButOne() {
        EmbeddingSettings usual = EmbeddingSettings.usual();

        assertThat(usual.model()).isEqualTo(new EmbeddingModel.Local(LocalModel.ALL_MINILM_L6_V2));
        assertThat(usual.threads())
                .isEqualTo(Math.max(1, Runtime.getRuntime().availableProcessors() - 1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new EmbeddingSettings(usual.model(), 0, 1));
    }

    private static Endpoint endpoint(String base, Optional<String> key, int dimensions) {
        return Endpoint.of(URI.create(base), "m", key, dimensions, 512);
    }
}
