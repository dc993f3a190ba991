package dev.hqe.topics.codeaudit.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// The arithmetic that the guest cannot take from a library, against the JDK's.
class PartsTest {
    @Test
    void hashesLikeTheJdk() throws NoSuchAlgorithmException {
        Random random = new Random(1);
        for (int length = 0; length < 200; length++) {
            byte[] bytes = new byte[length];
            random.nextBytes(bytes);
            byte[] expected = MessageDigest.getInstance("SHA-256").digest(bytes);

            String hash =
                    new Sha256()
                            .update(bytes, 0, length / 2)
                            .update(bytes, length / 2, length)
                            .hex(64);

            assertThat(hash).isEqualTo(HexFormat.of().formatHex(expected));
        }
    }

    @Test
    void logarithmsAreExactToTenDigits() {
        for (int n = 1; n <= 512; n++) {
            double expected = Math.log(n) / Math.log(2);

            double computed = Entropy.log2(n);

            assertThat(computed).isCloseTo(expected, within(1e-10));
        }
    }

    @Test
    void entropyIsThatOfTheBytes() {
        Text same = Text.of("aaaaaaaa");
        Text eight = Text.of("abcdefgh");

        assertThat(Entropy.bitsPerByte(same, 0, 8)).isZero();
        assertThat(Entropy.bitsPerByte(eight, 0, 8)).isEqualTo(3);
        assertThat(Entropy.bitsPerByte(eight, 3, 3)).isZero();
    }

    @Test
    void columnsCountCodePointsAndLinesEndAfterTheirLineFeed() {
        Text text = Text.of("é🔑x\r\ny");

        Positions x = new Positions(text).moveTo(6);
        assertThat(x.line()).isEqualTo(1);
        assertThat(x.column()).isEqualTo(3);

        Positions y = x.moveTo(9);
        assertThat(y.line()).isEqualTo(2);
        assertThat(y.column()).isEqualTo(1);
        assertThatThrownBy(() -> y.moveTo(0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aScanSaysWhenItStoppedEarly() {
        SecretScanner scanner = new SecretScanner(RuleBook.standard(), 3.0);
        Text text = Text.of("AKIA2345ABCD2345ABCD ".repeat(10));

        assertThat(scanner.scan(text, 3).complete()).isFalse();
        assertThat(scanner.scan(text, 3).matches()).hasSize(3);
        assertThat(scanner.scan(text, 11).complete()).isTrue();
    }

    @Test
    void refusesAnEntropyThatIsNone() {
        assertThatThrownBy(() -> new SecretScanner(RuleBook.standard(), Double.NaN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("min_entropy");
    }
}
