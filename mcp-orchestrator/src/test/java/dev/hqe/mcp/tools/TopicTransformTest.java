package dev.hqe.mcp.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hqe.kernel.entity.TopicId;
import dev.hqe.kernel.topic.Topic;
import dev.hqe.kernel.topic.TopicReader;
import dev.hqe.mcp.sandbox.CompileMode;
import dev.hqe.mcp.sandbox.GuestPrograms;
import dev.hqe.mcp.sandbox.HostCall;
import dev.hqe.mcp.sandbox.SandboxLimits;
import dev.hqe.mcp.sandbox.WasmSandbox;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Transforms are real Wasm modules, run in the sandbox with what their Topic is granted.
@Timeout(120)
class TopicTransformTest {

    private static final TopicId SHOP = new TopicId("shop");
    private static final byte[] RECORD = "{\"a\":1}".getBytes(StandardCharsets.UTF_8);
    private static final int UNTIL_A_TOOL_IS_PAUSED = 5;

    private final WasmSandbox sandbox =
            new WasmSandbox(SandboxLimits.DEFAULT, CompileMode.INTERPRETED);
    private final Path folder;
    private final WorkbenchForTests workbench;
    private final TopicTools programs;

    TopicTransformTest(@TempDir Path work) {
        folder = work.resolve("shop");
        workbench = new WorkbenchForTests(work);
        programs = new TopicTools(List.of(), sandbox, workbench.services());
    }

    @AfterEach
    void close() {
        programs.close();
        workbench.close();
        sandbox.close();
    }

    /// A Topic with one transform.
    ///
    /// @param more of the transform, such as `export: echo`
    private TopicTransform transform(byte[] program, String more) throws Exception {
        programs.reload(List.of(topic(program, more)));
        return programs.transform(SHOP, "split").orElseThrow();
    }

    private Topic topic(byte[] program, String more) throws Exception {
        Files.createDirectories(folder);
        Files.write(folder.resolve("split.wasm"), program);
        Files.writeString(
                folder.resolve("topic.yaml"),
                """
                id: shop
                name: Shop
                version: 1.0.0
                permissions: {memory: true, limits: {cpu_ms: 200, output_bytes: 1024}}
                capabilities:
                  transforms:
                    - name: split
                      wasm: split.wasm
                """
                        + more);
        return TopicReader.read(folder, "shop");
    }

    private static String answer(Transformed of) {
        assertThat(of).isInstanceOf(Transformed.Answered.class);
        return new String(((Transformed.Answered) of).output(), StandardCharsets.UTF_8);
    }

    private static String why(Transformed of) {
        assertThat(of).isInstanceOf(Transformed.Failed.class);
        return ((Transformed.Failed) of).why();
    }

    @Test
    void aCommandIsGivenTheRecordAsALine() throws Exception {
        TopicTransform echo = transform(GuestPrograms.echo(), "");

        assertThat(answer(echo.apply(RECORD))).isEqualTo("{\"a\":1}\n");
    }

    @Test
    void aFunctionOfAPluginIsGivenTheRecordAsItsInput() throws Exception {
        TopicTransform echo = transform(GuestPrograms.pluginEcho(), "      export: echo\n");

        assertThat(answer(echo.apply(RECORD))).isEqualTo("{\"a\":1}");
    }

    @Test
    void itsOwnWordsAreTheReason() throws Exception {
        TopicTransform refuses = transform(GuestPrograms.complains("no such currency"), "");

        assertThat(why(refuses.apply(RECORD))).isEqualTo("no such currency");
    }

    @Test
    void itEndsWhenItsTimeIsUp() throws Exception {
        TopicTransform endless = transform(GuestPrograms.endless(), "");

        assertThat(why(endless.apply(RECORD)))
                .contains("split.wasm: stopped after its 200 ms of CPU time");
    }

    @Test
    void itMayNotAnswerMoreThanItIsGranted() throws Exception {
        TopicTransform echo = transform(GuestPrograms.echo(), "");

        assertThat(why(echo.apply(new byte[2000]))).contains("1024");
    }

    @Test
    void itMayAskForNothingWhateverItsTopicWasGranted() throws Exception {
        TopicTransform asks =
                transform(GuestPrograms.asks(HostCall.MEMORY_SEARCH), "      export: ask\n");

        assertThat(why(asks.apply(RECORD)))
                .contains("a transform computes and may do nothing else");
    }

    @Test
    void itIsNotPausedHoweverOftenItFails() throws Exception {
        TopicTransform traps = transform(GuestPrograms.pluginTraps(), "      export: run\n");

        for (int i = 0; i < 2 * UNTIL_A_TOOL_IS_PAUSED; i++) {
            assertThat(why(traps.apply(RECORD))).contains("trap");
        }
        assertThat(programs.paused()).isEmpty();
    }

    @Test
    void itStopsWhenItsTopicIsRevoked() throws Exception {
        TopicTransform echo = transform(GuestPrograms.echo(), "");

        programs.revoke(SHOP);

        assertThat(echo.apply(RECORD)).isInstanceOf(Transformed.Stopped.class);
    }

    @Test
    void itStopsWhenItsTopicHasAnotherProgramNow() throws Exception {
        TopicTransform before = transform(GuestPrograms.echo(), "");
        String version = before.version();

        TopicTransform now = transform(GuestPrograms.says("[]"), "");

        assertThat(before.apply(RECORD))
                .isInstanceOfSatisfying(
                        Transformed.Stopped.class,
                        stopped ->
                                assertThat(stopped.why())
                                        .contains("the Topic shop was changed or withdrawn"));
        assertThat(answer(now.apply(RECORD))).isEqualTo("[]");
        assertThat(now.version()).isNotEqualTo(version);
    }

    @Test
    void itStaysTheSameWhenItsTopicIsReadAgain() throws Exception {
        TopicTransform before = transform(GuestPrograms.echo(), "");

        programs.reload(List.of(TopicReader.read(folder, "shop")));

        assertThat(answer(before.apply(RECORD))).isEqualTo("{\"a\":1}\n");
    }

    @Test
    void whoIsInterruptedStopsIt() throws Exception {
        TopicTransform endless = transform(GuestPrograms.endless(), "");

        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> endless.apply(RECORD)).isInstanceOf(InterruptedException.class);
    }

    @Test
    void aFileThatIsNoProgramStopsIt() throws Exception {
        TopicTransform none = transform(new byte[] {1, 2, 3}, "");

        assertThat(none.apply(RECORD)).isInstanceOf(Transformed.Stopped.class);
    }
}
