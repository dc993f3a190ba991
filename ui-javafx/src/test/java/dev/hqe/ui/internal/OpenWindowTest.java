package dev.hqe.ui.internal;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.geometry.Rectangle2D;
import org.junit.jupiter.api.Test;

class OpenWindowTest {

    @Test
    void standsInTheMiddleOfALargeScreen() {
        Rectangle2D bounds = OpenWindow.within(new Rectangle2D(100, 20, 1920, 1180));

        assertThat(bounds).isEqualTo(new Rectangle2D(340, 160, 1440, 900));
    }

    @Test
    void isNoLargerThanASmallScreen() {
        Rectangle2D screen = new Rectangle2D(0, 28, 1280, 772);

        Rectangle2D bounds = OpenWindow.within(screen);

        assertThat(bounds).isEqualTo(screen);
    }
}
