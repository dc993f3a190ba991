package dev.hqe.topics.finance.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hqe.topics.kit.ToolError;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OfxStatementTest {
    private static final String FILE =
            "<OFX><STMTRS><CURDEF>EUR<ACCTID>1<STMTTRN><FITID>a<NAME>A & B &lt;&bad;&#0;&#xD800;"
                    + "<BANKACCTTO><ACCTID>9</BANKACCTTO></STMTTRN></STMTRS>"
                    + "<CCSTMTRS><ACCTID>2<STMTTRN><FITID>b</STMTTRN></CCSTMTRS></OFX>";

    @Test
    void everyTransactionKnowsItsOwnAccountAndCurrency() {
        var entries = OfxStatement.read(FILE);

        assertThat(entries).extracting(OfxStatement.Entry::account).containsExactly("1", "2");
        assertThat(entries).extracting(OfxStatement.Entry::currency).containsExactly("EUR", "");
        assertThat(entries.get(0).value("NAME")).isEqualTo("A & B <&bad;&#0;&#xD800;");
    }

    @Test
    void aTransactionInAnotherIsRefused() {
        assertThatThrownBy(() -> OfxStatement.read("<OFX><STMTRS>\n<STMTTRN>\n<STMTTRN>"))
                .isInstanceOf(ToolError.class)
                .hasMessage("line 3: a STMTTRN inside of another one");
    }

    @Test
    void whateverIsInTheFileIsReadOrRefused() {
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            StringBuilder broken = new StringBuilder(FILE);
            for (int change = random.nextInt(4); change >= 0; change--) {
                int at = random.nextInt(broken.length());
                broken.replace(
                        at,
                        Math.min(broken.length(), at + random.nextInt(12)),
                        "<&>/".substring(random.nextInt(4)));
            }
            try {
                OfxStatement.read(broken.toString());
            } catch (ToolError e) {
                assertThat(e).hasMessageNotContaining("null");
            }
        }
    }
}
