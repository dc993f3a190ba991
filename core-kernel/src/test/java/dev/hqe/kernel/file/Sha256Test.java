package dev.hqe.kernel.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class Sha256Test {

    @Test
    void isThatOfTheStandard() {
        assertThat(Sha256.of("abc"))
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    @Test
    void aNameIsCutMadeToFitAndEndsWithDigitsOfItsHash() {
        String name = Sha256.name("a b c d e f", "abc", 12, text -> text.replace(' ', '_'));

        assertThat(name).isEqualTo("a_b-ba7816bf");
    }

    @Test
    void namesThatBeginAlikeDiffer() {
        String one = Sha256.name("x".repeat(100), "one", 40, UnaryOperator.identity());
        String other = Sha256.name("x".repeat(100), "other", 40, UnaryOperator.identity());

        assertThat(one).hasSize(40).isNotEqualTo(other);
    }
}
