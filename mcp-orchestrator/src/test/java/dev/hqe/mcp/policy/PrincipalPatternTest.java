package dev.hqe.mcp.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hqe.mcp.Access;
import dev.hqe.mcp.Principal;
import org.junit.jupiter.api.Test;

class PrincipalPatternTest {

    private static final Principal LOCAL =
            new Principal(Principal.Kind.AGENT, "claude-code", "1", Access.LOCAL);
    private static final Principal REMOTE =
            new Principal(
                    Principal.Kind.AGENT,
                    "claude-code",
                    "1",
                    new Access("4f1e", Access.LOCAL.scope()));

    private static final Principal SORTED =
            new Principal(
                    Principal.Kind.AGENT,
                    "claude-code",
                    "1",
                    new Access("", "research", Access.LOCAL.source()));

    private static boolean matches(String pattern, Principal principal) {
        return new PrincipalPattern(pattern).matches(principal);
    }

    @Test
    void aKeyIsWhoItsHolderIsWhateverTheyCallThemselves() {
        assertThat(matches("agent:claude-code", LOCAL)).isTrue();
        assertThat(matches("agent:claude-code", REMOTE)).isFalse();
        assertThat(matches("agent:*", REMOTE)).isFalse();
        assertThat(matches("key:4f1e", REMOTE)).isTrue();
        assertThat(matches("key:4f*", REMOTE)).isTrue();
        assertThat(matches("key", REMOTE)).isTrue();
        assertThat(matches("key", LOCAL)).isFalse();
        assertThat(matches("key:*", LOCAL)).isFalse();
        assertThat(matches("agent", REMOTE)).isTrue();
        assertThat(matches("*", REMOTE)).isTrue();
    }

    @Test
    void aYesToOneIsKeptForThatOne() {
        assertThat(PrincipalPattern.exactly(LOCAL).orElseThrow().text())
                .isEqualTo("agent:claude-code");
        assertThat(PrincipalPattern.exactly(REMOTE).orElseThrow().text()).isEqualTo("key:4f1e");
    }

    @Test
    void aProfileIsNamedAndItsAgentsKeepTheirNames() {
        assertThat(matches("profile", SORTED)).isTrue();
        assertThat(matches("profile:research", SORTED)).isTrue();
        assertThat(matches("profile:re*", SORTED)).isTrue();
        assertThat(matches("profile:other", SORTED)).isFalse();
        assertThat(matches("agent:claude-code", SORTED)).isTrue();
        assertThat(matches("key", SORTED)).isFalse();
        assertThat(matches("profile", LOCAL)).isFalse();
        assertThat(matches("profile:*", REMOTE)).isFalse();
        assertThat(PrincipalPattern.exactly(SORTED).orElseThrow().text())
                .as("a yes is for this profile alone")
                .isEqualTo("profile:research");
    }

    @Test
    void refusesWhatNamesNobody() {
        assertThatThrownBy(() -> new PrincipalPattern("keys:4f1e"))
                .isInstanceOf(PolicyException.class)
                .hasMessageContaining("names no principal");
    }
}
