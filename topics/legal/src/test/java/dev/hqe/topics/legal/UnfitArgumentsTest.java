package dev.hqe.topics.legal;

import dev.hqe.topics.kit.testing.JvmTool;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Arguments that the workbench refuses by their schema, and the tools too.
class UnfitArgumentsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "obligations|{\"text\":\"x\",\"modality\":\"wish\"}|argument 'modality' must be obligation, prohibition or permission",
                "deadlines|{\"text\":\"x\",\"holidays\":[\"Easter\"]}|argument 'holidays' must be days such as 2026-12-25, not 'Easter'",
                "deadlines|{\"text\":\"x\",\"events\":{\"invoice\":\"soon\"}}|argument 'events.invoice' must be a day such as 2026-01-31",
            })
    void areAnErrorThatNamesThem(String tool, String arguments, String message) {
        JvmTool.assertRefuses(Legal.TOOLS, tool, arguments, message);
    }
}
