package dev.hqe.kernel.topic;

import static dev.hqe.kernel.topic.CatalogBench.edit;
import static dev.hqe.kernel.topic.CatalogBench.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hqe.kernel.entity.TopicId;
import dev.hqe.kernel.file.FolderTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class TopicGrantTest {

    private static final TopicId WEATHER = new TopicId("weather");

    @TempDir Path temp;
    private CatalogBench bench;

    @BeforeEach
    void open() {
        bench = new CatalogBench(temp);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private List<Path> copies() throws IOException {
        try (Stream<Path> all = Files.list(bench.places().store())) {
            return all.filter(Files::isDirectory).toList();
        }
    }

    private String digest(String name) {
        bench.catalog().load();
        return bench.catalog().entry(name).card().orElseThrow().digest();
    }

    @Test
    void theCardSaysInPlainWordsWhatATopicCanDo() throws IOException {
        bench.weather();
        bench.catalog().load();

        CapabilityCard card = bench.catalog().entry("weather").card().orElseThrow();

        assertThat(card.name()).isEqualTo("Weather");
        assertThat(card.items())
                .extracting(Permissions.Item::words)
                .containsExactly("send GET requests to api.example.org", "know the time");
        assertThat(card.tools())
                .extracting(CapabilityCard.ToolLine::name)
                .containsExactly("forecast");
        assertThat(card.prompts()).containsExactly("report");
        assertThat(card.kinds()).containsExactly("Place");
        assertThat(card.digest()).matches("[0-9a-f]{64}");
    }

    @Test
    void aFolderThatHasChangedSinceThePersonLookedIsNotGranted() throws IOException {
        Path folder = bench.weather();
        String seen = digest("weather");
        write(folder, "tools/weather.wasm", "swapped");

        assertThatThrownBy(() -> bench.catalog().grant(WEATHER, Trust.THIRD_PARTY, seen))
                .isInstanceOf(TopicException.class)
                .hasMessage(
                        "the folder of Topic 'weather' has changed since you looked. Nothing was"
                                + " granted; look at it again: hqe topic show weather");

        assertThat(bench.catalog().topics()).isEmpty();
        assertThat(bench.status("weather")).isEqualTo(new TopicStatus.Ungranted());
    }

    @Test
    void aGrantOutlivesANewStart() throws IOException {
        bench.weather();
        bench.grant("weather", Trust.AUTHOR);

        bench.restart();

        assertThat(bench.catalog().topics()).extracting(Topic::id).containsExactly(WEATHER);
        TopicGrant grant = bench.catalog().entry("weather").grant().orElseThrow();
        assertThat(grant.trust()).isEqualTo(Trust.AUTHOR);
        assertThat(grant.permissions())
                .isEqualTo(bench.catalog().require("weather").manifest().permissions());
    }

    @Test
    void aRevokedTopicStopsAndStaysOffUntilItIsGrantedAgain() throws IOException {
        bench.weather();
        bench.grant("weather", Trust.THIRD_PARTY);

        TopicEntry revoked = bench.catalog().revoke(WEATHER);

        assertThat(revoked.status()).isEqualTo(new TopicStatus.Revoked());
        assertThat(bench.catalog().topics()).isEmpty();
        bench.restart();
        assertThat(bench.catalog().topics()).isEmpty();
        assertThat(bench.grant("weather", Trust.THIRD_PARTY).status())
                .isEqualTo(new TopicStatus.Active());
    }

    @Test
    void whoeverRunsATopicHearsThatItMayNoLongerDoWhatItDid() throws IOException {
        List<TopicId> withdrawn = new ArrayList<>();
        bench.catalog().onWithdrawn(withdrawn::add);
        Path folder = bench.weather();
        bench.grant("weather", Trust.THIRD_PARTY);
        bench.grant("weather", Trust.THIRD_PARTY);
        assertThat(withdrawn).as("granted, and the same once more").isEmpty();

        write(folder, "tools/weather.wasm", "another program");
        bench.grant("weather", Trust.THIRD_PARTY);
        assertThat(withdrawn).as("replaced by a new grant").containsExactly(WEATHER);

        bench.catalog().revoke(WEATHER);
        assertThat(withdrawn).as("revoked").containsExactly(WEATHER, WEATHER);

        bench.grant("weather", Trust.THIRD_PARTY);
        bench.catalog().remove("weather");
        assertThat(withdrawn).as("removed").containsExactly(WEATHER, WEATHER, WEATHER);
    }

    @Test
    void aTopicOfTheInstallationRunsWhereItLiesUntilItIsRevoked() throws IOException {
        Path folder = temp.resolve("bundled/notes");
        write(folder, "topic.yaml", "id: notes\nname: Notes\nversion: 1.0.0\n");
        bench.catalog().load();
        assertThat(bench.catalog().require("notes").folder()).isEqualTo(folder);

        bench.catalog().revoke(new TopicId("notes"));
        bench.restart();

        assertThat(bench.catalog().topics()).isEmpty();
        bench.catalog().grant(new TopicId("notes"), Trust.THIRD_PARTY, digest("notes"));
        assertThat(bench.catalog().require("notes").folder()).isEqualTo(folder);
    }

    @Test
    void aFolderMustNotTakeTheIdOfATopicOfTheInstallation() throws IOException {
        write(
                temp.resolve("bundled/theirs"),
                "topic.yaml",
                "id: notes\nname: Notes\nversion: 1.0.0\n");
        bench.topic("mine", "notes");

        bench.catalog().load();

        assertThat(bench.catalog().require("notes").folder())
                .isEqualTo(temp.resolve("bundled/theirs"));
        assertThat(bench.catalog().rejected())
                .flatExtracting(TopicCatalog.Rejected::problems)
                .extracting(Object::toString)
                .containsExactly(
                        "mine/topic.yaml: there is a Topic 'notes' already, in "
                                + temp.resolve("bundled/theirs")
                                + ". Change the id or remove one of them.");
    }

    @Test
    void aFolderMustNotTakeTheIdOfATopicThatWasGranted() throws IOException {
        bench.weather();
        bench.grant("weather", Trust.THIRD_PARTY);
        bench.topic("a-first", "weather");

        bench.catalog().load();

        assertThat(bench.catalog().require("weather").manifest().name()).isEqualTo("Weather");
        assertThat(bench.catalog().entry("a-first").status())
                .isInstanceOf(TopicStatus.Collision.class);
        assertThat(bench.catalog().entry("weather").status()).isEqualTo(new TopicStatus.Active());
    }

    @Test
    void aBrokenFolderKeepsItsIdFromOthers() throws IOException {
        Path folder = bench.weather();
        bench.grant("weather", Trust.THIRD_PARTY);
        Files.writeString(folder.resolve("topic.yaml"), "id: [");
        bench.topic("other", "weather");

        bench.catalog().load();

        assertThat(bench.catalog().require("weather").manifest().name()).isEqualTo("Weather");
        assertThat(bench.catalog().entry("other").status())
                .isInstanceOf(TopicStatus.Collision.class);
    }

    @Test
    void ofTwoFoldersWithOneIdThatNobodyHasGrantedNeitherHasIt() throws IOException {
        Path one = bench.topic("one", "notes");
        Path two = bench.topic("two", "notes");

        bench.catalog().load();

        assertThat(bench.catalog().rejected())
                .flatExtracting(TopicCatalog.Rejected::problems)
                .extracting(Object::toString)
                .satisfiesExactly(
                        problem -> assertThat(problem).contains("already, in " + two),
                        problem -> assertThat(problem).contains("already, in " + one));
        assertThatThrownBy(() -> bench.catalog().grant(new TopicId("notes"), Trust.THIRD_PARTY, ""))
                .hasMessageContaining("cannot be granted")
                .hasMessageContaining("already, in");
    }

    @Test
    void anImportThatTheManifestDoesNotDeclareIsAnErrorThatNamesTheLineToAdd() throws IOException {
        bench.inspecting(program ->
                new ProgramInspection.Findings(
                        List.of(
                                new ProgramInspection.Need(
                                        "http", "extism:http_request", "http: [...]"),
                                new ProgramInspection.Need(
                                        "entropy", "wasi:random_get", "entropy: true")),
                        List.of(),
                        List.of()));
        bench.weather();

        assertThat(bench.status("weather"))
                .isInstanceOfSatisfying(
                        TopicStatus.Broken.class,
                        broken ->
                                assertThat(broken.problems())
                                        .extracting(Object::toString)
                                        .containsExactly(
                                                "weather/tools/weather.wasm: imports"
                                                        + " wasi:random_get, which needs a"
                                                        + " permission that topic.yaml does not"
                                                        + " name. Add below permissions: entropy:"
                                                        + " true"));
        assertThatThrownBy(() -> bench.grant("weather", Trust.AUTHOR))
                .hasMessageContaining("wasi:random_get");
    }

    @Test
    void aCopyThatIsLostIsMadeAnewFromWhatWasGranted() throws IOException {
        Path folder = bench.weather();
        bench.grant("weather", Trust.THIRD_PARTY);
        for (Path copy : copies()) {
            FolderTree.delete(copy);
        }

        bench.restart();

        assertThat(bench.catalog().require("weather").folder().resolve("tools/weather.wasm"))
                .hasContent("not really a program");
        assertThat(bench.catalog().entry("weather").folder()).isEqualTo(folder);
    }

    @Test
    void whatLiesThereIsNotRunWhereTheCopyIsLostAndTheFolderIsAnother() throws IOException {
        Path folder = bench.weather();
        bench.grant("weather", Trust.THIRD_PARTY);
        for (Path copy : copies()) {
            FolderTree.delete(copy);
        }
        write(folder, "tools/weather.wasm", "another");

        bench.restart();

        assertThat(bench.catalog().topics()).isEmpty();
        assertThat(bench.catalog().entry("weather").status())
                .isEqualTo(new TopicStatus.Ungranted());
    }

    @Test
    void aStartInTheMiddleOfAGrantFindsNothingHalfGranted() throws Exception {
        Path folder = bench.weather();
        new TopicSnapshots(bench.places().store()).keep(folder); // and there it ended
        Files.createDirectories(bench.places().store().resolve(".unfinished-1/tools"));

        bench.restart();

        assertThat(bench.catalog().topics()).isEmpty();
        assertThat(bench.catalog().entry("weather").status())
                .isEqualTo(new TopicStatus.Ungranted());
        assertThat(copies()).isEmpty();
    }

    @Test
    void copiesThatNobodyRunsAnyMoreAreSweptAtTheNextStart() throws IOException {
        Path folder = bench.weather();
        bench.grant("weather", Trust.THIRD_PARTY);
        edit(folder, "methods: [GET]", "methods: [GET, POST]");
        bench.grant("weather", Trust.THIRD_PARTY);
        assertThat(copies()).hasSize(2);

        bench.restart();

        assertThat(copies()).containsExactly(bench.catalog().require("weather").folder());
    }

    @Test
    void aLinkOutOfTheFolderIsRefusedWhereverItLies() throws IOException {
        Path folder = bench.weather();
        Path secret = Files.writeString(temp.resolve("secret.txt"), "secret");
        Files.createSymbolicLink(folder.resolve("tools/notes.txt"), secret);

        assertThat(bench.status("weather"))
                .isInstanceOfSatisfying(
                        TopicStatus.Broken.class,
                        broken ->
                                assertThat(broken.problems())
                                        .extracting(Object::toString)
                                        .containsExactly(
                                                "weather/tools/notes.txt: is a link out of the"
                                                        + " Topic's folder. Put the file itself"
                                                        + " there."));
    }

    @Test
    void aProgramWhereNothingIsCopiedFromIsAProblem() throws IOException {
        Path folder = bench.weather();
        write(folder, "target/weather.wasm", "program");
        edit(folder, "wasm: tools/weather.wasm", "wasm: target/weather.wasm");

        assertThat(bench.status("weather"))
                .isInstanceOfSatisfying(
                        TopicStatus.Broken.class,
                        broken ->
                                assertThat(broken.problems())
                                        .extracting(Object::toString)
                                        .singleElement()
                                        .asString()
                                        .startsWith(
                                                "weather/target/weather.wasm: lies where nothing"
                                                        + " that runs may lie"));
    }

    @Test
    void moreFoldersThanTheLimitAreSaidToBeLeftOut() throws IOException {
        for (int i = 0; i <= TopicScan.MAX_FOLDERS; i++) {
            bench.topic("f" + (10_000 + i), "t" + i);
        }

        bench.catalog().load();

        assertThat(bench.catalog().entries()).hasSize(TopicScan.MAX_FOLDERS + 1);
        assertThat(bench.catalog().rejected())
                .flatExtracting(TopicCatalog.Rejected::problems)
                .extracting(Object::toString)
                .containsExactly(
                        bench.topics() + ": has 2001 Topics; only the first 2000 are read");
    }
}
