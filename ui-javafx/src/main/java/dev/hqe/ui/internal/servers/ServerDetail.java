package dev.hqe.ui.internal.servers;

import dev.hqe.mcp.config.HostedServerConfig;
import dev.hqe.ui.internal.Texts;
import dev.hqe.ui.internal.part.DetailPane;
import dev.hqe.ui.internal.part.FactGrid;
import dev.hqe.ui.internal.part.Icons;
import dev.hqe.ui.internal.part.Labels;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// The facts of one server: how it is reached, since when it runs, what it is given.
final class ServerDetail extends StackPane {

    private static final ZoneId ZONE = ZoneId.systemDefault();
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ENGLISH);

    private final InstantSource clock;
    private final Label uptime = Labels.wrapped("", "t-body");
    private @Nullable ServerRow shown;

    ServerDetail(ServersModel model, InstantSource clock) {
        this.clock = clock;
        getStyleClass().add("detail-pane");
        setId("server-detail");
        uptime.setId("server-uptime");
        model.selected().addListener((property, before, now) -> show(now));
        show(model.selected().get());
    }

    /// Says anew for how long it has run.
    void tick() {
        ServerRow row = shown;
        if (row != null) {
            uptime.setText(row.since().map(this::since).orElse(""));
        }
    }

    private String since(Instant since) {
        Duration up = Duration.between(since, clock.instant());
        String at = CLOCK.format(since.atZone(ZONE));
        return Texts.of("servers.fact.since", at, length(up));
    }

    private static String length(Duration up) {
        if (up.toMinutes() < 1) {
            return Texts.of("servers.fact.aMoment");
        }
        if (up.toHours() < 1) {
            return Texts.of("servers.fact.minutes", up.toMinutes());
        }
        return up.toDays() < 1
                ? Texts.of("servers.fact.hours", up.toHours(), up.toMinutesPart())
                : Texts.of("servers.fact.days", up.toDays(), up.toHoursPart());
    }

    private void show(@Nullable ServerRow row) {
        shown = row;
        if (row == null) {
            getChildren().clear();
            return;
        }
        DetailPane pane = new DetailPane(Texts.of("servers.detail"), false);
        pane.lead(fromTop(facts(row)));
        row.config()
                .ifPresent(server -> {
                    pane.section(Texts.of("servers.reached"), reached(server));
                    List<ShownConfig.Setting> settings = ShownConfig.settings(server);
                    if (!settings.isEmpty()) {
                        boolean program = server instanceof HostedServerConfig.Stdio;
                        pane.section(
                                Texts.of(program ? "servers.variables" : "servers.headers"),
                                settings(settings));
                    }
                });
        getChildren().setAll(pane);
        tick();
    }

    /// A name stands beside the first line of its value.
    private static FactGrid fromTop(FactGrid facts) {
        facts.getChildren().forEach(one -> GridPane.setValignment(one, VPos.TOP));
        return facts;
    }

    private FactGrid facts(ServerRow row) {
        FactGrid facts = new FactGrid();
        facts.add(
                Texts.of("servers.fact.state"),
                Labels.wrapped(Texts.of(row.stand().key() + ".long")));
        if (!row.speaks().isEmpty()) {
            facts.add(Texts.of("servers.fact.speaks"), Labels.wrapped(row.speaks()));
        }
        if (row.since().isPresent()) {
            facts.add(Texts.of("servers.fact.connected"), uptime);
        }
        if (row.connections() > 1) {
            facts.add(
                    Texts.of("servers.fact.restarts"),
                    Labels.of(Texts.number(row.connections() - 1L), "t-mono"));
        }
        facts.add(Texts.of("servers.fact.tools"), number(row.tools().size()));
        if (row.prompts() > 0) {
            facts.add(Texts.of("servers.fact.prompts"), number(row.prompts()));
        }
        if (row.resources() > 0) {
            facts.add(Texts.of("servers.fact.resources"), number(row.resources()));
        }
        row.topic()
                .ifPresent(topic ->
                        facts.add(Texts.of("servers.fact.topic"), Labels.wrapped(topic.value())));
        return facts;
    }

    private static Label number(int of) {
        return Labels.of(Texts.number(of), "t-mono");
    }

    private static Node reached(HostedServerConfig server) {
        FactGrid facts = new FactGrid();
        switch (server) {
            case HostedServerConfig.Stdio stdio -> {
                facts.add(Texts.of("servers.fact.transport"), Labels.of("stdio", "t-mono"));
                facts.add(
                        Texts.of("servers.fact.command"),
                        Labels.wrapped(ShownConfig.target(server), "t-mono"));
                String cwd = stdio.cwd();
                facts.add(
                        Texts.of("servers.fact.folder"),
                        cwd == null
                                ? Labels.wrapped(Texts.of("servers.fact.folder.home"))
                                : Labels.path(cwd));
            }
            case HostedServerConfig.Http http -> {
                boolean old = http.transport() == HostedServerConfig.Transport.SSE;
                facts.add(
                        Texts.of("servers.fact.transport"),
                        Labels.wrapped(Texts.of(old ? "servers.fact.sse" : "servers.fact.http")));
                facts.add(
                        Texts.of("servers.fact.address"),
                        Labels.wrapped(ShownConfig.target(server), "t-mono"));
            }
        }
        return fromTop(facts);
    }

    private static Node settings(List<ShownConfig.Setting> settings) {
        VBox lines = new VBox();
        lines.getStyleClass().add("server-settings");
        for (ShownConfig.Setting setting : settings) {
            Label value =
                    Labels.wrapped(
                            setting.value(), "t-mono", setting.secret() ? "muted" : "default");
            HBox line = new HBox(value);
            line.getStyleClass().add("row-8");
            HBox.setHgrow(value, Priority.ALWAYS);
            if (setting.secret()) {
                line.getChildren().addFirst(Icons.chip(Feather.KEY, "muted"));
            }
            if (setting.hidden()) {
                line.getChildren()
                        .add(Labels.of(Texts.of("servers.setting.inClear"), "t-small", "warning"));
            }
            lines.getChildren().addAll(Labels.cut(setting.name(), "t-mono-s", "muted"), line);
        }
        return lines;
    }
}
