package dev.hqe.app.cli;

import dev.hqe.app.Installation;
import dev.hqe.shim.DoorPaths;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "logs",
        description = "Shows what the workbench in the background has printed.",
        footer = {"", "For the log of a hosted server: hqe server logs NAME"})
final class LogsCommand extends Subcommand {

    private static final int TAIL_BYTES = 1 << 20;
    private static final int LOOK_MILLIS = 200;

    @Option(
            names = {"-n", "--lines"},
            paramLabel = "N",
            defaultValue = "50",
            description = "how many of the last lines, ${DEFAULT-VALUE} unless given")
    private int lines;

    @Option(
            names = {"-f", "--follow"},
            description = "go on as more is printed, until Ctrl-C")
    private boolean follow;

    LogsCommand(Installation installation) {
        super(installation);
    }

    @Override
    public Integer call() throws Exception {
        if (lines < 0) {
            throw new Failures.BadInput("--lines " + lines + ": a number from 0 on");
        }
        Path log = new DoorPaths(homeDirectory()).log();
        if (!Files.exists(log) && !follow) {
            out().println("there is no log yet: " + log);
            out().flush();
            return Failures.DONE;
        }
        long at = printTail(log);
        while (follow) {
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            at = printFrom(log, at);
        }
        return Failures.DONE;
    }

    private long printTail(Path log) throws IOException {
        if (!Files.exists(log)) {
            return 0;
        }
        long size = Files.size(log);
        String text = read(log, Math.max(0, size - TAIL_BYTES), size);
        List<String> all = text.lines().toList();
        all.stream().skip(Math.max(0, all.size() - lines)).forEach(out()::println);
        out().flush();
        return size;
    }

    private long printFrom(Path log, long at) throws IOException {
        if (!Files.exists(log)) {
            return at;
        }
        long size = Files.size(log);
        long from = size < at ? 0 : at; // a new file has taken its place
        if (size > from) {
            out().print(read(log, from, Math.min(size, from + TAIL_BYTES)));
            out().flush();
        }
        return Math.min(size, from + TAIL_BYTES);
    }

    private static String read(Path log, long from, long to) throws IOException {
        try (FileChannel channel = FileChannel.open(log)) {
            ByteBuffer bytes = ByteBuffer.allocate((int) (to - from));
            while (bytes.hasRemaining() && channel.read(bytes, from + bytes.position()) >= 0) {
                // Until all is there, or the file has become shorter.
            }
            return StandardCharsets.UTF_8.decode(bytes.flip()).toString();
        }
    }
}
