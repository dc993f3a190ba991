package dev.hqe.mcp.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Linux: `/proc/PID/stat` and `/proc/PID/environ` (see proc(5)).
final class ProcTable implements ProcessTable {

    private static final Path PROC = Path.of("/proc");
    private static final int MAX_ENVIRONMENT = 4 << 20;
    private static final int MAX_STAT = 4_096;

    /// Fields of `stat` after the name, which ends with the last `)`.
    private static final int STATE = 0;

    private static final int PARENT = 1;
    private static final int GROUP = 2;
    private static final int SESSION = 3;
    private static final int START = 19;

    @Override
    public List<Row> rows(Marker marker) {
        byte[] wanted = marker.value().getBytes(StandardCharsets.US_ASCII);
        List<Row> rows = new ArrayList<>(512);
        try (DirectoryStream<Path> all = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (Path each : all) {
                row(each, wanted).ifPresent(rows::add);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list /proc", e);
        }
        return rows;
    }

    private static Optional<Row> row(Path process, byte[] wanted) {
        String stat;
        try {
            stat = new String(read(process.resolve("stat"), MAX_STAT), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return Optional.empty(); // ended meanwhile
        }
        int nameEnd = stat.lastIndexOf(')');
        if (nameEnd < 0) {
            return Optional.empty();
        }
        List<String> fields = Arrays.asList(stat.substring(nameEnd + 1).strip().split(" ", 24));
        if (fields.size() <= START
                || fields.get(STATE).equals("Z")
                || fields.get(STATE).equals("X")) {
            return Optional.empty();
        }
        return Optional.of(
                new Row(
                        Long.parseLong(process.getFileName().toString()),
                        Long.parseLong(fields.get(PARENT)),
                        Long.parseLong(fields.get(GROUP)),
                        Long.parseLong(fields.get(SESSION)),
                        Long.parseLong(fields.get(START)),
                        marked(process.resolve("environ"), wanted)));
    }

    private static boolean marked(Path environ, byte[] wanted) {
        try {
            return contains(read(environ, MAX_ENVIRONMENT), wanted);
        } catch (IOException e) {
            return false; // ended meanwhile, or another user's
        }
    }

    private static byte[] read(Path file, int limit) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(limit);
        }
    }

    private static boolean contains(byte[] text, byte[] wanted) {
        int last = text.length - wanted.length;
        for (int at = 0; at <= last; at++) {
            if (text[at] == wanted[0]
                    && Arrays.equals(text, at, at + wanted.length, wanted, 0, wanted.length)) {
                return true;
            }
        }
        return false;
    }
}
