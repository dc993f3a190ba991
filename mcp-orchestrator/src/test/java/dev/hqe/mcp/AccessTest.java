package dev.hqe.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// Who is one holder of what is kept from one request to the next.
class AccessTest {

    private static Principal agent(String name, Access access) {
        return new Principal(Principal.Kind.AGENT, name, "1", access);
    }

    private static Access under(String profile) {
        return new Access("", profile, Access.LOCAL.source());
    }

    @Test
    void agentsWithoutAProfileAreOneHolderAndEachProfileIsItsOwn() {
        Principal plain = agent("one", Access.LOCAL);
        Principal other = agent("two", Access.local(ToolDisplay.UNSAID));
        Principal mine = agent("one", under("mine"));
        Principal yours = agent("one", under("yours"));

        assertThat(plain.isSameHolder(other)).isTrue();
        assertThat(plain.holder()).isEqualTo(other.holder());
        assertThat(mine.isSameHolder(agent("two", under("mine")))).isTrue();
        for (Principal stranger : new Principal[] {plain, yours}) {
            assertThat(mine.isSameHolder(stranger)).isFalse();
            assertThat(mine.holder()).isNotEqualTo(stranger.holder());
        }
    }

    @Test
    void aProfileThatIsCalledLikeAKeyIsNotThatKey() {
        Principal key = agent("one", new Access("4f1e00000000", Access.Scope.ALL));
        Principal profile = agent("one", under("4f1e00000000"));

        assertThat(key.isSameHolder(profile)).isFalse();
        assertThat(key.holder()).isNotEqualTo(profile.holder());
    }

    @Test
    void whatIsSaidGoesBeforeWhatWouldHoldOtherwise() {
        ToolDisplay said = new ToolDisplay(ToolDisplay.Mode.DIRECT, null);
        ToolDisplay profile = new ToolDisplay(ToolDisplay.Mode.BROKERED, NameStyle.SAFE);

        ToolDisplay both = said.or(profile);

        assertThat(both).isEqualTo(new ToolDisplay(ToolDisplay.Mode.DIRECT, NameStyle.SAFE));
        assertThat(said.namesOr(NameStyle.PLAIN)).isEqualTo(NameStyle.PLAIN);
    }
}
