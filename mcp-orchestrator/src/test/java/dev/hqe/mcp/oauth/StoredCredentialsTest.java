package dev.hqe.mcp.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoredCredentialsTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    private static final StoredCredentials FULL =
            new StoredCredentials(
                    "https://login.example",
                    "https://a.example/mcp",
                    Optional.of(URI.create("https://a.example/m")),
                    Optional.of(
                            new OAuthClient(
                                    "me",
                                    Optional.of(new SecretValue("secret-1")),
                                    Optional.of(TokenEndpointAuth.CLIENT_SECRET_POST),
                                    Optional.of(NOON),
                                    Optional.of(URI.create("http://127.0.0.1:9/callback")))),
                    Scopes.parse("a b"),
                    Optional.of(
                            new Tokens(
                                    new SecretValue("secret-2"),
                                    Optional.of(new SecretValue("secret-3")),
                                    Scopes.parse("a"),
                                    NOON,
                                    Optional.of(NOON.plusSeconds(60)),
                                    true)));

    @Test
    void comesBackAsItWasStored() {
        assertThat(StoredCredentials.fromSecret(FULL.toSecret())).isEqualTo(FULL);
    }

    @Test
    void comesBackWithoutWhatThereIsNot() {
        StoredCredentials bare =
                new StoredCredentials(
                        "i",
                        "r",
                        Optional.empty(),
                        Optional.empty(),
                        Scopes.NONE,
                        Optional.empty());

        assertThat(StoredCredentials.fromSecret(bare.toSecret())).isEqualTo(bare);
    }

    @Test
    void showsNoSecretInItsText() {
        assertThat(FULL.toString()).doesNotContain("secret-").contains("[hidden]");
        assertThat(FULL.toSecret().toString()).isEqualTo("[hidden]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hunter2",
                "{\"issuer\":\"hunter2\"}",
                "[\"hunter2\"]",
                "{\"issuer\":\"i\",\"resource\":\"r\",\"requested\":\"\",\"tokens\":"
                        + "{\"access\":\"hunter2\",\"granted\":\"\",\"obtainedAt\":\"hunter2\"}}"
            })
    void repeatsNothingOfABrokenEntry(String broken) {
        assertThatThrownBy(() -> StoredCredentials.fromSecret(new SecretValue(broken)))
                .isInstanceOf(OAuthException.class)
                .hasNoCause()
                .hasMessageNotContaining("hunter2");
    }
}
