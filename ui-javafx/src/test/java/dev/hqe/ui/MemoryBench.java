package dev.hqe.ui;

import dev.hqe.ingestion.Origins;
import dev.hqe.kernel.entity.Entity;
import dev.hqe.kernel.entity.EntityId;
import dev.hqe.kernel.entity.Kind;
import dev.hqe.kernel.entity.TopicId;
import dev.hqe.kernel.json.Json;
import dev.hqe.memory.Memory;
import dev.hqe.memory.MemorySettings;
import dev.hqe.memory.MemoryState;
import dev.hqe.memory.chunk.ChunkSettings;
import dev.hqe.memory.embed.Embedder;
import dev.hqe.memory.index.EntityCutter;
import dev.hqe.memory.index.ModelChoice;
import dev.hqe.memory.index.ModelFiles;
import dev.hqe.memory.index.Models;
import dev.hqe.memory.index.ScanLimit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import tools.jackson.databind.node.ObjectNode;

/// A real memory of the entities of a [TestBench], with vectors of a model that needs no files.
public final class MemoryBench implements AutoCloseable {

    public static final TopicId LEGAL = new TopicId("legal");
    public static final TopicId FINANCE = new TopicId("finance");

    private static final Kind CLAUSE = new Kind("Clause");
    private static final Kind FILING = new Kind("Filing");

    /// Patient enough for a slow machine.
    private static final MemorySettings SETTINGS =
            new MemorySettings(
                    MemorySettings.Ranking.DEFAULT,
                    Duration.ofSeconds(20),
                    Duration.ofSeconds(20),
                    Duration.ZERO,
                    16);

    public final StemVectors model;
    public final Memory memory;
    private final TestBench bench;

    public MemoryBench(TestBench bench) {
        this(bench, new StemVectors());
    }

    private MemoryBench(TestBench bench, StemVectors model) {
        this.bench = bench;
        this.model = model;
        this.memory = memory(bench, model);
        bench.ports =
                bench.ports
                        .with(Memory.class, memory)
                        .with(Origins.class, new Origins(bench.database));
    }

    /// A memory that has not begun to read.
    public static Memory memory(TestBench bench, Embedder embedder) {
        Models models =
                new ModelFiles(
                        bench.home.resolve("vectors"),
                        bench.home.resolve("native"),
                        new ModelChoice(bench.database),
                        new ScanLimit(bench.database),
                        settings -> embedder);
        return new Memory(
                bench.database,
                bench.entities,
                bench.bus,
                new EntityCutter(ChunkSettings.DEFAULT, embedder::tokens),
                models,
                SETTINGS);
    }

    /// Stores contracts and filings, some of several passages.
    public void fill() {
        List<Entity> entities = new ArrayList<>();
        entities.add(
                text(
                        LEGAL,
                        CLAUSE,
                        "msa-ostrava",
                        "Master services agreement, Ostrava Logistics",
                        "legal/contracts/msa-ostrava-2025.md",
                        AGREEMENT));
        entities.add(
                text(
                        LEGAL,
                        CLAUSE,
                        "facility-norvale",
                        "Facility letter, Norvale Energy",
                        "legal/contracts/norvale-facility.md",
                        """
                        # Facility letter

                        9.1 The borrower gives notice of any breach within five business days of
                        becoming aware of it, and states the steps it is taking to remedy it.
                        """));
        entities.add(
                text(
                        FINANCE,
                        FILING,
                        "halberd-q1",
                        "Halberd Semiconductors, credit agreement summary",
                        "",
                        """
                        Leverage above 3.50x at two quarter ends in a row is a covenant breach. The
                        notice period is ten business days, after which the margin steps up.
                        """));
        entities.add(
                text(
                        FINANCE,
                        FILING,
                        "norvale-call",
                        "Norvale Energy, lender call 14 May",
                        "",
                        """
                        We do not expect to breach the interest cover test, and we agreed a longer
                        window with lenders to fix it if we ever did.
                        """));
        for (int i = 0; i < 40; i++) {
            entities.add(
                    text(
                            i % 3 == 0 ? LEGAL : FINANCE,
                            i % 3 == 0 ? CLAUSE : FILING,
                            "more-" + i,
                            "Report " + i,
                            "",
                            "Revenue of segment %d grew in the %s; the outlook of %s is unchanged."
                                    .formatted(
                                            i % 7,
                                            i % 2 == 0 ? "quarter" : "year",
                                            i % 5 == 0 ? "copper" : "freight")));
        }
        bench.entities.putAll(entities);
    }

    /// Of some passages.
    private static final String AGREEMENT = agreement();

    private static String agreement() {
        StringBuilder text = new StringBuilder("# Master services agreement\n\n");
        for (int i = 1; i <= 13; i++) {
            text.append("## ").append(i).append(". Section ").append(i).append("\n\n");
            for (int j = 0; j < 6; j++) {
                text.append(i).append('.').append(j + 1);
                text.append(" The supplier keeps records of its deliveries, of the persons who\n");
                text.append(
                        "    received them and of the vehicles that were used, for six years.\n");
            }
            text.append('\n');
        }
        return text.append(
                        """
                        ## 14. Default, cure and ending the agreement

                        14.1 Each of the following is an event of default: a party fails to pay an
                            undisputed sum within ten days of its due date.

                        14.2 A party in breach of a financial covenant has thirty days from written
                            notice to cure it. If it is not cured within that period, the other
                            party may end this agreement by a second written notice.

                        14.3 Ending this agreement does not affect rights that have already arisen.
                        """)
                .toString();
    }

    public static Entity text(
            TopicId topic, Kind kind, String id, String title, String path, String text) {
        ObjectNode data = Json.object().put("title", title);
        if (!path.isEmpty()) {
            data.put("path", path);
        }
        data.put("text", text);
        return new Entity(new EntityId(topic + ":" + id), topic, kind, data, TestBench.NOW);
    }

    /// Begins to read, and waits until all can be found by words and by meaning.
    public void start() {
        memory.start();
        await();
    }

    /// Waits until everything has its vector.
    public void await() {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> {
                    MemoryState state = memory.state();
                    return state.chunks() > 0 && state.pending() == 0 && state.withoutVector() == 0;
                });
    }

    @Override
    public void close() {
        memory.close();
    }
}
