package dev.hqe.ingestion.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hqe.ingestion.source.SourceFiles.Proposed;
import dev.hqe.ingestion.source.SourceSpec.FileSource;
import dev.hqe.kernel.json.InvalidDocumentException;
import dev.hqe.kernel.json.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceFilesTest {

    @TempDir Path home;
    private Shop shop;

    @BeforeEach
    void open() throws IOException {
        shop = new Shop(home);
        Files.createDirectories(shop.topic.folder().resolve(SourceFiles.FOLDER));
    }

    @AfterEach
    void close() {
        shop.close();
    }

    private List<Proposed> read(String text) throws IOException {
        Files.writeString(shop.topic.folder().resolve("sources/prices.yaml"), text);
        return SourceFiles.read(shop.topic, "shop");
    }

    private List<String> problems(String text) throws IOException {
        Files.writeString(shop.topic.folder().resolve("sources/prices.yaml"), text);
        List<Problem> found = new ArrayList<>();
        assertThatThrownBy(() -> SourceFiles.read(shop.topic, "shop"))
                .isInstanceOfSatisfying(
                        InvalidDocumentException.class, e -> found.addAll(e.problems()));
        return found.stream().map(Problem::toString).toList();
    }

    @Test
    void readsASourceFile() throws IOException {
        List<Proposed> proposed =
                read(
                        """
                        type: file
                        description: End-of-day prices.
                        path: prices.csv
                        format: csv
                        delimiter: ";"
                        header: false
                        encoding: windows-1252
                        map:
                          id: .column_1
                          kind: Price
                          data: "{symbol: .column_1, close: (.column_2 | tonumber)}"
                        """);

        assertThat(proposed)
                .singleElement()
                .satisfies(one -> {
                    assertThat(one.name()).isEqualTo(new SourceName("prices"));
                    assertThat(one.description()).isEqualTo("End-of-day prices.");
                    assertThat(one.spec()).isInstanceOf(FileSource.class);
                    assertThat(SourceSpec.of(one.spec().toJson())).isEqualTo(one.spec());
                });
    }

    @Test
    void saysEverythingThatIsWrongWithItsLine() throws IOException {
        List<String> problems =
                problems(
                        """
                        type: file
                        formt: csv
                        map:
                          id: .a | tonumbr
                          kind: Prize
                          data: "{"
                        """);

        assertThat(problems)
                .anySatisfy(p ->
                        assertThat(p).startsWith("shop/sources/prices.yaml:2").contains("formt"))
                .anySatisfy(p ->
                        assertThat(p)
                                .startsWith("shop/sources/prices.yaml:4")
                                .contains("(did you mean 'tonumber'?)"))
                .anySatisfy(p ->
                        assertThat(p)
                                .startsWith("shop/sources/prices.yaml:5")
                                .contains("(did you mean 'Price'?)"))
                .anySatisfy(p ->
                        assertThat(p)
                                .startsWith("shop/sources/prices.yaml:6")
                                .contains("map.data is no jq expression"));
    }

    @Test
    void namesATransformOfTheTopic() throws IOException {
        List<Proposed> proposed = read("type: file\ntransform: split\nmap: {kind: Price}\n");

        assertThat(proposed.getFirst().spec().transform()).contains("split");
        assertThat(SourceSpec.of(proposed.getFirst().spec().toJson()))
                .isEqualTo(proposed.getFirst().spec());
        assertThat(problems("type: file\ntransform: splitt\nmap: {kind: Price}\n"))
                .containsExactly(
                        "shop/sources/prices.yaml:2: 'splitt' is no transform of the Topic shop (did"
                                + " you mean 'split'?). It has: split");
        assertThat(problems("type: folder\ntransform: split\n"))
                .anySatisfy(p -> assertThat(p).contains("a transform makes records"));
    }

    @Test
    void findsNothingWhereThereIsNoFolder() throws IOException {
        Files.delete(shop.topic.folder().resolve(SourceFiles.FOLDER));

        assertThat(SourceFiles.read(shop.topic, "shop")).isEmpty();
    }

    @Test
    void readsAnApi() throws IOException {
        List<Proposed> proposed =
                read(
                        """
                        type: http
                        url: https://api.example.com/v1/prices
                        auth: {type: bearer, secret: example-key}
                        pages: {by: cursor, next: .meta.next, parameter: cursor}
                        sync: snapshot
                        rate: 60/m
                        every: 15m
                        records: .data
                        map: {kind: Price}
                        """);

        assertThat(proposed)
                .singleElement()
                .satisfies(one -> {
                    assertThat(one.spec().every()).contains(Duration.ofMinutes(15));
                    assertThat(SourceSpec.of(one.spec().toJson())).isEqualTo(one.spec());
                });
    }

    @Test
    void findsWhatIsWrongWithAnApi() throws IOException {
        assertThat(
                        problems(
                                """
                                type: http
                                url: https://api.example.com/v1/prices
                                path: prices.csv
                                records: .data |
                                map: {kind: Price}
                                """))
                .containsExactly(
                        "shop/sources/prices.yaml:3: `path` is not for sources of the type http",
                        "shop/sources/prices.yaml:4: records is no jq expression: "
                                + "Encountered \"<EOF>\" at line 1, column 7.");
        assertThat(problems("type: file\nrate: 5/s\nmap: {kind: Price}\n"))
                .containsExactly(
                        "shop/sources/prices.yaml:2: `rate` is not for sources of the type file");
        assertThat(problems("type: http\nmap: {kind: Price}\n"))
                .singleElement()
                .asString()
                .contains("url is ''");
    }
}
