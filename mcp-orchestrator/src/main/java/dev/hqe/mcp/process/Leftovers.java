package dev.hqe.mcp.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Which servers run, in a file, so that the next workbench finds what this one and its guard could
/// not end: both may be killed at once.
///
/// A line is `marker pid startMillis`; pid and start are 0 while they are unknown. The file is
/// replaced as a whole, so it is never half written; it need not outlive a power cut, which servers
/// do not outlive either.
///
/// Thread-safe.
final class Leftovers {

    private static final System.Logger LOG = System.getLogger(Leftovers.class.getName());
    private static final int MAX_LINES = ServerLauncher.MAX_SERVERS;
    private static final Duration END = Duration.ofSeconds(5);

    private final Path file;
    private final Map<Marker, Entry> entries = new LinkedHashMap<>();

    private record Entry(Marker marker, long pid, long startMillis) {

        String line() {
            return marker.value() + " " + pid + " " + startMillis + "\n";
        }
    }

    Leftovers(Path file) {
        this.file = file;
    }

    synchronized void add(Marker marker) {
        entries.put(marker, new Entry(marker, 0, 0));
        write();
    }

    synchronized void started(Marker marker, ProcessHandle process) {
        entries.put(marker, new Entry(marker, process.pid(), startMillis(process)));
        write();
    }

    synchronized void remove(Marker marker) {
        if (entries.remove(marker) != null) {
            write();
        }
    }

    /// Ends what an earlier workbench has left behind, and forgets it.
    ///
    /// @return how many processes there were
    synchronized int sweep() {
        int found = 0;
        for (Entry entry : read()) {
            Optional<ProcessHandle> leader = leader(entry);
            // On Windows there is nothing but the leader to go by.
            if (leader.isEmpty() && Platform.HERE == Platform.WINDOWS) {
                continue;
            }
            ProcessTree tree =
                    new ProcessTree(
                            entry.marker(),
                            OwnSession.HERE.possible()
                                    ? leader.map(ProcessHandle::pid).orElse(0L)
                                    : 0,
                            ProcessTable.here(leader.orElse(ProcessHandle.current())));
            int living = tree.living().size();
            if (living > 0) {
                found += living;
                if (!tree.end(END)) {
                    LOG.log(
                            Level.WARNING,
                            "processes of an earlier run do not end: {0}",
                            tree.living());
                }
            }
        }
        if (found > 0) {
            LOG.log(Level.INFO, "ended {0} processes that an earlier run had left", found);
        }
        write();
        return found;
    }

    /// The process of that id, if it is still the one that was noted and not a later one.
    private static Optional<ProcessHandle> leader(Entry entry) {
        return entry.pid() <= 1
                ? Optional.empty()
                : ProcessHandle.of(entry.pid())
                        .filter(process ->
                                entry.startMillis() != 0
                                        && startMillis(process) == entry.startMillis());
    }

    private static long startMillis(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }

    private List<Entry> read() {
        List<Entry> result = new ArrayList<>();
        try (BufferedReader in = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
            for (String line = in.readLine();
                    line != null && result.size() < MAX_LINES;
                    line = in.readLine()) {
                String[] fields = line.split(" ", 4);
                if (fields.length == 3
                        && Marker.isOne(fields[0])
                        && fields[1].matches("\\d{1,18}")
                        && fields[2].matches("\\d{1,18}")) {
                    result.add(
                            new Entry(
                                    new Marker(fields[0]),
                                    Long.parseLong(fields[1]),
                                    Long.parseLong(fields[2])));
                }
            }
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            LOG.log(Level.WARNING, "cannot read " + file + "; leftovers are not looked for", e);
        }
        return result;
    }

    private void write() {
        try {
            if (entries.isEmpty()) {
                Files.deleteIfExists(file);
                return;
            }
            StringBuilder text = new StringBuilder();
            entries.values().forEach(entry -> text.append(entry.line()));
            Path next = file.resolveSibling(file.getFileName() + ".next");
            if (!Files.exists(next) && Platform.HERE != Platform.WINDOWS) {
                Files.createFile(
                        next,
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rw-------")));
            }
            Files.writeString(next, text);
            Files.move(
                    next,
                    file,
                    StandardCopyOption.REPLACE_EXISTING,
                    StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            // The guard is the first line; a full disk must not keep a server from starting.
            LOG.log(Level.WARNING, "cannot write " + file + "; see to its directory", e);
        }
    }
}
