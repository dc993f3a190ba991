package dev.hqe.mcp.internal.share;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hqe.mcp.internal.share.Shares.Taken;
import org.junit.jupiter.api.Test;

class SharesTest {

    @Test
    void oneHolderGetsAHalfAndTheOthersTheRest() {
        Shares shares = new Shares(16);
        for (int i = 0; i < 8; i++) {
            assertThat(shares.take("a")).isEqualTo(Taken.YES);
        }

        assertThat(shares.take("a")).isEqualTo(Taken.SHARE_USED);
        for (int i = 0; i < 8; i++) {
            assertThat(shares.take("b")).isEqualTo(Taken.YES);
        }
        assertThat(shares.take("c")).isEqualTo(Taken.ALL_TAKEN);
    }

    @Test
    void whatIsGivenBackIsThereAgain() {
        Shares shares = new Shares(1);
        assertThat(shares.take("a")).isEqualTo(Taken.YES);
        assertThat(shares.take("b")).isEqualTo(Taken.ALL_TAKEN);

        shares.give("a");

        assertThat(shares.take("b")).isEqualTo(Taken.YES);
    }
}
