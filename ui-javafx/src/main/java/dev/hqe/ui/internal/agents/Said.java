package dev.hqe.ui.internal.agents;

import dev.hqe.mcp.policy.Ruling;
import dev.hqe.ui.internal.Texts;
import dev.hqe.ui.internal.part.Labels;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import javafx.scene.control.Label;

/// What several parts of the page say alike.
final class Said {

    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ENGLISH);
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("d MMM yyyy", Locale.ENGLISH);

    private Said() {}

    /// What a client calls itself.
    static String name(ClientId id) {
        return id.name().isBlank() ? Texts.of("agents.unnamed") : id.name();
    }

    /// How it comes in: "stdio", "HTTP, key 1a2b".
    static String road(Client client) {
        return client.isOverHttp()
                ? Texts.of("agents.road.http", client.id().key())
                : Texts.of("agents.road.stdio");
    }

    static String ago(Instant then, Instant now) {
        return Texts.ago(then, now, ZoneId.systemDefault());
    }

    /// `10:42:31`, or the date and the time if it was another day.
    static String time(Instant then, Instant now) {
        var local = then.atZone(ZoneId.systemDefault());
        boolean today =
                local.toLocalDate().equals(now.atZone(ZoneId.systemDefault()).toLocalDate());
        return today ? SECONDS.format(local) : DAY.format(local) + " " + CLOCK.format(local);
    }

    /// A day, or the time of this day.
    static String until(Optional<Instant> end, Instant now) {
        return end.map(
                        at -> {
                            var local = at.atZone(ZoneId.systemDefault());
                            boolean today =
                                    local.toLocalDate()
                                            .equals(
                                                    now.atZone(ZoneId.systemDefault())
                                                            .toLocalDate());
                            return Texts.of(
                                    "agents.until",
                                    today ? CLOCK.format(local) : DAY.format(local));
                        })
                .orElse(Texts.of("agents.until.never"));
    }

    static String word(Ruling ruling) {
        return Texts.of("agents.ruling." + ruling.word());
    }

    /// A ruling in its colour.
    static Label ruling(Ruling ruling) {
        return Labels.of(
                word(ruling),
                "t-name",
                switch (ruling) {
                    case ALLOW -> "success";
                    case ASK -> "warning";
                    case DENY -> "danger";
                });
    }
}
