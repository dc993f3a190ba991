package dev.hqe.shim;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.condition.OS.WINDOWS;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.io.TempDir;

/// The shim as a process of its own, before a door that this test keeps.
@Timeout(60)
class BridgeTest {

    private static final String INITIALIZE =
            "{\"jsonrpc\":\"2.0\",\"id\":0,\"method\":\"initialize\",\"params\":{}}";
    private static final String INITIALIZED =
            "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}";

    @TempDir private Path home = Path.of("");
    private ServerSocketChannel door;
    private Process shim;
    private OutputStream agent;
    private BufferedReader heard;

    @BeforeEach
    void openTheDoor() throws Exception {
        DoorPaths paths = new DoorPaths(home);
        paths.create();
        door = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        door.bind(UnixDomainSocketAddress.of(paths.socket()));
        ProcessBuilder builder =
                new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Dhqe.launcher=" + home.resolve("no-such-launcher"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Shim.class.getName());
        builder.environment().put("HQE_HOME", home.toString());
        builder.redirectError(home.resolve("shim.err").toFile());
        shim = builder.start();
        agent = shim.getOutputStream();
        heard = new BufferedReader(new InputStreamReader(shim.getInputStream(), UTF_8));
    }

    @AfterEach
    void end() throws Exception {
        shim.destroyForcibly().waitFor();
        door.close();
    }

    /// A workbench's side of one connection.
    private record Inside(SocketChannel channel, Greeting greeting, BufferedReader from)
            implements AutoCloseable {

        void say(String text) throws IOException {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }

    private Inside letIn() throws IOException {
        SocketChannel channel = door.accept();
        Greeting greeting = Greeting.read(Channels.newInputStream(channel));
        Inside inside =
                new Inside(
                        channel,
                        greeting,
                        new BufferedReader(
                                new InputStreamReader(Channels.newInputStream(channel), UTF_8)));
        inside.say(new String(new Welcome.In(1).toBytes(), UTF_8));
        return inside;
    }

    private void say(String... lines) throws IOException {
        agent.write((String.join("\n", lines) + "\n").getBytes(UTF_8));
        agent.flush();
    }

    @Test
    void carriesBothWaysAndEndsWithItsAgent() throws Exception {
        try (Inside inside = letIn()) {
            say("{\"id\":1,\"method\":\"ä\"}");
            assertThat(inside.from().readLine()).isEqualTo("{\"id\":1,\"method\":\"ä\"}");
            String large = "{\"id\":1,\"result\":\"" + "x".repeat(3 << 20) + "\"}";
            CompletableFuture<Void> said =
                    CompletableFuture.runAsync(() -> {
                        try {
                            inside.say(large + "\n");
                        } catch (IOException e) {
                            throw new IllegalStateException(e);
                        }
                    });
            assertThat(heard.readLine()).isEqualTo(large);
            said.get();
            say("{\"id\":2,\"method\":\"last\"}");
            agent.close();
            assertThat(inside.from().readLine()).contains("last");
            assertThat(inside.from().readLine()).isNull();
            inside.say("{\"id\":2,\"result\":{}}\n");
            inside.channel().shutdownOutput();
            assertThat(heard.readLine()).isEqualTo("{\"id\":2,\"result\":{}}");
        }

        assertThat(shim.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(shim.exitValue()).isZero();
    }

    @Test
    void answersForAWorkbenchThatEndedAndIntroducesItsAgentToTheNext() throws Exception {
        try (Inside first = letIn()) {
            say(INITIALIZE, INITIALIZED);
            first.from().readLine();
            first.from().readLine();
            first.say("{\"jsonrpc\":\"2.0\",\"id\":0,\"result\":{\"serverInfo\":{}}}\n");
            assertThat(heard.readLine()).contains("serverInfo");
            say(
                    "{\"id\":1,\"method\":\"a\"}",
                    "{\"id\":\"two\",\"method\":\"b\"}",
                    "{\"id\":3,\"method\":\"c\"}",
                    "{\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":3}}");
            for (int i = 0; i < 4; i++) {
                first.from().readLine();
            }
            first.say("{\"id\":1,\"result\":{}}\n{\"id\":\"two\",\"result\":{\"half");
            assertThat(heard.readLine()).isEqualTo("{\"id\":1,\"result\":{}}");
        }
        String lost = heard.readLine();
        say("{\"id\":4,\"method\":\"d\"}");
        try (Inside second = letIn()) {
            assertThat(second.from().readLine()).isEqualTo(INITIALIZE);
            assertThat(second.from().readLine()).isEqualTo(INITIALIZED);
            assertThat(second.from().readLine()).contains("\"id\":4");
            second.say("{\"jsonrpc\":\"2.0\",\"id\":0,\"result\":{\"serverInfo\":{}}}\n");
            second.say("{\"id\":4,\"result\":{\"d\":1}}\n");

            assertThat(lost).contains("\"id\":\"two\"", "-32603", "ended before it had answered");
            assertThat(heard.readLine()).contains("tools/list_changed");
            assertThat(heard.readLine()).isEqualTo("{\"id\":4,\"result\":{\"d\":1}}");
        }
    }

    @Test
    void saysWhyThereIsNoWorkbench() throws Exception {
        try (Inside only = letIn()) {
            say("{\"id\":4,\"method\":\"d\"}");
            only.from().readLine();
            door.close();
            Files.delete(new DoorPaths(home).socket());
        }
        assertThat(heard.readLine()).contains("\"id\":4"); // now it knows that nobody is there

        say("{\"id\":5,\"method\":\"e\"}");

        assertThat(heard.readLine()).contains("\"id\":5", "be started", "no-such-launcher");
    }

    @Test
    void passesARefusalOn() throws Exception {
        try (SocketChannel channel = door.accept()) {
            Greeting.read(Channels.newInputStream(channel));
            channel.write(ByteBuffer.wrap(new Welcome.Refused("come \"later\"").toBytes()));
        }

        say("{\"id\":6,\"method\":\"f\"}");

        assertThat(heard.readLine()).contains("\"id\":6", "come \\\"later\\\"");
        assertThat(Files.readString(home.resolve("shim.err"))).contains("come \"later\"");
    }

    @Test
    @DisabledOnOs(value = WINDOWS, disabledReason = "the launcher is a shell program")
    void waitsWhileTheWorkbenchIsOnItsWayOut() throws Exception {
        String said = "{\"id\":7,\"method\":\"g\"}";
        Path launcher = Files.writeString(home.resolve("no-such-launcher"), "#!/bin/sh\nsleep 5\n");
        assertThat(launcher.toFile().setExecutable(true)).isTrue();
        say(said);
        try (SocketChannel channel = door.accept()) {
            Greeting.read(Channels.newInputStream(channel));
            channel.write(ByteBuffer.wrap(new Welcome.Closing().toBytes()));
        }

        try (Inside inside = letIn()) {
            assertThat(inside.from().readLine()).isEqualTo(said);
        }
    }
}
