package dev.hqe.mcp.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// The variables of a plugin.
class PluginVariablesTest {
    private final PluginVariables variables = new PluginVariables();

    @Test
    void keepsACopyOfAValue() {
        byte[] value = {1, 2};
        variables.set("a", value);
        value[0] = 9;

        assertThat(variables.get("a")).hasValue(new byte[] {1, 2});
        assertThat(variables.get("b")).isEmpty();
    }

    @Test
    void refusesAValueForWhichThereIsNoRoomAndKeepsTheOldOne() {
        variables.set("a", new byte[1]);

        assertThat(variables.set("a", new byte[2 << 20])).isFalse();
        assertThat(variables.get("a")).hasValue(new byte[1]);
    }

    @Test
    void countsWhatIsReplacedOrRemovedNoMore() {
        for (int i = 0; i < 100; i++) {
            assertThat(variables.set("a", new byte[1 << 19])).isTrue();
        }
        variables.remove("a");

        assertThat(variables.set("b", new byte[1_000_000])).isTrue();
    }

    @Test
    void limitsTheirNumber() {
        int taken = 0;
        while (variables.set("n" + taken, new byte[0])) {
            taken++;
        }

        assertThat(taken).isEqualTo(10_000);
    }
}
