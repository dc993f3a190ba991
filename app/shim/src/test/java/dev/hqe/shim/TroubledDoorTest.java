package dev.hqe.shim;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.condition.OS.WINDOWS;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.io.TempDir;

/// The shim where the workbench, or the agent, is not as it should be.
@Timeout(60)
class TroubledDoorTest {

    @TempDir private Path home = Path.of("");
    private ServerSocketChannel door;
    private @Nullable Process started;

    @BeforeEach
    void openTheDoor() throws Exception {
        DoorPaths paths = new DoorPaths(home);
        paths.create();
        door = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        door.bind(UnixDomainSocketAddress.of(paths.socket()));
    }

    private void startShim(String... options) throws IOException {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1"));
        command.addAll(List.of(options));
        command.addAll(
                List.of(
                        "-Dhqe.launcher=" + home.resolve("launcher"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Shim.class.getName()));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("HQE_HOME", home.toString());
        builder.redirectError(home.resolve("shim.err").toFile());
        started = builder.start();
    }

    private Process shim() {
        return Objects.requireNonNull(started);
    }

    private String hear() throws IOException {
        return shim().inputReader(UTF_8).readLine();
    }

    @AfterEach
    void end() throws Exception {
        shim().destroyForcibly().waitFor();
        door.close();
    }

    /// The next who comes for more than to ask how things stand.
    private SocketChannel letIn() throws IOException {
        SocketChannel channel = door.accept();
        while (Greeting.read(Channels.newInputStream(channel)).wish().equals("status")) {
            channel.close();
            channel = door.accept();
        }
        write(channel, new String(new Welcome.In(1).toBytes(), UTF_8));
        return channel;
    }

    private static void write(SocketChannel channel, String text) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(UTF_8));
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    private static BufferedReader reader(SocketChannel channel) {
        return new BufferedReader(new InputStreamReader(Channels.newInputStream(channel), UTF_8));
    }

    private void say(String line) throws IOException {
        shim().getOutputStream().write((line + "\n").getBytes(UTF_8));
        shim().getOutputStream().flush();
    }

    @Test
    void aWorkbenchThatSaysNothingIsNotWaitedForForever() throws Exception {
        Files.writeString(home.resolve("workbench.lock"), "process 4711, started long ago\n");
        startShim("-Dhqe.welcome.millis=300");

        say("{\"id\":1,\"method\":\"a\"}");

        assertThat(hear())
                .contains("\"id\":1", "the workbench (process 4711) is there but does not answer")
                .contains("hqe stop --force");
    }

    @Test
    void nobodyWaitsForAWorkbenchThatHangs() throws Exception {
        Files.writeString(home.resolve("workbench.lock"), "process 4711, started long ago\n");
        startShim("-Dhqe.quiet.millis=50", "-Dhqe.welcome.millis=2000");
        String introduction = "{\"jsonrpc\":\"2.0\",\"id\":0,\"method\":\"initialize\"}";
        SocketChannel hung = letIn();
        BufferedReader from = reader(hung);
        say(introduction);
        from.readLine();
        write(hung, "{\"id\":0,\"result\":{\"serverInfo\":{}}}\n");
        assertThat(hear()).contains("serverInfo");
        say("{\"id\":1,\"method\":\"a\"}\n{\"id\":2,\"method\":\"b\"}");
        from.readLine();

        String first = hear();
        String second = hear();
        say("{\"id\":3,\"method\":\"c\"}");
        SocketChannel awake = letIn();
        BufferedReader fromAwake = reader(awake);
        String replayed = fromAwake.readLine();
        String next = fromAwake.readLine();
        write(awake, "{\"id\":0,\"result\":{}}\n{\"id\":3,\"result\":{\"c\":1}}\n");

        assertThat(List.of(first, second))
                .allMatch(answer -> answer.contains("-32603"))
                .allMatch(answer -> answer.contains("process 4711) is there but does not answer"))
                .allMatch(answer -> answer.contains("hqe stop --force"))
                .allMatch(answer -> answer.contains("carried out is not known"));
        assertThat(first).contains("\"id\":1");
        assertThat(second).contains("\"id\":2");
        assertThat(from.readLine()).isEqualTo("{\"id\":2,\"method\":\"b\"}");
        assertThat(from.readLine()).as("the connection that hung is given up").isNull();
        assertThat(replayed).isEqualTo(introduction);
        assertThat(next).contains("\"id\":3");
        assertThat(hear()).contains("list_changed");
        assertThat(hear()).isEqualTo("{\"id\":3,\"result\":{\"c\":1}}");
        hung.close();
        awake.close();
    }

