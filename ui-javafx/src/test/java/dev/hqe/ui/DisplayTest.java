package dev.hqe.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class DisplayTest {

    @Test
    void takesFromAnEnvironmentWhatNamesADisplay() {
        Display display =
                Display.of(
                        Map.of(
                                "DISPLAY",
                                ":1",
                                "XAUTHORITY",
                                "/x",
                                "PATH",
                                "/bin",
                                "WAYLAND_DISPLAY",
                                ""));

        assertThat(display.variables()).isEqualTo(Map.of("DISPLAY", ":1", "XAUTHORITY", "/x"));
        assertThat(display.name()).isEqualTo(":1");
    }

    @Test
    void takesNoOtherVariables() {
        assertThatThrownBy(() -> new Display(Map.of("LD_PRELOAD", "/x")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("LD_PRELOAD");
    }
}
