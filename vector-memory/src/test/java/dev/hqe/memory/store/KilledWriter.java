package dev.hqe.memory.store;

import dev.hqe.memory.SampleVectors;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A process that writes to a store, says what is acknowledged, and is killed meanwhile.
public final class KilledWriter {

    private static final int BATCH = 20;
    private static final int LINES = 25;

    private KilledWriter() {}

    /// What the process had an answer for.
    record Acknowledged(Set<Long> there, Set<Long> gone) {}

    /// Runs one for a while and kills it.
    ///
    /// @param contract the test that opens the store
    /// @param round which ids it writes
    static Acknowledged run(Class<?> contract, Path folder, int round)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                        .filter(a -> a.startsWith("--"))
                        .toList());
        command.add("-XX:TieredStopAtLevel=1");
        command.add("-XX:+UseSerialGC");
        command.add("-Djava.io.tmpdir=" + Files.createDirectories(folder.resolve("tmp")));
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(KilledWriter.class.getName());
        command.add(contract.getName());
        command.add(folder.toString());
        command.add(Integer.toString(round));
        Process process =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        Set<Long> there = new HashSet<>();
        Set<Long> gone = new HashSet<>();
        try (BufferedReader out = process.inputReader()) {
            for (int line = 0; line < LINES + 7 * round; line++) {
                note(out.readLine(), there, gone);
            }
            process.toHandle().destroyForcibly();
            for (String late = out.readLine(); late != null; late = out.readLine()) {
                note(late, there, gone);
            }
        }
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            throw new AssertionError("the process cannot be killed");
        }
        return new Acknowledged(there, gone);
    }

    private static void note(@Nullable String line, Set<Long> there, Set<Long> gone) {
        if (line == null) {
            throw new AssertionError("the process has ended by itself");
        }
        String[] words = line.split(" ", -1);
        if (words.length < 3 || !words[2].equals(".")) {
            return; // cut off by the kill
        }
        long first = Long.parseLong(words[1]);
        for (long chunk = first; chunk < first + BATCH; chunk++) {
            there.remove(chunk); // while it is being deleted nothing is promised
            switch (words[0]) {
                case "put" -> there.add(chunk);
                case "deleted" -> gone.add(chunk);
                default -> gone.remove(chunk);
            }
        }
    }

    public static void main(String[] arguments) throws Exception {
        VectorStoreContract contract =
                Class.forName(arguments[0])
                        .asSubclass(VectorStoreContract.class)
                        .getDeclaredConstructor()
                        .newInstance();
        long round = Long.parseLong(arguments[2]);
        SampleVectors sample = new SampleVectors(VectorStoreContract.DIMENSIONS, round);
        VectorStore store =
                contract.open(
                        Path.of(arguments[1]),
                        VectorStoreContract.MODEL,
                        VectorStoreContract.DIMENSIONS);
        for (long first = round * 1_000_000; ; first += BATCH) {
            store.put(sample.chunks(first, BATCH));
            System.out.println("put " + first + " .");
            if (first % (3 * BATCH) == 0) {
                List<Long> gone = new ArrayList<>();
                for (long chunk = first; chunk < first + BATCH; chunk++) {
                    gone.add(chunk);
                }
                System.out.println("deleting " + first + " .");
                store.delete(gone);
                System.out.println("deleted " + first + " .");
            }
        }
    }
}