    @Test
    void aWorkbenchThatHangsWhileItIsToldMuchIsNotWaitedForEither() throws Exception {
        startShim("-Dhqe.quiet.millis=50", "-Dhqe.welcome.millis=2000");
        try (SocketChannel hung = letIn()) {
            String large = "{\"id\":5,\"method\":\"m\",\"params\":\"" + "x".repeat(4 << 20) + "\"}";

            say(large);

            assertThat(hear()).contains("\"id\":5", "-32603");
            assertThat(hung.isOpen()).isTrue();
        }
    }

    @Test
    void aLongCallIsNoHang() throws Exception {
        startShim("-Dhqe.quiet.millis=50");
        try (SocketChannel workbench = letIn()) {
            say("{\"id\":1,\"method\":\"long\"}");
            for (int i = 0; i < 3; i++) {
                try (SocketChannel asking = door.accept()) {
                    assertThat(Greeting.read(Channels.newInputStream(asking)).wish())
                            .isEqualTo("status");
                    write(asking, new String(new Welcome.In(1).toBytes(), UTF_8));
                }
            }

            write(workbench, "{\"id\":1,\"result\":{}}\n");

            assertThat(hear()).isEqualTo("{\"id\":1,\"result\":{}}");
        }
    }

    @Test
    void aRequestWhoseIdWasUsedAgainTooSoonStillHasItsAnswer() throws Exception {
        startShim("-Dnothing=1");
        String refusal = "{\"id\":40,\"error\":{\"code\":-32600,\"message\":\"still in use\"}}";
        try (SocketChannel workbench = letIn()) {
            BufferedReader from = reader(workbench);
            say("{\"id\":40,\"method\":\"tools/call\"}\n{\"id\":40,\"method\":\"ping\"}");
            from.readLine();
            from.readLine();
            write(workbench, refusal + "\n");
            assertThat(hear()).isEqualTo(refusal);
        }

        String lost = hear();

        assertThat(lost).contains("\"id\":40", "-32603", "ended before it had answered");
    }

    @Test
    void anIntroductionThatWasToldAsLostIsNotSaidAgain() throws Exception {
        startShim("-Dnothing=1");
        String mine = "{\"jsonrpc\":\"2.0\",\"id\":\"again\",\"method\":\"initialize\"}";
        try (SocketChannel first = letIn()) {
            say("{\"jsonrpc\":\"2.0\",\"id\":\"first\",\"method\":\"initialize\"}");
            assertThat(reader(first).readLine()).contains("first");
        }

        String lost = hear();
        say(mine);

        assertThat(lost).contains("\"id\":\"first\"", "-32603");
        try (SocketChannel second = letIn()) {
            assertThat(reader(second).readLine()).isEqualTo(mine);
        }
    }

    @Test
    void endsWhenNobodyReadsWhatItSays() throws Exception {
        startShim("-Dnothing=1");
        try (SocketChannel workbench = letIn()) {
            shim().getInputStream().close();

            write(workbench, "{\"method\":\"notifications/message\"}\n");

            assertThat(shim().waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(shim().exitValue()).isZero();
        }
    }

    @Test
    @DisabledOnOs(value = WINDOWS, disabledReason = "the launcher is a shell program")
    void whatTheAgentHearsOfAFailedStartHasNoTrace() throws Exception {
        door.close();
        Files.delete(new DoorPaths(home).socket());
        Path launcher =
                Files.writeString(
                        home.resolve("launcher"),
                        """
                        #!/bin/sh
                        echo "hqe: this should not have happened:"
                        echo "java.lang.IllegalStateException: the moon"
                        i=0
                        while [ $i -lt 100 ]; do
                          printf '\tat dev.hqe.Some.method(Some.java:%s)\n' $i
                          i=$((i+1))
                        done
                        exit 1
                        """);
        assertThat(launcher.toFile().setExecutable(true)).isTrue();
        startShim("-Dnothing=1");

        say("{\"id\":2,\"method\":\"b\"}");

        assertThat(hear())
                .contains("could not be started", "IllegalStateException: the moon")
                .doesNotContain("Some.java");
    }

    @Test
    @DisabledOnOs(value = WINDOWS, disabledReason = "the launcher is a shell program")
    void aStartThatSomebodyKillsIsTriedAgain() throws Exception {
        door.close();
        Path socket = new DoorPaths(home).socket();
        Files.delete(socket);
        Path launcher =
                Files.writeString(
                        home.resolve("launcher"),
                        """
                        #!/bin/sh
                        [ -f once ] || { touch once; kill -9 $$; }
                        touch twice
                        exec sleep 5
                        """);
        assertThat(launcher.toFile().setExecutable(true)).isTrue();
        startShim("-Dnothing=1");
        say("{\"id\":2,\"method\":\"b\"}");
        await().atMost(20, TimeUnit.SECONDS).until(() -> Files.exists(home.resolve("twice")));
        door = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        door.bind(UnixDomainSocketAddress.of(socket));

        try (SocketChannel workbench = letIn()) {
            assertThat(reader(workbench).readLine()).contains("\"id\":2");
        }
    }
}
