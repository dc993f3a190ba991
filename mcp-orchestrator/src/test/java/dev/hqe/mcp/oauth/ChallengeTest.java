package dev.hqe.mcp.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ChallengeTest {

    @Test
    void readsTheParametersOfABearerChallenge() {
        Challenge challenge =
                Challenge.bearer(
                        List.of(
                                "Bearer error=\"insufficient_scope\","
                                        + " scope=\"files:read files:write\" ,"
                                        + "resource_metadata=\"https://a.example/m\""));

        assertThat(challenge.parameter("error")).contains("insufficient_scope");
        assertThat(challenge.scopes().names()).containsExactly("files:read", "files:write");
        assertThat(challenge.parameter("resource_metadata")).contains("https://a.example/m");
    }

    @Test
    void findsTheBearerChallengeAmongOthersOfTheSameLine() {
        Challenge challenge =
                Challenge.bearer(
                        List.of(
                                "Negotiate abc/d==, Basic realm=\"a, Bearer scope=\\\"no\\\"\","
                                        + " BEARER SCOPE=yes, Digest nonce=1"));

        assertThat(challenge.scopes().names()).containsExactly("yes");
    }

    @Test
    void findsTheBearerChallengeInALaterLine() {
        Challenge challenge = Challenge.bearer(List.of("Basic realm=\"a\"", "Bearer scope=\"b\""));

        assertThat(challenge.scopes().names()).containsExactly("b");
    }

    @Test
    void takesAwayTheBackslashesOfAQuotedText() {
        Challenge challenge = Challenge.bearer(List.of("Bearer error_description=\"a \\\"b\\\\\""));

        assertThat(challenge.parameter("error_description")).contains("a \"b\\");
    }

    @Test
    void readsABearerChallengeWithoutParameters() {
        assertThat(Challenge.parse("Bearer")).hasSize(1);

        assertThat(Challenge.bearer(List.of("Bearer")).parameters()).isEmpty();
        assertThat(Challenge.bearer(List.of()).parameters()).isEmpty();
    }

    @Test
    void keepsTheFirstOfTwoParametersOfOneName() {
        Challenge challenge = Challenge.bearer(List.of("Bearer scope=a, scope=b"));

        assertThat(challenge.scopes().names()).containsExactly("a");
    }

    @Test
    void ignoresAHeaderThatIsTooLong() {
        String huge = "Bearer scope=\"" + "a ".repeat(10_000) + "\"";

        assertThat(Challenge.bearer(List.of(huge)).parameters()).isEmpty();
    }

    @Test
    void endsOnEveryText() {
        Random random = new Random(7);
        String alphabet = "Bearer scope=\"\\, \t=ab/~;";

        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(60); length > 0; length--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            assertThat(Challenge.parse(text.toString())).hasSizeLessThanOrEqualTo(16);
        }
    }
}
