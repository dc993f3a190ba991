package dev.hqe.ingestion.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hqe.ingestion.KilledProcess;
import dev.hqe.ingestion.http.HttpAsking;
import dev.hqe.ingestion.source.SourceReport.Outcome;
import dev.hqe.kernel.json.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

/// A process that reads an API is killed, as by `kill -9`, in the middle.
@Timeout(180)
class HttpKillTest {

    private static final int PAGES = 40;
    private static final int SIZE = 300;
    private static final long ENOUGH = 4000;

    @TempDir Path home;

    @Test
    void goesOnAtThePageThatWasNotCommittedAndDoublesNothing()
            throws IOException, InterruptedException {
        try (ApiServer api = new ApiServer();
                PlainFetch fetch = new PlainFetch()) {
            api.does((exchange, request) -> {
                int page = Integer.parseInt(ApiServer.parameter(exchange, "page"));
                ApiServer.send(exchange, 200, page > PAGES ? "[]" : page(page));
            });
            HttpAsking asking = HttpAsking.of(fetch, InstantSource.system(), home);
            try (Shop shop = new Shop(home, asking)) {
                shop.sources.add(new SourceName("p"), shop.topic, spec(api));
            }
            long acknowledged =
                    KilledProcess.after(ENOUGH, SourceKillTest.Victim.class, home).acknowledged();
            int asked = api.seen().size();

            try (Shop shop = new Shop(home, asking)) {
                assertThat(shop.stored()).hasSizeGreaterThanOrEqualTo((int) acknowledged);
                long committed = shop.sources.require("p").resumeAfter();
                assertThat(committed).isPositive().matches(number -> number % SIZE == 0);

                SourceReport report = shop.run(shop.sources.require("p"));

                assertThat(report.failure()).isEmpty();
                assertThat(report.outcome()).isEqualTo(Outcome.COMPLETED);
                assertThat(api.seen().get(asked))
                        .isEqualTo("GET /items?page=" + (committed / SIZE + 1));
                assertThat(shop.stored())
                        .hasSize(PAGES * SIZE - PAGES)
                        .allMatch(entity -> entity.version() == 1);
                assertThat(shop.dead()).as("one on each page").hasSize(PAGES);
            }
        }
    }

    private static SourceSpec spec(ApiServer api) {
        ObjectNode json =
                Json.object().put("type", "http").put("url", api.url("/items").toString());
        json.putObject("pages").put("by", "page");
        json.set("map", Shop.MAPPING.toJson());
        return SourceSpec.of(json);
    }

    private static String page(int page) {
        return IntStream.range((page - 1) * SIZE, page * SIZE)
                .mapToObj(i ->
                        "{\"symbol\": \"S" + i + "\", \"close\": " + (i % SIZE == 7 ? -1 : i) + "}")
                .collect(Collectors.joining(",", "[", "]"));
    }
}
