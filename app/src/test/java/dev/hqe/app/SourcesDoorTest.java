package dev.hqe.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hqe.app.HqeProcess.Result;
import dev.hqe.kernel.json.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Sources, from the command line to the stored entities.
class SourcesDoorTest {

    @TempDir private Path work = Path.of("");
    private Path home = Path.of("");

    @BeforeEach
    void grantATopic() throws Exception {
        home = work.resolve("home");
        ShopTopic.write(
                home,
                schema("\"minimum\": 0"),
                "prices",
                """
                type: file
                path: p.csv
                map:
                  id: .symbol
                  kind: Price
                  data: "{symbol, close: (.close | tonumber)}"
                """);
        Files.writeString(work.resolve("p.csv"), "symbol,close\nA,1.5\nB,none\nC,-1\nD,4\n");
        assertThat(hqe("topic", "grant", "shop", "--yes").exitCode()).isZero();
    }

    private static String schema(String close) {
        return "{\"type\": \"object\", \"properties\": {\"close\": {\"type\": \"number\", "
                + close
                + "}}}";
    }

    private Result hqe(String... arguments) throws Exception {
        return HeadlessProcess.runIn(home, work, arguments);
    }

    @Test
    void takeAFileThatAPersonNamesAndLetRecordsBeTriedAgain() throws Exception {
        Result proposed = hqe("source", "add", "-t", "shop", "--from", "prices");
        Result added =
                hqe("source", "add", "p.csv", "-t", "shop", "--from", "prices", "--run", "--json");
        Result dead = hqe("dead-letters", "list", "--source", "prices", "--json");

        assertThat(proposed.exitCode()).isEqualTo(2);
        assertThat(proposed.err()).contains("proposes to read").contains("--accept-path");
        assertThat(added.json().path("created").asInt()).isEqualTo(2);
        assertThat(added.json().path("refused").asInt()).isEqualTo(2);
        assertThat(dead.json().path("total").asInt()).isEqualTo(2);
        assertThat(dead.json().at("/dead_letters/1/payload").asString()).contains("\"-1\"");

        Files.writeString(
                home.resolve("topics/shop/schemas/price.json"), schema("\"minimum\": -9"));
        hqe("topic", "grant", "shop", "--yes");
        Result replayed = hqe("dead-letters", "replay", "--json");
        Result discarded = hqe("dead-letters", "discard", "--reason", "unmapped", "--json");
        Result entities = hqe("entities", "-t", "shop");
        Result list = hqe("source", "list");

        assertThat(replayed.exitCode()).as("one is refused again").isEqualTo(1);
        assertThat(Json.MAPPER.readTree(replayed.out()).toString())
                .isEqualTo("{\"stored\":1,\"refused\":1,\"left\":0}");
        assertThat(discarded.json().path("discarded").asInt()).isEqualTo(1);
        assertThat(entities.out()).contains("shop/prices/C").contains("3 of 3");
        assertThat(list.out()).contains("prices  shop  active  last run completed");
    }

    @Test
    void showWhatRecordsWouldBecome() throws Exception {
        Result preview =
                hqe(
                        "source",
                        "add",
                        "p.csv",
                        "-t",
                        "shop",
                        "--map",
                        "id=.symbol",
                        "--map",
                        "data={close: .close | tonumber}",
                        "--preview",
                        "1");
        Result list = hqe("source", "list");

        assertThat(preview.out()).contains("Price  shop/p/A  {\"close\":1.5}");
        assertThat(list.out()).contains("No sources");
    }

    @Test
    void storeTheRecordsOfAFileThatIsIngested() throws Exception {
        Files.writeString(work.resolve("notes.jsonl"), "{\"id\": 7, \"close\": 1}\n");

        Result first = hqe("ingest", "notes.jsonl", "-t", "shop");
        Result second = hqe("ingest", "notes.jsonl", "-t", "shop", "--json");
        Result wrong = hqe("ingest", "notes.jsonl", "-t", "shop", "--map", "kid=.id");

        assertThat(first.out()).contains("notes: 1 record: 1 stored");
        assertThat(second.json().path("unchanged").asInt()).isEqualTo(1);
        assertThat(wrong.exitCode()).isEqualTo(2);
        assertThat(wrong.err()).contains("(did you mean 'id'?)");
    }
}
