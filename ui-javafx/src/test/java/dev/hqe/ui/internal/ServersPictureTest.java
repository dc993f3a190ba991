package dev.hqe.ui.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hqe.kernel.secret.Secret;
import dev.hqe.kernel.secret.SecretName;
import dev.hqe.mcp.config.HostedServerConfig;
import dev.hqe.mcp.config.HostedServerConfig.Transport;
import dev.hqe.mcp.config.ServerName;
import dev.hqe.mcp.host.ServerStatus;
import dev.hqe.ui.ServerBench;
import dev.hqe.ui.TestBench;
import dev.hqe.ui.internal.page.Delays;
import dev.hqe.ui.internal.page.Place;
import dev.hqe.ui.internal.page.Target;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.ToggleButton;
import javafx.scene.image.WritableImage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// Draws the page of servers in both themes into `target/pictures`.
@ExtendWith(Toolkit.class)
class ServersPictureTest {

    @TempDir Path directory;
    @TempDir Path programs;

    private final FxDispatcher dispatcher = new FxDispatcher(FxPulses.ofToolkit());
    private TestBench bench;
    private ServerBench servers;
    private ShellModel model;
    private Scene scene;

    @BeforeEach
    void open() {
        bench = new TestBench(directory);
        bench.writeCodeAudit();
        bench.topics.load();
        servers = new ServerBench(bench);
        model = Toolkit.fx(() -> new ShellModel(servers.parts(bench.parts()), dispatcher));
        scene = Toolkit.fx(() -> scene(1440, 900));
        Toolkit.run(() -> model.place().set(Place.SERVERS));
    }

    @AfterEach
    void close() {
        dispatcher.close();
        servers.close();
        bench.close();
    }

    @Test
    void drawsThatThereIsNoneYetAndWhatCanBeImported() {
        until(() -> scene.lookup("#servers-first-import") != null);
        draw("servers-none");
        bench.write(
                "user/.cursor/mcp.json",
                """
                {"mcpServers": {
                  "github": {"command": "npx", "args": ["-y", "@modelcontextprotocol/server-github"],
                             "env": {"GITHUB_TOKEN": "ghp_0123456789abcdefghijABCDEFGHIJ012345"}},
                  "files": {"command": "npx", "args": ["-y", "server-filesystem", "/srv/notes"]}}}
                """);
        bench.write(
                "user/.config/Claude/claude_desktop_config.json",
                "{\"mcpServers\": {\"files\": {\"command\": \"npx\", \"args\": [\"server-fs\"]}}}");
        fire("#servers-first-import");
        until(() -> scene.lookup("#import-github") != null && stored());
        draw("servers-import");

        assertThat(servers.file().servers()).isEmpty();
    }

    private boolean stored() {
        return scene.lookup("#import-stored .diff") != null;
    }

    @Test
    void drawsServersInEveryState() throws IOException {
        fill();
        show("notes");
        until(() -> list("#server-tools").getItems().size() == 5);
        until(() -> !list("#server-log").getItems().isEmpty());
        draw("servers");
        show("postgres");
        until(() -> scene.lookup("#server-why") != null);
        draw("servers-failed");
        ServerBench.offer(programs, "add_note", "find_notes", "erase_everything");
        servers.host().restart(new ServerName("notes"));
        connect("notes");
        show("notes");
        until(() -> scene.lookup("#server-waiting").isVisible());
        draw("servers-changed");
        Toolkit.run(() -> ((Button) scene.lookup("#server-waiting .link")).fire());
        until(() -> scene.lookup("#accept-tools") != null);
        draw("servers-accept");
        Toolkit.run(() -> scene.lookup(".overlay").setVisible(false));

        scene = Toolkit.fx(() -> scene(Shell.MIN_WIDTH, Shell.MIN_HEIGHT));
        model.kept().change(state -> state.textPercent(150));
        show("postgres");
        until(() -> scene.lookup("#server-why") != null);
        drawLarge("servers-small");

        assertThat(state("postgres")).isEqualTo(ServerStatus.State.FAILED);
    }

    @Test
    void drawsTheForm() {
        fill();
        fire("#servers-add");
        until(() -> scene.lookup("#form-name") != null);
        type("#form-name", "notes");
        type("#form-command", "sh");
        type("#form-arguments", "server.sh");
        type("#form-folder", programs.toString());
        fire("#servers-form-variables-add");
        fire("#form-save");
        draw("servers-form-wrong");
        type("#form-name", "notes2");
        fire("#form-test");
        until(() -> scene.lookup("#form-trial .success") != null);
        draw("servers-form-works");
        type("#form-command", "npxx");
        fire("#form-test");
        until(() -> scene.lookup("#form-trial .danger") != null);
        draw("servers-form-fails");
        Toolkit.run(() ->
                ((ToggleButton) scene.getRoot().lookupAll("#form-way .toggle-button").toArray()[1])
                        .fire());
        type("#form-url", "tickets.example/mcp");
        draw("servers-form-address");

        assertThat(servers.file().servers()).hasSize(5);
    }

