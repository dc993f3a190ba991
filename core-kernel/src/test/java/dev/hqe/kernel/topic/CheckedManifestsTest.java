package dev.hqe.kernel.topic;

import static dev.hqe.kernel.topic.CatalogBench.longAgo;
import static dev.hqe.kernel.topic.CatalogBench.write;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hqe.kernel.entity.Kind;
import dev.hqe.kernel.entity.TopicId;
import dev.hqe.kernel.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What a start need not check again.
@Timeout(120)
class CheckedManifestsTest {

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

    private Path kept(String digest) {
        return bench.places().store().resolve(digest + ".json");
    }

    private void edit(Path file, String piece, String other) throws IOException {
        String text = Files.readString(file);
        assertThat(text).contains(piece);
        Files.writeString(file, text.replace(piece, other));
    }

    private String digest(String name) {
        return bench.catalog().entry(name).card().orElseThrow().digest();
    }

    /// Of the installation, so that it runs where it lies.
    private Path bundledWeather() throws IOException {
        Path folder =
                Files.move(
                        bench.weather(),
                        Files.createDirectories(temp.resolve("bundled")).resolve("weather"));
        longAgo(folder);
        bench.restart();
        return folder;
    }

    @Test
    void aTopicThatWasNotWrittenToIsTheSameAfterANewStart() throws IOException {
        bundledWeather();
        Topic before = bench.catalog().require("weather");

        bench.restart();

        Topic after = bench.catalog().require("weather");
        assertThat(after.manifest()).isEqualTo(before.manifest());
        assertThat(after.folder()).isEqualTo(before.folder());
        assertThat(
                        after.schema(new Kind("Place"))
                                .orElseThrow()
                                .violations(Json.MAPPER.readTree("1")))
                .extracting(Object::toString)
                .containsExactly("must be object, not integer");
    }

    @Test
    void itsManifestIsNotReadAgain() throws IOException {
        bundledWeather();
        edit(kept(digest("weather")), "What the weather will be.", "What was kept.");

        bench.restart();

        assertThat(bench.catalog().require("weather").manifest().description())
                .isEqualTo("What was kept.");
    }

    @Test
    void whatWasCheckedByOtherRulesIsCheckedAgain() throws IOException {
        bundledWeather();
        Path kept = kept(digest("weather"));
        edit(kept, TopicReader.rules(), "0-other");
        edit(kept, "What the weather will be.", "What was kept.");

        bench.restart();

        assertThat(bench.catalog().require("weather").manifest().description())
                .isEqualTo("What the weather will be.");
        assertThat(kept).content().contains(TopicReader.rules());
    }

    @Test
    void whatIsKeptAndDoesNotHoldTogetherIsReadInFull() throws IOException {
        bundledWeather();
        edit(kept(digest("weather")), "\"weather\"", "\"No id at all\"");

        bench.restart();
        Topic first = bench.catalog().require("weather");
        Files.writeString(kept(digest("weather")), "{");
        bench.restart();

        assertThat(bench.catalog().require("weather").manifest()).isEqualTo(first.manifest());
    }

    @Test
    void aFolderThatWasWrittenToIsCheckedAgain() throws IOException {
        Path folder = bundledWeather();
        write(folder, "schemas/place.json", "{\"type\": \"objekt\"}\n");

        bench.restart();

        assertThat(bench.catalog().entry("weather").problems())
                .extracting(Object::toString)
                .first()
                .asString()
                .startsWith("weather/schemas/place.json:1: not a valid JSON Schema: ");
    }

    @Test
    void whatIsGrantedIsReadInFullWhateverWasKept() throws IOException {
        longAgo(bench.weather());
        bench.restart();
        edit(kept(digest("weather")), "What the weather will be.", "What was kept.");
        bench.restart();

        bench.catalog().grant(new TopicId("weather"), Trust.THIRD_PARTY, digest("weather"));

        assertThat(bench.catalog().require("weather").manifest().description())
                .isEqualTo("What the weather will be.");
        assertThat(kept(digest("weather"))).content().contains("What the weather will be.");
    }

    @Test
    void whatNoFolderAndNoGrantHasIsForgottenAtTheNextStart() throws IOException {
        Path folder = bundledWeather();
        Path kept = kept(digest("weather"));
        assertThat(kept).exists();
        write(folder, "prompts/report.md", "Write another report about {{place}}.\n");

        bench.restart();

        assertThat(kept).doesNotExist();
    }
}
