package dev.hqe.ingestion.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The examples of the gitignore manual. [GitComparisonTest] compares with git itself.
class IgnoreRuleTest {

    @ParameterizedTest
    @CsvSource({
        "hello.*, a/hello.txt, true",
        "/hello.*, hello.c, true",
        "/hello.*, a/hello.java, false",
        "doc/frotz, doc/frotz, true",
        "doc/frotz, a/doc/frotz, false",
        "foo/*, foo/test.json, true",
        "foo/*, foo/bar/hello.c, false",
        "**/foo, a/b/foo, true",
        "**/foo/bar, x/foo/bar, true",
        "abc/**, abc/x/y, true",
        "a/**/b, a/b, true",
        "a/**/b, a/x/y/b, true",
        "a/**/b, ab, false",
    })
    void matchesAsTheManualSays(String rule, String path, boolean matches) {
        assertThat(matches(rule, path)).isEqualTo(matches);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "# comment", "/", "!", "a\\", "a[b", "[[:nope:]]"})
    void takesLinesThatCannotMatchForNoRules(String line) {
        assertThat(IgnoreRule.parse(line)).isEmpty();
    }

    @Test
    @Timeout(value = 5, unit = TimeUnit.SECONDS)
    void needsNoLongTimeForHostilePatterns() {
        String name = "a".repeat(250);

        for (int i = 0; i < 100; i++) {
            assertThat(matches("*a".repeat(50) + "*b", name)).isFalse();
            assertThat(matches("**/*a".repeat(50) + "/b", (name + "/").repeat(3) + name)).isFalse();
        }
    }

    private static boolean matches(String rule, String path) {
        return IgnoreRule.parse(rule)
                .orElseThrow()
                .matches(
                        path.getBytes(StandardCharsets.UTF_8), 0, path.lastIndexOf('/') + 1, false);
    }
}