    @Test
    void drawsTheSignIn() {
        fill();
        show("tickets");
        until(() -> scene.lookup("#server-more") != null);
        Toolkit.run(() -> ((Button) scene.lookup("#server-sign-in")).fire());
        until(() -> scene.lookup("#sign-in-address") != null);
        draw("servers-sign-in");
        Toolkit.run(() -> ((Button) scene.lookup("#sign-in-cancel")).fire());

        assertThat(scene.lookup("#sign-in-address")).isNull();
    }

    private void fill() {
        ServerBench.program(
                programs, "add_note", "find_notes", "read_note", "list_notes", "tag_note");
        try (Secret secret = Secret.of("correct horse battery")) {
            servers.secrets.put(new SecretName("notes/TOKEN"), secret);
        }
        servers.change(file ->
                file.plus(notes())
                        .plus(ServerBench.missing("postgres"))
                        .plus(address())
                        .plus(off())
                        .plus(crashing()));
        connect("notes");
        until(() -> state("postgres") == ServerStatus.State.FAILED);
    }

    private HostedServerConfig notes() {
        return new HostedServerConfig.Stdio(
                new ServerName("notes"),
                "sh",
                List.of("server.sh"),
                Map.of("TOKEN", "${secret:notes/TOKEN}", "NOTES_DIR", "/home/ana/notes"),
                programs.toString(),
                false,
                List.of());
    }

    private static HostedServerConfig crashing() {
        return new HostedServerConfig.Stdio(
                new ServerName("browser"),
                "sh",
                List.of("-c", "echo 'Error: no display: set DISPLAY' >&2; exit 3"),
                Map.of(),
                null,
                false,
                List.of());
    }

    private static HostedServerConfig address() {
        return new HostedServerConfig.Http(
                new ServerName("tickets"),
                "http://127.0.0.1:1/mcp",
                Transport.STREAMABLE_HTTP,
                Map.of("Authorization", "Bearer ${secret:tickets/token}"),
                false,
                List.of());
    }

    private static HostedServerConfig off() {
        return new HostedServerConfig.Stdio(
                new ServerName("graph"),
                "npx",
                List.of("-y", "@modelcontextprotocol/server-memory"),
                Map.of(),
                null,
                true,
                List.of());
    }

    private void connect(String name) {
        try {
            servers.host().connect(new ServerName(name));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private ServerStatus.State state(String name) {
        return servers.host().status(new ServerName(name)).state();
    }

    private ListView<?> list(String selector) {
        return (ListView<?>) scene.lookup(selector);
    }

    private Scene scene(double width, double height) {
        Faces.load();
        Shell shell = new Shell(model, dispatcher, new FakeDesk(Optional.empty()), Delays.NONE);
        Scene made = new Scene(shell, width, height);
        shell.dress(made);
        return made;
    }

    private void show(String server) {
        Toolkit.run(() -> model.open(new Target.OfServer(server)));
        until(() ->
                scene.lookup("#server-name") instanceof Label label
                        && label.getText().equals(server));
    }

    private void fire(String selector) {
        until(() -> scene.lookup(selector) != null);
        Toolkit.run(() -> {
            if (scene.lookup(selector) instanceof Button button) {
                button.fire();
            }
        });
    }

    private void type(String selector, String text) {
        Toolkit.run(() -> ((TextInputControl) scene.lookup(selector)).setText(text));
    }

    /// There is no window, so nothing is laid out unless it is drawn.
    private void until(BooleanSupplier so) {
        Toolkit.until(() -> {
            scene.snapshot(null);
            return so.getAsBoolean();
        });
    }

    /// With text so large that nothing stands where it usually does.
    private void drawLarge(String name) {
        for (Theme theme : Theme.values()) {
            WritableImage image =
                    Toolkit.fx(() -> {
                        model.theme().set(theme);
                        scene.snapshot(null);
                        return scene.snapshot(null);
                    });
            Png.write(
                    image,
                    PicturesTest.PICTURES.resolve(
                            name + (theme == Theme.LIGHT ? "-light.png" : "-dark.png")));
        }
    }

    private void draw(String name) {
        PicturesTest.draw(scene, model, name);
    }
}
