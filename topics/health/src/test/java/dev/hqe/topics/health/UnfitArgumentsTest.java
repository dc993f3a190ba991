package dev.hqe.topics.health;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hqe.topics.kit.ToolError;
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
                "egfr|{\"creatinine\":0.6,\"age\":12,\"sex\":\"female\"}|'age' must be a whole number from 18 to 120",
                "egfr|{\"creatinine\":1,\"age\":50,\"sex\":\"unknown\"}|must be female or male",
            })
    void areAnErrorThatNamesThem(String tool, String arguments, String message) {
        assertThatThrownBy(() -> JvmTool.call(Health.TOOLS, tool, arguments))
                .isInstanceOf(ToolError.class)
                .hasMessageContaining(message);
    }
}
