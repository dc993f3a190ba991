package dev.hqe.topics.codeaudit.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RedactionTest {
    private final SecretScanner scanner = new SecretScanner(RuleBook.standard(), 3.0);

    static Stream<String> texts() {
        return LongStream.range(0, 200).mapToObj(RedactionTest::text);
    }

    /// Samples, some twice, between prose, brackets, line ends and things that look like
    /// placeholders.
    static String text(long seed) {
        Random random = new Random(seed);
        List<String> pieces = new ArrayList<>();
        List<Samples.Sample> samples = Samples.all(seed);
        for (int i = 0; i < 6; i++) {
            String sample = samples.get(random.nextInt(samples.size())).text();
            pieces.add(sample);
            pieces.add(random.nextBoolean() ? sample : "prose é 🔑");
            pieces.add(List.of("[", "[[", "]]", "\\", "\"", "\r\n").get(random.nextInt(6)));
        }
        if (random.nextInt(3) == 0) {
            pieces.add("[[jwt:1]] [[1~aws-access-key-id:2]] [[7~x:1]] [[0~x:1]] [[x:]] [[1~");
        }
        Collections.shuffle(pieces, random);
        return String.join(random.nextBoolean() ? "\n" : " ", pieces);
    }

    @ParameterizedTest
    @MethodSource("texts")
    void restoringWhatWasRedactedGivesTheOriginal(String original) {
        Redaction redaction = Redaction.of(Text.of(original), scanner);
        String redacted = redact(original);

        String restored = restore(redacted, original);

        assertThat(restored).isEqualTo(original);
        assertThat(redaction.placeholders()).allMatch(redacted::contains);
    }

    @ParameterizedTest
    @MethodSource("texts")
    void noSecretIsLeftAndRedactingAgainChangesNothing(String original) {
        String redacted = redact(original);

        List<Match> left = scanner.scan(Text.of(redacted), 100).matches();

        assertThat(left).isEmpty();
        assertThat(redact(redacted)).isEqualTo(redacted);
    }

    @Test
    void aTextThatHoldsPlaceholdersGetsTheFirstFreeKind() {
        String key = "AKIA2345ABCD2345ABCD";

        assertThat(redact("[[x:1]] " + key)).endsWith("[[1~aws-access-key-id:1]]");
        assertThat(redact("[[x:1]] [[1~x:1]] [[3~x:1]] " + key))
                .contains("[[2~aws-access-key-id:1]]");
        assertThat(redact("[[1~x:1]] " + key)).endsWith("[[aws-access-key-id:1]]");
    }

    @Test
    void whatAWeakerRuleTookGoesWithTheStrongerMatch() {
        String original = "password = \"prefix9!ghp_abcdefabcdefabcdefabcdefabcdefabcdef#suffix9\"";
        String bounded = original.replace("9!ghp", "9!/ghp");

        String redacted = redact(bounded);

        assertThat(redacted).isEqualTo("password = \"[[github-personal-token:1]]\"");
        assertThat(restore(redacted, bounded)).isEqualTo(bounded);
    }

    @Test
    void refusesATextWithTooManySecrets() {
        String many = "AKIA2345ABCD2345ABCD ".repeat(Redaction.SECRETS_MAX);

        assertThatThrownBy(() -> redact(many))
                .isInstanceOf(TooManySecrets.class)
                .hasMessage("text holds more than 20000 secrets; redact it in parts");
    }

    private String redact(String original) {
        Collected out = new Collected();
        Redaction.of(Text.of(original), scanner).redacted(out);
        return out.string();
    }

    private String restore(String redacted, String original) {
        Collected out = new Collected();
        Redaction.of(Text.of(original), scanner).restore(Text.of(redacted), out);
        return out.string();
    }

    private static final class Collected implements Redaction.Pieces {
        private final ByteArrayOutputStream all = new ByteArrayOutputStream();

        @Override
        public void bytes(byte[] bytes, int from, int to) {
            all.write(bytes, from, to - from);
        }

        @Override
        public void placeholder(String placeholder) {
            all.writeBytes(placeholder.getBytes(StandardCharsets.US_ASCII));
        }

        String string() {
            return all.toString(StandardCharsets.UTF_8);
        }
    }
}
