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

    private void startShim(String option) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        option,
                        "-Dhqe.launcher=" + home.resolve("launcher"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Shim.class.getName());
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

    private SocketChannel letIn() throws IOException {
        SocketChannel channel = door.accept();
        Greeting.read(Channels.newInputStream(channel));
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
