package dev.hqe.ui.internal.servers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hqe.kernel.secret.SecretName;
import dev.hqe.ui.ServerBench;
import dev.hqe.ui.TestBench;
import dev.hqe.ui.internal.FxDispatcher;
import dev.hqe.ui.internal.ManualPulses;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportModelTest {

    private static final String TOKEN = "ghp_0123456789abcdefghijABCDEFGHIJ012345";

    @TempDir Path directory;

    private final ManualPulses pulses = new ManualPulses();
    private final FxDispatcher dispatcher = new FxDispatcher(pulses);
    private final List<Told> told = new ArrayList<>();
    private TestBench bench;
    private ServerBench servers;
    private ImportModel model;

    @BeforeEach
    void open() {
        bench = new TestBench(directory);
        servers = new ServerBench(bench);
        bench.write(
                "user/.cursor/mcp.json",
                """
                {"mcpServers": {
                  "github": {"command": "hqe-none", "env": {"GITHUB_TOKEN": "%s"}},
                  "files": {"command": "hqe-none", "args": ["/srv"]}}}
                """
                        .formatted(TOKEN));
        bench.write(
                "user/.claude.json", "{\"mcpServers\": {\"files\": {\"command\": \"hqe-other\"}}}");
        model = new ImportModel(servers, dispatcher);
        model.look();
        pulses.until(() -> !model.reading().get() && !model.offers().get().isEmpty());
    }

    @AfterEach
    void close() {
        model.close();
        servers.close();
        dispatcher.close();
        bench.close();
    }

    @Test
    void findsWhatEachProgramHasAndNamesThoseThatHaveNothing() {
        assertThat(model.offers().get())
                .extracting(Offer::title)
                .containsExactly("Claude Code", "Cursor");
        assertThat(model.without().get()).contains("VS Code", "goose");
    }

    @Test
    void choosesOneOfTwoThatWouldHaveTheSameName() {
        assertThat(model.count()).isEqualTo(2);

        item("Cursor", "files").chosen().set(true);

        assertThat(item("Claude Code", "files").chosen().get()).isFalse();
        assertThat(model.count()).isEqualTo(2);
    }

    @Test
    void showsWhatWillBeStoredWithoutTheSecret() {
        pulses.until(() -> !model.preview().get().lines().isEmpty());

        ImportModel.Preview preview = model.preview().get();
        assertThat(String.join("\n", preview.lines()))
                .contains("hqe-other", "${secret:github/GITHUB_TOKEN}")
                .doesNotContain(TOKEN);
        assertThat(preview.secrets())
                .singleElement()
                .satisfies(secret -> assertThat(secret.secret()).isEqualTo("github/GITHUB_TOKEN"));
    }

    @Test
    void leavesOutTheSecretsOfWhatIsNotChosen() {
        item("Cursor", "github").chosen().set(false);

        pulses.until(() ->
                !model.preview().get().lines().isEmpty()
                        && model.preview().get().secrets().isEmpty());

        assertThat(String.join("\n", model.preview().get().lines())).doesNotContain("github");
    }

    @Test
    void importsWhatIsChosenAndTakesItBack() {
        model.run(told::add);
        pulses.until(() -> !told.isEmpty());

        assertThat(servers.entry("github")).get().asString().doesNotContain(TOKEN);
        assertThat(servers.secrets.find(new SecretName("github/GITHUB_TOKEN"))).isPresent();
        assertThat(servers.entry("files")).get().asString().contains("hqe-other");
        ((Told.Done) told.getFirst()).undo().orElseThrow().run();
        assertThat(servers.file().servers()).isEmpty();
    }

    @Test
    void looksIntoAFileThatWasChosenAndSaysWhatIsWrongWithIt() {
        model.add(bench.write("odd.json", "{\"mcpServers\": "));

        pulses.until(() -> model.offers().get().size() == 3);

        assertThat(model.offers().get().getLast().problem()).contains("odd.json:1");
    }

    private Offer.Item item(String title, String name) {
        return model.offers().get().stream()
                .filter(offer -> offer.title().equals(title))
                .flatMap(offer -> offer.items().stream())
                .filter(item -> item.addition().name().value().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
