package dev.hqe.mcp.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// POSIX systems without `/proc`: what `ps` says. It shows the environment behind the command.
final class PsTable implements ProcessTable {

    /// For macOS and the BSDs.
    static final List<String> BSD =
            List.of("ps", "-axEww", "-o", "pid=,ppid=,pgid=,stat=,command=");

    private static final int MAX_ROWS = 100_000;

    private final List<String> command;

    /// @param command lists process, parent, group, state, and the command with its environment
    PsTable(List<String> command) {
        this.command = List.copyOf(command);
    }

    @Override
    public List<Row> rows(Marker marker) {
        List<Row> rows = new ArrayList<>(512);
        try {
            Process ps =
                    new ProcessBuilder(command)
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            ps.getOutputStream().close();
            try (BufferedReader out = ps.inputReader(StandardCharsets.ISO_8859_1)) {
                for (String line = out.readLine();
                        line != null && rows.size() < MAX_ROWS;
                        line = out.readLine()) {
                    add(rows, line, marker);
                }
            } finally {
                ps.destroyForcibly();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list the processes with ps", e);
        }
        return rows;
    }

    private static void add(List<Row> rows, String line, Marker marker) {
        String[] fields = line.strip().split("\\s+", 5);
        if (fields.length < 5 || fields[3].startsWith("Z")) {
            return;
        }
        try {
            long group = Long.parseLong(fields[2]);
            rows.add(
                    new Row(
                            Long.parseLong(fields[0]),
                            Long.parseLong(fields[1]),
                            group,
                            group,
                            0,
                            fields[4].contains(marker.value())));
        } catch (NumberFormatException e) {
            return; // the rest of a command that holds a line break
        }
    }
}
