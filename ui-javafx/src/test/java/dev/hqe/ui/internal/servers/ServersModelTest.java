package dev.hqe.ui.internal.servers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hqe.mcp.config.HostedServerConfig;
import dev.hqe.mcp.host.ServerCatalogChanged;
import dev.hqe.mcp.host.ServerStateChanged;
import dev.hqe.ui.ServerBench;
import dev.hqe.ui.TestBench;
import dev.hqe.ui.internal.FxDispatcher;
import dev.hqe.ui.internal.ManualPulses;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServersModelTest {

    @TempDir Path directory;
    @TempDir Path programs;

    private final ManualPulses pulses = new ManualPulses();
    private final FxDispatcher dispatcher = new FxDispatcher(pulses);
    private final List<Told> told = new ArrayList<>();
    private TestBench bench;
    private ServerBench servers;
    private ServersModel model;

    @BeforeEach
    void open() {
        bench = new TestBench(directory);
        servers = new ServerBench(bench);
        model = new ServersModel(servers, dispatcher, told::add);
        dispatcher.hear(bench.bus, "state", ServerStateChanged.class, any -> model.refresh());
        dispatcher.hear(bench.bus, "offer", ServerCatalogChanged.class, any -> model.refresh());
        pulses.until(() -> !(model.listing().get() instanceof Listing.Loading));
    }

    @AfterEach
    void close() {
        model.close();
        servers.close();
        dispatcher.close();
        bench.close();
    }

    @Test
    void saysThatThereIsNoServerYet() {
        assertThat(model.listing().get()).isInstanceOf(Listing.Nothing.class);
    }

    @Test
    void showsWhatAServerOffersOnceItWasSeen() {
        save(ServerBench.shell("notes", ServerBench.program(programs, "add", "find")));

        pulses.until(() -> stand("notes") == Stand.RUNNING && row("notes").tools().size() == 2);

        assertThat(row("notes").speaks()).contains("notes 1.2");
        assertThat(row("notes").transport()).isEqualTo("stdio");
        assertThat(row("notes").since()).isPresent();
        assertThat(shown().name()).isEqualTo("notes");
    }

    @Test
    void saysWhyAServerDoesNotStartWithoutACommandToType() {
        save(ServerBench.missing("postgres"));

        pulses.until(() -> stand("postgres") == Stand.FAILED);

        assertThat(row("postgres").failing().what())
                .startsWith("The program hqe-no-such-program is not on the PATH")
                .contains("give the full path")
                .doesNotContain("hqe server");
    }

    @Test
    void stopsAndStartsAServer() {
        save(ServerBench.shell("notes", ServerBench.program(programs, "add")));
        pulses.until(() -> stand("notes") == Stand.RUNNING);
        int before = row("notes").connections();

        model.stop(row("notes"));
        pulses.until(() -> stand("notes") == Stand.IDLE);
        model.start(row("notes"));
        pulses.until(() -> stand("notes") == Stand.RUNNING);

        assertThat(row("notes").connections()).isEqualTo(before + 1);
    }

    @Test
    void removesAServerAndTakesThatBackWithWhatOthersWroteInIt() throws Exception {
        Files.writeString(
                directory.resolve("mcp.json"),
                "{\"mcpServers\": {\"notes\": {\"command\": \"sh\", \"note\": \"mine\"}}}");
        model.refresh();
        servers.change(file -> file);
        pulses.until(() -> model.find("notes").isPresent());

        model.remove(row("notes"), false);
        pulses.until(() -> model.find("notes").isEmpty() && !told.isEmpty());
        Told.Done removed = (Told.Done) told.getFirst();
        model.undo("notes", removed.undo().orElseThrow());
        pulses.until(() -> model.find("notes").isPresent());

        assertThat(removed.deed()).isEqualTo(Told.Deed.REMOVED);
        assertThat(servers.entry("notes")).get().asString().contains("\"note\":\"mine\"");
    }

    @Test
    void turnsAServerOffAndKeepsIt() {
        save(ServerBench.shell("notes", ServerBench.program(programs, "add")));
        pulses.until(() -> stand("notes") == Stand.RUNNING);

        model.turn(row("notes"), false);
        pulses.until(() -> stand("notes") == Stand.OFF);

        assertThat(servers.entry("notes")).get().asString().contains("\"disabled\":true");
        assertThat(row("notes").tools()).isEmpty();
    }

    @Test
    void acceptsAToolThatIsNewAsItWasShown() throws Exception {
        ServerBench.program(programs, "add");
        save(ServerBench.shell("notes", programs));
        pulses.until(() -> row("notes").tools().size() == 1);
        ServerBench.offer(programs, "add", "erase");
        model.restart(row("notes"));
        pulses.until(() -> row("notes").waiting().size() == 1);

        model.accept(row("notes"), row("notes").waiting());
        pulses.until(() -> row("notes").waiting().isEmpty());

        assertThat(row("notes").tools())
                .extracting(tool -> tool.name().value())
                .containsExactlyInAnyOrder("notes.add", "notes.erase");
    }

    @Test
    void showsAnEntryThatIsNotValidBesideTheOthers() throws Exception {
        Files.writeString(
                directory.resolve("mcp.json"),
                "{\"mcpServers\": {\"odd\": {\"command\": \"sh\", \"url\": \"http://x\"}}}");
        model.refresh();

        pulses.until(() -> model.find("odd").isPresent());

        assertThat(stand("odd")).isEqualTo(Stand.BROKEN);
        assertThat(row("odd").failing().what()).contains("keep one of them");
    }

    @Test
    void saysWhatIsWrongWithTheFileAsAWhole() throws Exception {
        Files.writeString(directory.resolve("mcp.json"), "{\"mcpServers\": ");

        model.refresh();
        pulses.until(() -> !model.problem().get().isEmpty());

        assertThat(model.problem().get()).contains("mcp.json:1");
    }

    @Test
    void keepsATypedSecretAndRefusesToOverwriteAnother() {
        HostedServerConfig wants =
                new HostedServerConfig.Stdio(
                        new dev.hqe.mcp.config.ServerName("notes"),
                        "sh",
                        List.of("server.sh"),
                        Map.of("TOKEN", "${secret:notes/TOKEN}"),
                        ServerBench.program(programs, "add").toString(),
                        false,
                        List.of());
        List<Optional<String>> failed = new ArrayList<>();

        model.save(wants, Map.of("notes/TOKEN", "one two three".toCharArray()), false, failed::add);
        pulses.until(() -> stand("notes") == Stand.RUNNING);
        model.save(
                ServerBench.shell("other", programs),
                Map.of("notes/TOKEN", "another".toCharArray()),
                false,
                failed::add);
        pulses.until(() -> failed.size() == 2);

        assertThat(failed.getFirst()).isEmpty();
        assertThat(failed.getLast()).get().asString().contains("notes/TOKEN", "another value");
        assertThat(model.find("other")).isEmpty();
    }

    @Test
    void filtersByNameAndCommand() {
        save(ServerBench.missing("postgres"));
        pulses.until(() -> model.find("postgres").isPresent());

        model.words().set("server-postgres");
        List<ServerRow> found = List.copyOf(model.rows());
        model.words().set("mail");

        assertThat(found).extracting(ServerRow::name).containsExactly("postgres");
        assertThat(model.listing().get()).isEqualTo(new Listing.NoMatch("mail"));
    }

    @Test
    void readsWhatAServerSaysWithoutItsSecrets() {
        save(ServerBench.shell("notes", ServerBench.program(programs, "add")));
        LogModel log = new LogModel(servers, dispatcher);
        log.show(Optional.of(new dev.hqe.mcp.config.ServerName("notes")));

        pulses.until(
                () -> log.lines().stream().anyMatch(line -> line.text().contains("is listening")));

        assertThat(log.lines()).anyMatch(line -> line.ours() && line.text().contains("process"));
        log.close();
    }

    private void save(HostedServerConfig server) {
        model.save(server, Map.of(), false, failed -> assertThat(failed).isEmpty());
        pulses.until(() -> model.find(server.name().value()).isPresent());
    }

    private ServerRow row(String name) {
        return model.find(name).orElseThrow();
    }

    private Stand stand(String name) {
        return model.find(name).map(ServerRow::stand).orElse(Stand.OFF);
    }

    private ServerRow shown() {
        return Objects.requireNonNull(model.selected().get());
    }
}
