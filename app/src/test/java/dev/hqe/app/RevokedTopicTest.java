package dev.hqe.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hqe.kernel.entity.TopicId;
import dev.hqe.kernel.json.Json;
import dev.hqe.kernel.topic.Trust;
import dev.hqe.mcp.Principal;
import dev.hqe.mcp.ToolAnswer;
import dev.hqe.mcp.ToolCall;
import dev.hqe.mcp.ToolName;
import dev.hqe.mcp.ToolOutcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class RevokedTopicTest {

    private static final TopicId LOOPS = new TopicId("loops");

    /// A WASI command of `(loop (br 0))`.
    private static final byte[] ENDLESS =
            HexFormat.of()
                    .parseHex(
                            "0061736d01000000010401600000030201000503010001"
                                    + "071302066d656d6f72790200065f73746172740000"
                                    + "0a09010700"
                                    + "03400c000b0b");

    @Test
    void aCallThatComputesEndsAtOnceWhenAPersonRevokesItsTopic(
            @TempDir Path home, @TempDir Path source) throws Exception {
        Path folder = source.resolve("loops");
        Files.createDirectories(folder.resolve("tools"));
        Files.write(folder.resolve("tools/loop.wasm"), ENDLESS);
        Files.writeString(
                folder.resolve("topic.yaml"),
                """
                id: loops
                name: Loops
                version: 1.0.0
                capabilities:
                  tools:
                    - name: loop
                      description: Never ends.
                      wasm: tools/loop.wasm
                      input_schema: {type: object}
                permissions: {limits: {cpu_ms: 600000}}
                """);
        try (Workbench workbench = Workbench.open(home, HqeProcess.installation())) {
            String digest = workbench.topics().install(folder).card().orElseThrow().digest();
            workbench.topics().grant(LOOPS, Trust.THIRD_PARTY, digest);
            CompletableFuture<ToolAnswer> going =
                    CompletableFuture.supplyAsync(
                            () -> call(workbench), task -> Thread.ofVirtual().start(task));
            await().atMost(Duration.ofSeconds(60)).until(RevokedTopicTest::isGuestRunning);

            workbench.topics().revoke(LOOPS);

            assertThat(going).succeedsWithin(Duration.ofSeconds(60));
            ToolOutcome outcome = ((ToolAnswer.Result) going.join()).outcome();
            assertThat(((ToolOutcome.Refused) outcome).message())
                    .isEqualTo(
                            "loop.wasm: stopped, because 'loops' was revoked, removed or granted"
                                    + " anew");
        }
    }

    private static boolean isGuestRunning() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("hqe-wasm-guest-"))
                .anyMatch(thread -> thread.getState() == Thread.State.RUNNABLE);
    }

    private static ToolAnswer call(Workbench workbench) {
        try {
            return workbench
                    .road()
                    .call(
                            ToolCall.of(
                                    new Principal(Principal.Kind.PERSON, "test", "1"),
                                    new ToolName("loops.loop"),
                                    Json.object()));
        } catch (InterruptedException e) {
            throw new CompletionException(e);
        }
    }
}
