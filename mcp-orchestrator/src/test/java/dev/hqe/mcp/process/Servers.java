package dev.hqe.mcp.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// Servers made of shell lines, which say the ids of their processes on standard output.
final class Servers {

    static final Duration LONG = Duration.ofSeconds(20);

    /// Little patience, for those that are known not to listen.
    static final StopGrace SHORT = new StopGrace(Duration.ofMillis(100), Duration.ofMillis(200));

    /// A tree with every way to get out of it: a child that ignores signals, one that ignores
    /// hangups, one in a session of its own, one whose parent has gone, one with both, and one
    /// without an environment. Says seven ids, its own first, then ignores its input and SIGTERM.
    static final String STUBBORN =
            """
            trap '' TERM HUP
            echo $$
            sh -c 'trap "" TERM; echo $$; while :; do sleep 1000; done' &
            nohup sh -c 'echo $$; exec sleep 1000' 2>/dev/null &
            SETSID sh -c 'trap "" TERM; echo $$; sleep 1000; sleep 1000' &
            sh -c 'sh -c "echo \\$\\$; exec sleep 1000" & exit'
            sh -c 'SETSID sh -c "echo \\$\\$; exec sleep 1000" & exit'
            env -i PATH="$PATH" sh -c 'echo $$; exec sleep 1000' &
            while :; do sleep 1000; done
            """
                    .replace(
                            "SETSID",
                            Files.isExecutable(Path.of("/usr/bin/setsid"))
                                    ? "/usr/bin/setsid"
                                    : "env");

    static final int STUBBORN_IDS = 7;

    private Servers() {}

    static ServerCommand shell(String script) {
        return ServerCommand.of("sh", "-c", script).in(Path.of("/"));
    }

    /// Reads ids, one a line.
    static List<Long> ids(ServerProcess server, int count) {
        return ids(
                new BufferedReader(
                        new InputStreamReader(server.stdout(), StandardCharsets.US_ASCII)),
                count);
    }

    static List<Long> ids(BufferedReader in, int count) {
        try {
            List<Long> result = new ArrayList<>();
            while (result.size() < count) {
                String line = in.readLine();
                assertThat(line).as("id %d of %d", result.size() + 1, count).isNotNull();
                result.add(Long.parseLong(line.strip()));
            }
            return result;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Whether there is a process of this id that is not a zombie.
    static boolean runs(long pid) {
        try {
            String stat =
                    Files.readString(
                            Path.of("/proc", Long.toString(pid), "stat"),
                            StandardCharsets.ISO_8859_1);
            return stat.charAt(stat.lastIndexOf(')') + 2) != 'Z';
        } catch (IOException e) {
            return Platform.HERE != Platform.LINUX
                    && ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent();
        }
    }

    static void assertGone(Collection<Long> pids) {
        assertThat(pids).filteredOn(Servers::runs).as("processes that still run").isEmpty();
    }

    static void awaitGone(Collection<Long> pids) {
        await().atMost(LONG).untilAsserted(() -> assertGone(pids));
    }
}
