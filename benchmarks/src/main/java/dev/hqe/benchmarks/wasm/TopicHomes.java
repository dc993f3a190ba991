package dev.hqe.benchmarks.wasm;

import dev.hqe.app.Installation;
import dev.hqe.app.Workbench;
import dev.hqe.kernel.entity.TopicId;
import dev.hqe.kernel.topic.TopicCatalog;
import dev.hqe.kernel.topic.TopicEntry;
import dev.hqe.kernel.topic.Trust;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Data directories with no Topic of their own, with many that nobody has granted, and with as many
/// that are granted; and what the last few cost, beside all the others, to notice and to grant.
final class TopicHomes {

    private static final Duration NOTICE_LIMIT = Duration.ofSeconds(60);

    private static final String MANIFEST =
            """
            id: %ID%
            name: Generated %ID%
            version: 1.0.0
            description: One of many that a benchmark has generated.
            capabilities:
              tools:
                - name: echo
                  title: Echo
                  description: Answers the arguments that it is called with, as %ID% does.
                  wasm: tools/echo.wasm
                  args: [echo]
                  input_schema:
                    type: object
                    additionalProperties: false
                    properties:
                      text: {type: string, description: Some text.}
                  annotations: {readOnlyHint: true, destructiveHint: false, openWorldHint: false}
              prompts:
                - name: summarise
                  title: Summarise
                  description: Asks for a summary of the notes of %ID%.
                  file: prompts/summarise.md
                  arguments:
                    - {name: length, description: How long., required: true, values: [short, long]}
            data_schema:
              Note: schemas/note.json
            """;

    private static final String PROMPT = "Write a {{length}} summary of the notes of %ID%.\n";

    private static final String SCHEMA =
            """
            {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "Note of %ID%",
             "type": "object", "required": ["text"], "additionalProperties": false,
             "properties": {"text": {"type": "string", "maxLength": 100000}}}
            """;

    private final Path folder;
    private final int topics;
    private final int lastFew;
    private final List<Double> noticeMillis = new ArrayList<>();
    private final List<Double> grantMillis = new ArrayList<>();
    private double grantAllSeconds;

    /// @param folder emptied
    /// @param topics how many
    /// @param lastFew of them that are measured one by one
    TopicHomes(Path folder, int topics, int lastFew) {
        this.folder = folder;
        this.topics = topics;
        this.lastFew = lastFew;
    }

    /// Makes the directories.
    ///
    /// @return by what the tables call them
    Map<String, Path> make() throws IOException, InterruptedException {
        remove(folder);
        Path none = folder.resolve("home-none");
        Path waiting = folder.resolve("home-ungranted");
        Path granted = folder.resolve("home-granted");
        Files.createDirectories(none);
        for (int number = 0; number < topics; number++) {
            topic(waiting.resolve("topics"), number);
        }
        Path staged = granted.resolve("staged"); // on the same disk, so that a move is one step
        for (int number = 0; number < topics; number++) {
            topic(number < topics - lastFew ? granted.resolve("topics") : staged, number);
        }
        grant(granted, staged);
        Files.delete(staged);
        Map<String, Path> homes = new LinkedHashMap<>();
        homes.put("no Topics", none);
        homes.put(topics + " Topics, not granted", waiting);
        homes.put(topics + " Topics, granted", granted);
        return homes;
    }

    /// Removes a folder with all that is in it, if it is there.
    static void remove(Path folder) throws IOException, InterruptedException {
        new ProcessBuilder("rm", "-rf", folder.toString()).inheritIO().start().waitFor();
    }

    private static String id(int number) {
        return "generated_%03d".formatted(number);
    }

    private static void topic(Path below, int number) throws IOException {
        String id = id(number);
        Path topic = below.resolve(id);
        Files.createDirectories(topic.resolve("tools"));
        Files.createDirectories(topic.resolve("prompts"));
        Files.createDirectories(topic.resolve("schemas"));
        Files.writeString(topic.resolve("topic.yaml"), MANIFEST.replace("%ID%", id));
        Files.write(topic.resolve("tools/echo.wasm"), TinyModules.command(id));
        Files.writeString(topic.resolve("prompts/summarise.md"), PROMPT.replace("%ID%", id));
        Files.writeString(topic.resolve("schemas/note.json"), SCHEMA.replace("%ID%", id));
    }

    /// In a whole workbench, as a person's click does it.
    private void grant(Path home, Path staged) throws IOException, InterruptedException {
        try (Workbench workbench = Workbench.open(home, Installation.current())) {
            TopicCatalog catalog = workbench.topics();
            Semaphore changes = new Semaphore(0);
            catalog.onChange(changes::release);
            long start = System.nanoTime();
            for (int number = 0; number < topics - lastFew; number++) {
                grant(catalog, number);
            }
            grantAllSeconds = (System.nanoTime() - start) / 1e9;
            for (int number = topics - lastFew; number < topics; number++) {
                noticeMillis.add(notice(catalog, changes, home, staged, number));
                grantMillis.add(grant(catalog, number));
            }
            if (catalog.topics().size() < topics) {
                throw new IllegalStateException(
                        "%d of %d Topics run".formatted(catalog.topics().size(), topics));
            }
        }
    }

    /// @return in milliseconds
    private static double grant(TopicCatalog catalog, int number) {
        TopicEntry entry = catalog.entry(id(number));
        String digest =
                entry.card()
                        .orElseThrow(() ->
                                new IllegalStateException(entry.folder() + ": " + entry.problems()))
                        .digest();
        long start = System.nanoTime();
        catalog.grant(new TopicId(id(number)), Trust.THIRD_PARTY, digest);
        return (System.nanoTime() - start) / 1e6;
    }

    /// Moves a whole folder in and waits until the workbench knows it.
    ///
    /// @return in milliseconds
    private static double notice(
            TopicCatalog catalog, Semaphore changes, Path home, Path staged, int number)
            throws IOException, InterruptedException {
        changes.drainPermits();
        long start = System.nanoTime();
        Files.move(staged.resolve(id(number)), home.resolve("topics").resolve(id(number)));
        while (catalog.entries().stream()
                .flatMap(entry -> entry.id().stream())
                .noneMatch(new TopicId(id(number))::equals)) {
            if (!changes.tryAcquire(NOTICE_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException(id(number) + " was not noticed");
            }
        }
        return (System.nanoTime() - start) / 1e6;
    }

    int topics() {
        return topics;
    }

    /// To grant all but the last few, one after the other.
    double grantAllSeconds() {
        return grantAllSeconds;
    }

    /// From the folder's being there to its being known, the median; the watch waits 300 ms for
    /// quiet.
    double noticeMillis() {
        return Timing.median(noticeMillis, Double::doubleValue);
    }

    /// One grant, the median.
    double grantMillis() {
        return Timing.median(grantMillis, Double::doubleValue);
    }
}
