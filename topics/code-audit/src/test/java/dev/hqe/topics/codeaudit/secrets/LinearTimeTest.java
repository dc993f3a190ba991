package dev.hqe.topics.codeaudit.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Hostile texts must cost a bounded number of steps per byte. Steps are counted, never timed.
class LinearTimeTest {
    private static final int SMALL = 16 << 10;
    private static final int LARGE = 256 << 10;

    /// Far below what one quadratic rule would take: 8192 steps a byte in the large text.
    private static final int STEPS_PER_BYTE = 400;

    private final RuleBook rules = RuleBook.standard();

    static Stream<String> hostile() {
        Stream<String> anchors =
                RuleBook.standard().rules().stream()
                        .flatMap(rule -> rule.detectors().stream())
                        .flatMap(detector -> detector.anchors().stream())
                        .distinct();
        return Stream.concat(anchors, handmade());
    }

    static Stream<String> handmade() {
        return Stream.of(
                "a",
                "A",
                "0",
                "-",
                "_",
                ".",
                "=",
                ":",
                "\"",
                "'",
                "\\",
                "/",
                "@",
                "[",
                "{",
                "<",
                " ",
                "\n",
                "\\\"",
                "é",
                "[[",
                "[[1~",
                "[[a:1]]",
                "eyJ.",
                "eyJ.eyJ.",
                "://a:",
                "a://b:c",
                "a://b:c@",
                "a1:",
                "password",
                "password=",
                "password=\"",
                "password='a1",
                "password ::= \"a1",
                "token string = \"a1",
                "<token>\n  ",
                "password: a1 = ",
                "password = \"\\",
                "token: String = ",
                "secret_access_key=",
                "-----BEGIN RSA PRIVATE KEY-----\n",
                "-----BEGIN PRIVATE KEY-----",
                "-----BEGIN PRIVATE KEY-----AAAA-----END ",
                "\"private_key\": \"-----BEGIN PRIVATE KEY-----",
                "PuTTY-User-Key-File-2: x\nPrivate-Lines: 1\n",
                "machine a login b password ",
                "machine machine ",
                "basic YTpi",
                "\"auth\": \"YTpiYg==",
                "bearer a1",
                "sk-ant-",
                "pypi-AgEI-",
                "xoxb-1-",
                "ops_eyJ",
                "ya29.",
                "12345678:AA",
                "MTEx.",
                "0123456789abcdef-us1",
                "AKIA2345ABCD2345ABCD ");
    }

    @ParameterizedTest
    @MethodSource("handmade")
    void aMebibyteOfOnePieceCostsBoundedStepsPerByte(String piece) {
        long steps = steps(piece, 1 << 20);

        assertThat(steps).isLessThan((long) STEPS_PER_BYTE << 20);
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void repeatingAPieceCostsTheSamePerByteHoweverLongTheText(String piece) {
        long small = steps(piece, SMALL);
        long large = steps(piece, LARGE);

        double perByteSmall = (double) small / SMALL;
        double perByteLarge = (double) large / LARGE;

        assertThat(perByteLarge).isLessThan(STEPS_PER_BYTE);
        assertThat(perByteLarge).isLessThan(perByteSmall * 1.5 + 2);
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void aPieceAndThenOneLongRunStaysCheapToo(String piece) {
        String text = piece + "a".repeat(LARGE) + piece + "A1/".repeat(LARGE / 3);

        Text scanned = Text.of(text);
        new SecretScanner(rules, 3.0).scan(scanned, Integer.MAX_VALUE);

        assertThat(scanned.steps()).isLessThan(20L * scanned.length());
    }

    private long steps(String piece, int length) {
        Text text = Text.of(piece.repeat(length / piece.length() + 1));
        new SecretScanner(rules, 3.0).scan(text, Integer.MAX_VALUE);
        return text.steps();
    }
}
