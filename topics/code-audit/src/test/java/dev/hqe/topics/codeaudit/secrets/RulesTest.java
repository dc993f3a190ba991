package dev.hqe.topics.codeaudit.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hqe.topics.codeaudit.secrets.Samples.Sample;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RulesTest {
    private final SecretScanner scanner = new SecretScanner(RuleBook.standard(), 3.0);

    static Stream<Sample> samples() {
        return LongStream.range(0, 3).boxed().flatMap(seed -> Samples.all(seed).stream());
    }

    @Test
    void everyRuleHasASample() {
        var rules = RuleBook.standard().rules().stream().map(Rule::id).toList();

        var sampled = Samples.all(0).stream().map(Sample::rule).collect(Collectors.toSet());

        assertThat(rules).hasSizeGreaterThanOrEqualTo(40).doesNotHaveDuplicates();
        assertThat(sampled).containsExactlyInAnyOrderElementsOf(rules);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void findsExactlyTheSecretByItsRule(Sample sample) {
        Text text = Text.of(sample.text());

        List<Match> matches = scanner.scan(text, 100).matches();

        assertThat(matches)
                .singleElement()
                .satisfies(match -> {
                    assertThat(match.rule().id()).isEqualTo(sample.rule());
                    assertThat(string(text, match)).isEqualTo(sample.secret());
                });
    }

    @ParameterizedTest
    @MethodSource("samples")
    void showsNothingOfTheSecretButItsPublicPrefix(Sample sample) {
        Text text = Text.of(sample.text());
        Match match = scanner.scan(text, 100).matches().getFirst();

        String preview = match.preview(text);

        String prefix = preview.substring(0, preview.indexOf("****"));
        assertThat(preview).endsWith("****(" + sample.secret().length() + ")");
        assertThat(sample.secret()).startsWith(prefix);
        assertThat(Samples.all(99).stream().filter(s -> s.rule().equals(sample.rule())))
                .anySatisfy(other -> assertThat(other.secret()).startsWith(prefix));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void aTokenInsideALongerWordIsNone(Sample sample) {
        boolean fixedFormat =
                ruleOf(sample).specificity().compareTo(Rule.Specificity.FORMAT) >= 0
                        && !sample.secret().startsWith("-----")
                        && !sample.rule().endsWith("webhook")
                        && !sample.rule().startsWith("putty");
        String inside = "q" + sample.secret() + "q";

        var found = scanner.scan(Text.of(inside), 100).matches();

        if (fixedFormat) {
            assertThat(found).noneMatch(match -> match.rule().id().equals(sample.rule()));
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void aCutOffTokenOfFixedLengthIsNone(Sample sample) {
        String half = sample.secret().substring(0, Math.min(sample.secret().length() / 2, 12));

        var found = scanner.scan(Text.of(sample.text().replace(sample.secret(), half)), 100);

        boolean byName = ruleOf(sample).specificity() == Rule.Specificity.GENERIC;
        boolean anyLength = !ruleOf(sample).fingerprinted();
        if (!byName && !anyLength) {
            assertThat(found.matches()).noneMatch(match -> match.rule().id().equals(sample.rule()));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password = \"changeme123!\"",
                "password = \"${DB_PASSWORD_1}\"",
                "password = \"{{ vault.pass1 }}\"",
                "password = \"<your-password-1>\"",
                "password = \"[[generic-password:1]]\"",
                "password = \"$DB_PASSWORD1\"",
                "password = \"%(password1)s\"",
                "password = \"xxxxxxxx1!\"",
                "password = \"letmein\"",
                "password = \"Please enter password 1\"",
                "passwordHash = \"q8!Zk2#Lw9\"",
                "password_file = \"/run/secrets/pw1\"",
                "tokenizer = \"q8zk2lw9q8zk2lw9\"",
                "secretary = \"q8zk2lw9q8zk2lw9\"",
                "token_url = \"q8zk2lw9q8zk2lw9\"",
                "token = \"https://auth.invalid/t0ken\"",
                "token = request.headers.token2value",
                "password = getPassword(user1)",
                "foo(password=password1234, x=1)",
                "secret = os.environ[\"SECRET_1\"]",
                "apiKey: process.env.API_KEY_V2_X1",
                "String password;",
                "if (password == null) { return 1; }",
                "compass = \"q8!Zk2#Lw9\"",
                "https://user:password@host/",
                "https://user:${PASS}@host/",
                "https://guest:guest@host/",
                "https://host:8080/path@2x.png",
                "mailto://a:b@c",
                "-----BEGIN RSA PRIVATE KEY-----\n...\n-----END RSA PRIVATE KEY-----",
                "List.of(\"a\", \"one-password\", \"q8!Zk2#Lw9\", \"token\", \"q8zk2lw9q8zk2lw9\")",
                "f(\"-----BEGIN PRIVATE KEY-----\", x); //"
                        + " dev/hqe/topics/codeaudit/secrets/forms/PemFormTest",
                "-----BEGIN PUBLIC KEY-----\nQUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVphYmNkZWZnaGlqa2w=\n",
                "AKIAIOSFODNN7EXAMPLE",
                "AKIA0000000000000000",
                "aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
                "ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
                "sk_live_xxxxxxxxxxxxxxxxxxxxxxxx",
                "eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0.",
                "eyJmb28iOiJiYXIifQ.eyJzdWIiOiIxIn0.c2lnbmF0dXJlc2lnbmF0dXJl",
                "task-antelope-0123456789",
                "machine learning is a password away",
                "Authorization: Basic realm=\"x\"",
                "Authorization: Bearer <token>",
                "sha256~tooshort",
                "key-value pairs and key-0123",
                "12345678:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
            })
    void whatOnlyLooksLikeASecretIsNone(String text) {
        Scan scan = scanner.scan(Text.of(text), 100);

        assertThat(scan.matches()).isEmpty();
        assertThat(scan.complete()).isTrue();
    }

    @Test
    void aGithubTokenWithTheRightChecksumIsCritical() {
        String random = "abcdefghijABCDEFGHIJ0123456789";
        Text genuine = Text.of("ghp_" + random + checksum(random));
        Text wrong = Text.of("ghp_" + random + "000000");

        Match first = scanner.scan(genuine, 10).matches().getFirst();
        Match second = scanner.scan(wrong, 10).matches().getFirst();

        assertThat(first.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(second.severity()).isEqualTo(Severity.MEDIUM);
    }

    @Test
    void fingerprintsNameTheSameSecretOfHighEntropyOnly() {
        Text tokens =
                Text.of("a AKIA2345ABCD2345ABCD b AKIA2345ABCD2345ABCE c AKIA2345ABCD2345ABCD");
        Text password = Text.of("password = \"q8!Zk2#Lw9\"");

        var prints = scanner.scan(tokens, 10).matches().stream().map(m -> m.fingerprint(tokens));
        Match guessable = scanner.scan(password, 10).matches().getFirst();

        assertThat(prints.toList())
                .allMatch(print -> print.matches("[0-9a-f]{16}"))
                .satisfies(list -> assertThat(list.get(0)).isEqualTo(list.get(2)))
                .satisfies(list -> assertThat(list.get(0)).isNotEqualTo(list.get(1)));
        assertThat(guessable.fingerprint(password)).isEmpty();
    }

    private static Rule ruleOf(Sample sample) {
        return RuleBook.standard().rules().stream()
                .filter(rule -> rule.id().equals(sample.rule()))
                .findFirst()
                .orElseThrow();
    }

    private static String string(Text text, Match match) {
        return new String(text.bytes(), match.start(), match.length(), StandardCharsets.UTF_8);
    }

    /// GitHub's: CRC-32 in base 62, six digits.
    private static String checksum(String random) {
        String digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
        CRC32 crc = new CRC32();
        crc.update(random.getBytes(StandardCharsets.US_ASCII));
        StringBuilder out = new StringBuilder();
        long rest = crc.getValue();
        for (int i = 0; i < 6; i++) {
            out.insert(0, digits.charAt((int) (rest % 62)));
            rest /= 62;
        }
        return out.toString();
    }
}
