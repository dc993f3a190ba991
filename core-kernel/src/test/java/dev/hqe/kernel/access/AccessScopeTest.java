package dev.hqe.kernel.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccessScopeTest {

    @ParameterizedTest
    @CsvSource({
        "finance.report, finance.report, true",
        "finance.report, finance.reports, false",
        "finance.*, finance.report, true",
        "finance.*, finance.a.b, true",
        "finance.*, finance, false",
        "finance.*, finance., false",
        "finance.*, finances.report, false",
        "finance.*, Finance.report, false",
        "*, anything.at_all, true",
        "*, '', false",
    })
    void matchesToolNames(String pattern, String name, boolean allowed) {
        assertThat(new AccessScope(List.of(), List.of(pattern)).allowsTool(name))
                .isEqualTo(allowed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "fin*", "*.report", "a..b", "a b", "a.**", ".*", "**", "a\n"})
    void refusesWhatIsNoPattern(String pattern) {
        assertThatThrownBy(() -> new AccessScope(List.of(pattern), List.of()))
                .isInstanceOf(AccessException.Invalid.class)
                .hasMessageContaining("is not a pattern for Topics");
    }

    @Test
    void anEmptyScopeAllowsNothing() {
        AccessScope none = new AccessScope(List.of(), List.of());

        assertThat(none.allowsTool("a")).isFalse();
        assertThat(none.allowsTopic("a")).isFalse();
    }

    @Test
    void whatIsNotSaidIsNotBounded() {
        assertThat(AccessScope.of(List.of(), List.of())).isEqualTo(AccessScope.ALL);
        assertThat(AccessScope.of(List.of(), List.of("a.b")).topics()).containsExactly("*");
    }

    @Test
    void aTopicAloneMeansItsOwnTools() {
        AccessScope scope = AccessScope.of(List.of("finance"), List.of());

        assertThat(scope.allowsTopicTool("finance", "finance.report")).isTrue();
        assertThat(scope.allowsTool("entities.query")).isFalse();
        assertThat(scope.allowsTopic("code_audit")).isFalse();
    }

    @Test
    void aTopicsToolMustMatchBoth() {
        AccessScope scope = AccessScope.of(List.of("finance"), List.of("*"));

        assertThat(scope.allowsTool("entities.query")).isTrue();
        assertThat(scope.allowsTopicTool("finance", "finance.report")).isTrue();
        assertThat(scope.allowsTopicTool("code_audit", "code_audit.redact")).isFalse();
    }

    @Test
    void boundsThePatterns() {
        assertThatThrownBy(() -> new AccessScope(Collections.nCopies(33, "a"), List.of()))
                .hasMessage("there are at most 32 patterns for Topics");
        assertThatThrownBy(() -> new AccessScope(List.of(), List.of("a".repeat(129))))
                .hasMessageContaining("is not a pattern for tools");
    }
}
