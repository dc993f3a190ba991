package dev.hqe.shim;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The way into the workbench of a data directory: through the door of the one that runs, or of one
/// that is started for this. For one thread at a time.
public final class Doorway {

    /// As long as a start may take that has to build the product first.
    private static final long START_NANOS = TimeUnit.MINUTES.toNanos(10);

    private static final int MAX_STARTS = 3;

    /// From here on an exit code says which signal has ended a process.
    private static final int KILLED = 129;

    /// How long a workbench that is there may take to say whether one may come in. It says so at
    /// once; one that does not is suspended, or on a machine that has no time for it.
    private static final long WELCOME_MILLIS =
            Long.getLong("hqe.welcome.millis", TimeUnit.SECONDS.toMillis(8));

    /// Who only asks how things stand need not be of the workbench's build.
    private static final Build ANY_BUILD = new Build("any", "any");

    private static final int LOOK_MILLIS = 5;
    private static final long LOG_BYTES = 4L << 20;
    private static final int TAIL_BYTES = 16_000;
    private static final int LAST_WORDS_CHARS = 2000;

    /// Starts a program in a session of its own. It becomes that program, so its process is the
    /// same. Where there is none, the workbench leaves our session by itself, which takes longer.
    private static final Path SETSID = Path.of("/usr/bin/setsid");

    private final DoorPaths paths;
    private final List<String> start;

    /// Makes what is said at the door. It is asked each time anew: while a visitor waits, the
    /// product may be built or brought up to date, and the workbench is of what is there then.
    @FunctionalInterface
    public interface Greeter {
        Greeting greeting() throws IOException;
    }

    /// A way in.
    ///
    /// @param home the data directory
    /// @param start the command that starts a workbench in the background; empty for never
    public Doorway(Path home, List<String> start) {
        this.paths = new DoorPaths(home);
        this.start = List.copyOf(start);
    }

