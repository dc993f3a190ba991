package dev.hqe.ui.internal.servers;

import dev.hqe.ui.internal.Texts;
import dev.hqe.ui.internal.part.Chips;
import dev.hqe.ui.internal.part.Look;
import javafx.scene.control.Label;
import org.kordamp.ikonli.feather.Feather;

/// How a state looks.
final class Marks {

    private Marks() {}

    static Look look(Stand stand) {
        return switch (stand) {
            case RUNNING -> Look.SUCCESS;
            case STARTING -> Look.ACCENT;
            case IDLE, OFF -> Look.NEUTRAL;
            case SIGN_IN -> Look.WARNING;
            case FAILED, BROKEN -> Look.DANGER;
        };
    }

    static Feather icon(Stand stand) {
        return switch (stand) {
            case RUNNING -> Feather.CHECK;
            case STARTING -> Feather.LOADER;
            case IDLE -> Feather.MOON;
            case OFF -> Feather.POWER;
            case SIGN_IN -> Feather.LOG_IN;
            case FAILED, BROKEN -> Feather.ALERT_CIRCLE;
        };
    }

    static String word(Stand stand) {
        return Texts.of(stand.key());
    }

    static Label chip(Stand stand) {
        Label chip = Chips.state(look(stand), icon(stand), word(stand));
        chip.setId("server-state");
        return chip;
    }

    /// What the row says under the name: why it does not work, else what there is of it.
    static String line(ServerRow row) {
        if (row.stand().needsAPerson() && !row.failing().what().isEmpty()) {
            return row.failing().line();
        }
        if (row.stand() == Stand.OFF) {
            return Texts.of("servers.row.off", row.transport());
        }
        String tools = Texts.count("servers.tools", row.tools().size());
        String line =
                row.transport().isEmpty()
                        ? tools
                        : Texts.of("servers.row.line", row.transport(), tools);
        return row.waiting().isEmpty()
                ? line
                : line + Texts.count("servers.row.waiting", row.waiting().size());
    }
}
