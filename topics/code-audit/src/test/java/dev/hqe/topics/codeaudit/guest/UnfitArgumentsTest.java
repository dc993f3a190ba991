package dev.hqe.topics.codeaudit.guest;

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
                "audit|{\"text\":\"\",\"min_entropy\":9}|min_entropy must be from 0 to 8 bits per byte",
                "health_score|{\"depth\":9}|depth must be a whole number from 0 to 5",
                "licenses|{\"text\":\"\",\"max_findings\":0}|max_findings must be a whole number from 1 to 10000",
                "report|{\"text\":\"\",\"format\":\"html\"}|format must be markdown or sarif, not 'html'",
                "risky_patterns|{\"text\":\"eval(x)\",\"language\":\"cobol\"}|language must be java, python, javascript, typescript, rust, go or shell, not 'cobol'",
            })
    void areAnErrorThatNamesThem(String tool, String arguments, String message) {
        JvmTool.assertRefuses(CodeAudit.TOOLS, tool, arguments, message);
    }
}
