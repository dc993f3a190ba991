package dev.hqe.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// What the start-up caches are trained with. One that fails makes a cache all the same, of half
/// the classes, and nobody would see it.
class TrainingRunTest {

    @Test
    void goesThroughToItsEnd() throws Exception {
        String printed = ProgramUnderTest.training();

        assertThat(printed)
                .contains("\"id\":3", "\"id\":5", "Usage: hqe mcp")
                .doesNotContain("Exception");
    }
}
