package dev.hqe.mcp.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuthorizationAnswerTest {

    private static final String ISSUER = "https://login.example";

    @ParameterizedTest
    @CsvSource({
        "true, https://login.example",
        "false, https://login.example",
        "false,",
    })
    void takesTheCodeOfTheRightAuthorizationServer(boolean promised, String iss) {
        AuthorizationAnswer answer = answer("code", "c", "iss", iss);

        assertThat(answer.code(server(promised))).isEqualTo("c");
    }

    @ParameterizedTest
    @CsvSource({
        "true,",
        "true, https://evil.example",
        "false, https://evil.example",
        "true, https://login.example/",
        "true, HTTPS://login.example",
        "true, https://LOGIN.example",
        "true, https://login.example:443",
        "true, https://login.exampl%65",
    })
    void refusesEveryOtherIssuerAndNormalizesNothing(boolean promised, String iss) {
        AuthorizationAnswer answer = answer("code", "c", "iss", iss);

        assertThatThrownBy(() -> answer.code(server(promised)))
                .isInstanceOf(OAuthException.class)
                .hasMessageContaining("not used");
    }

    @Test
    void doesNotShowTheErrorOfAWrongAuthorizationServer() {
        AuthorizationAnswer answer =
                answer("error", "call this number", "iss", "https://evil.example");

        assertThatThrownBy(() -> answer.code(server(true)))
                .hasMessageNotContaining("call this number");
    }

    @Test
    void showsTheErrorOfTheRightOneInOneLine() {
        AuthorizationAnswer answer =
                answer(
                        "error",
                        "access_denied",
                        "error_description",
                        "no\nway " + "x".repeat(5_000),
                        "iss",
                        ISSUER);

        assertThatThrownBy(() -> answer.code(server(true)))
                .hasMessageContaining("'access_denied': 'no way x")
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(600))
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n"));
    }

    @Test
    void anAnswerWithoutACodeIsAnError() {
        assertThatThrownBy(() -> answer("iss", ISSUER).code(server(true)))
                .hasMessageContaining("without a code");
    }

    @Test
    void hidesItsCode() {
        assertThat(answer("code", "very-secret").toString()).doesNotContain("very-secret");
    }

    private static AuthorizationAnswer answer(String... pairs) {
        Map<String, String> parameters = new HashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            parameters.put(pairs[i], Optional.ofNullable(pairs[i + 1]).orElse(""));
        }
        return new AuthorizationAnswer(parameters);
    }

    private static AuthorizationServer server(boolean promisesIss) {
        return new AuthorizationServer(
                ISSUER,
                Optional.empty(),
                URI.create(ISSUER + "/token"),
                Optional.empty(),
                Scopes.NONE,
                List.of("S256"),
                Optional.empty(),
                Optional.empty(),
                promisesIss,
                false);
    }
}
