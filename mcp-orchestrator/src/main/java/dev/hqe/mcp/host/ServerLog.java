package dev.hqe.mcp.host;

import dev.hqe.kernel.KernelException;
import dev.hqe.kernel.WorkbenchHome;
import dev.hqe.kernel.file.PrivateFile;
import dev.hqe.mcp.config.ServerName;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/// What a server has said on standard error and when it began and ended, `servers/NAME.log` under
/// the data directory, for whoever looks later or from another process. At most 1 MiB, and as much
/// of what was before. It gets lines that hide secrets already. Thread-safe.
public final class ServerLog {

    private static final System.Logger LOG = System.getLogger(ServerLog.class.getName());
    private static final long MAX_BYTES = 1 << 20;

    private final Path folder;
    private final Path file;
    private final InstantSource clock;
    private boolean broken;

    /// @param folder where catalogs and logs are kept, `servers` under the data directory
    public ServerLog(Path folder, ServerName server, InstantSource clock) {
        this.folder = folder;
        this.file = folder.resolve(server + ".log");
        this.clock = clock;
    }

    /// The file that is written now; there may be none yet.
    public Path file() {
        return file;
    }

    private Path older() {
        return file.resolveSibling(file.getFileName() + ".1");
    }

    /// Adds a line. A file that cannot be written is given up with a warning.
    synchronized void add(String line) {
        if (broken) {
            return;
        }
        String stamped = clock.instant().truncatedTo(ChronoUnit.MILLIS) + " " + line + "\n";
        try {
            WorkbenchHome.createPrivately(folder);
            try (FileChannel channel = PrivateFile.open(file)) {
                channel.position(channel.size());
                ByteBuffer rest = ByteBuffer.wrap(stamped.getBytes(StandardCharsets.UTF_8));
                while (rest.hasRemaining()) {
                    channel.write(rest);
                }
                if (channel.size() < MAX_BYTES) {
                    return;
                }
            }
            Files.move(file, older(), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException | KernelException e) {
            broken = true;
            LOG.log(Level.WARNING, "{0} cannot be written: {1}", file, e.getMessage());
        }
    }

    /// The last lines, oldest first; none when nothing was written yet.
    ///
    /// @throws IOException when it cannot be read
    public List<String> last(int lines) throws IOException {
        List<String> all = new ArrayList<>();
        for (Path part : List.of(older(), file)) {
            if (Files.exists(part)) {
                all.addAll(
                        new String(Files.readAllBytes(part), StandardCharsets.UTF_8)
                                .lines()
                                .toList());
            }
        }
        return List.copyOf(all.subList(Math.max(0, all.size() - lines), all.size()));
    }
}
