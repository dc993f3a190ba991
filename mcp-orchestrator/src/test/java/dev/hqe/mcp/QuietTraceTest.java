package dev.hqe.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hqe.mcp.internal.protocol.QuietTrace;
import org.junit.jupiter.api.Test;

class QuietTraceTest {

    @Test
    void saysWhereButNotWithWhat() {
        Throwable broken =
                new IllegalStateException("the input", new IllegalArgumentException("its value"));

        String trace = QuietTrace.of(broken);

        assertThat(trace)
                .startsWith("java.lang.IllegalStateException\n  at " + getClass().getName())
                .contains("caused by java.lang.IllegalArgumentException\n  at ")
                .doesNotContain("the input", "its value");
    }
}
