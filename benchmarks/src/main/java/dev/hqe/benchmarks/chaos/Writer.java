package dev.hqe.benchmarks.chaos;

import dev.hqe.kernel.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// Writes files and has them stored with `hqe ingest`. A write is acknowledged when that command
/// has reported it stored and ended with 0: from then on its entity must be there, with this text,
/// whatever is killed afterwards. For one thread.
final class Writer {

    private static final int FILES = 5;

    private final Site site;
    private final Ledger ledger;
    private final Map<String, String> acknowledged = new ConcurrentHashMap<>();
    private int round;

    Writer(Site site, Ledger ledger) {
        this.site = site;
        this.ledger = ledger;
    }

    /// The acknowledged files with their texts.
    Map<String, String> acknowledged() {
        return Map.copyOf(acknowledged);
    }

    /// One round: new files, and one that has changed. Repeated until it is acknowledged.
    ///
    /// @return whether it was acknowledged
    boolean write() throws IOException, InterruptedException {
        Map<String, String> written = new ConcurrentHashMap<>();
        round++;
        for (int i = 0; i < FILES; i++) {
            String file = i == 0 ? "changing.txt" : "file-" + round + "-" + i + ".txt";
            String text = "round " + round + " file " + i + "\n";
            Path path = site.files().resolve(file);
            Files.writeString(path, text);
            written.put(file, text);
        }
        Site.Result result = site.run("ingest", "--json", "-t", "code_audit", files());
        if (result.exitCode() != 0 || !isComplete(result.out())) {
            ledger.count("ingests that were not acknowledged");
            return false;
        }
        ledger.count("ingests that were acknowledged");
        // It reads the folder whole, so what a round before it could not store is stored now.
        acknowledged.putAll(written);
        return true;
    }

    private String files() {
        return site.files().toString();
    }

    private static boolean isComplete(String out) {
        try {
            JsonNode report = Json.MAPPER.readTree(out);
            return report.path("outcome").asString("").equals("completed")
                    && report.path("rejected").asInt() == 0;
        } catch (JacksonException e) {
            return false;
        }
    }
}
