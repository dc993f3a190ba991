package dev.hqe.ui.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

class DesktopLibrariesTest {

    @Test
    @ExtendWith(Toolkit.class)
    void saysThatThereIsNoDisplay() {
        var obstacle = DesktopLibraries.obstacle("Linux", Map.of(), false);

        assertThat(obstacle).hasValueSatisfying(why -> assertThat(why).contains("DISPLAY"));
    }

    @Test
    void asksNothingOfSystemsWhereJavaFxBringsItAll() {
        var obstacle = DesktopLibraries.obstacle("Mac OS X", Map.of(), false);

        assertThat(obstacle).isEmpty();
    }
}