    /// Goes in.
    ///
    /// @return the visit; none where no workbench runs and none may be started
    /// @throws DoorException.NoAnswer if a workbench is there that says nothing for some seconds
    /// @throws DoorException if the workbench says no, or none can be started
    /// @throws IOException if the data directory cannot be used
    public @Nullable Visit enter(Greeter greeter) throws IOException, InterruptedException {
        Visit entered = tryEnter(greeter);
        if (entered != null || start.isEmpty()) {
            return entered;
        }
        paths.create();
        try (FileChannel lock =
                FileChannel.open(
                        paths.startLock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            FileLock mine = null;
            Process started = null;
            int starts = 0;
            long end = System.nanoTime() + START_NANOS;
            while (System.nanoTime() - end < 0) {
                entered = tryEnter(greeter);
                if (entered != null) {
                    return entered;
                }
                if (mine == null) {
                    mine = lock.tryLock();
                } else if (started == null) {
                    started = startWorkbench();
                } else if (!started.isAlive()) {
                    int exit = started.exitValue();
                    boolean killed = exit >= KILLED;
                    if ((exit != 0 && !killed) || ++starts == MAX_STARTS) {
                        throw new DoorException(
                                "the workbench could not be started. " + lastWords());
                    }
                    // Somebody has killed it, or it has made room for one of another build.
                    started = startWorkbench();
                }
                TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            }
        }
        throw new DoorException("the workbench does not come up; see " + paths.log());
    }

    /// Asks at the door whether anybody is awake. From any thread, and beside an open visit: a
    /// workbench that works long at something still answers here, one that hangs does not.
    ///
    /// @return what is the matter; empty where it answers, and where none is there
    String trouble() {
        Greeting greeting =
                new Greeting("status", ANY_BUILD, ProcessHandle.current().pid(), List.of());
        try {
            Visit visit = tryEnter(() -> greeting);
            if (visit != null) {
                visit.close();
            }
            return "";
        } catch (DoorException.NoAnswer e) {
            return String.valueOf(e.getMessage());
        } catch (IOException e) {
            return ""; // it says no, which is an answer
        }
    }

    private @Nullable Visit tryEnter(Greeter greeter) throws IOException {
        SocketChannel channel = null;
        Patience patience = null;
        boolean entered = false;
        try {
            Path socket = paths.socket();
            if (!Files.exists(socket)) {
                paths.requireFolders();
                return null;
            }
            channel = SocketChannel.open(StandardProtocolFamily.UNIX);
            patience = new Patience(channel); // where many wait already, even this takes its time
            channel.connect(UnixDomainSocketAddress.of(socket));
            write(channel, ByteBuffer.wrap(greeter.greeting().toBytes()));
            Welcome welcome = Welcome.read(Channels.newInputStream(channel));
            if (welcome instanceof Welcome.Refused refused) {
                throw refused.misused()
                        ? new DoorException.Misused(refused.reason())
                        : new DoorException(refused.reason());
            }
            if (welcome instanceof Welcome.In in) {
                entered = true;
                return new Visit(channel, in.pid());
            }
            return null; // it is on its way out
        } catch (DoorException e) {
            throw e;
        } catch (IOException nobodyThere) {
            if (patience != null && patience.isOver()) {
                throw new DoorException.NoAnswer(
                        "the workbench"
                                + paths.owner()
                                + " is there but does not answer. Perhaps it is suspended (kill"
                                + " -CONT lets it go on); to end it: hqe stop --force");
            }
            paths.requireFolders();
            return null; // a socket whose workbench is gone, or goes just now
        } finally {
            if (patience != null) {
                patience.end();
            }
            if (channel != null && !entered) {
                channel.close();
            }
        }
    }

    /// Closes a channel when it takes too long; a blocking channel has no time limit of its own.
    private static final class Patience extends Thread {

        private final SocketChannel channel;
        private volatile boolean over;

        Patience(SocketChannel channel) {
            super(null, null, "patience", 0, false);
            this.channel = channel;
            setDaemon(true);
            start();
        }

        @Override
        public void run() {
            try {
                TimeUnit.MILLISECONDS.sleep(WELCOME_MILLIS);
                over = true;
                channel.close();
            } catch (InterruptedException | IOException e) {
                // An answer has come, or the channel is closed already.
            }
        }

        boolean isOver() {
            return over;
        }

        void end() {
            interrupt();
        }
    }

    static void write(SocketChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    private Process startWorkbench() throws IOException {
        File log = paths.log().toFile();
        DoorPaths.createPrivately(paths.logFolder());
        if (log.length() > LOG_BYTES) {
            Files.move(
                    paths.log(),
                    paths.log().resolveSibling("workbench.log.1"),
                    StandardCopyOption.REPLACE_EXISTING);
        }
        ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(start));
        if (Files.isExecutable(SETSID)) {
            builder.command().addFirst(SETSID.toString());
            builder.environment().put("HQE_DETACHED", "1");
        }
        builder.environment().put("HQE_HOME", paths.home().toString());
        builder.directory(paths.home().toFile()); // not the agent's, which may go away
        builder.redirectInput(Redirect.from(nothing()));
        builder.redirectOutput(Redirect.appendTo(log));
        builder.redirectError(Redirect.appendTo(log));
        try {
            return builder.start();
        } catch (IOException e) {
            throw new DoorException(
                    "the workbench cannot be started with " + start.get(0) + ": " + e.getMessage());
        }
    }

    private static File nothing() {
        return new File(File.separatorChar == '\\' ? "NUL" : "/dev/null");
    }

    private String lastWords() {
        try (FileChannel log = FileChannel.open(paths.log())) {
            long from = Math.max(0, log.size() - TAIL_BYTES);
            ByteBuffer tail = ByteBuffer.allocate(TAIL_BYTES);
            log.read(tail, from);
            String text = StandardCharsets.UTF_8.decode(tail.flip()).toString().strip();
            int ours = text.lastIndexOf("hqe: ");
            String last = withoutTrace(text.substring(ours < 0 ? 0 : ours + 5), ours < 0);
            return (last.isEmpty() ? "" : last + " ") + "(log: " + paths.log() + ")";
        } catch (IOException e) {
            return "It left no log at " + paths.log() + ".";
        }
    }

    /// The lines of a stack are for the log.
    private static String withoutTrace(String text, boolean onlyLast) {
        StringBuilder kept = new StringBuilder();
        for (String line : text.split("\n", -1)) {
            if (line.startsWith("\tat ") || line.startsWith("\t... ")) {
                continue;
            }
            if (onlyLast) {
                kept.setLength(0);
            }
            kept.append(kept.isEmpty() ? "" : " ").append(line.strip());
        }
        return kept.substring(0, Math.min(kept.length(), LAST_WORDS_CHARS));
    }
}
