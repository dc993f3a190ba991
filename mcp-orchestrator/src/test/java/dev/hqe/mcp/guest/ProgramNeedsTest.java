package dev.hqe.mcp.guest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hqe.kernel.topic.Permissions;
import dev.hqe.kernel.topic.ProgramInspection.Findings;
import dev.hqe.kernel.topic.ProgramInspection.Need;
import dev.hqe.kernel.topic.Topic;
import dev.hqe.kernel.topic.TopicReader;
import dev.hqe.mcp.sandbox.CompileMode;
import dev.hqe.mcp.sandbox.GuestPrograms;
import dev.hqe.mcp.sandbox.HostCall;
import dev.hqe.mcp.sandbox.SandboxLimits;
import dev.hqe.mcp.sandbox.WasmSandbox;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProgramNeedsTest {

    private final WasmSandbox sandbox =
            new WasmSandbox(SandboxLimits.DEFAULT, CompileMode.INTERPRETED);
    private final Path file;

    ProgramNeedsTest(@TempDir Path work) {
        file = work.resolve("program.wasm");
    }

    @AfterEach
    void close() {
        sandbox.close();
    }

    private Findings inspect(byte[] program) throws Exception {
        Files.write(file, program);
        return new ProgramNeeds(sandbox).inspect(file);
    }

    @ParameterizedTest
    @EnumSource(HostCall.class)
    void aFunctionOfTheWorkbenchsNeedsThePermissionThatItsLineGives(HostCall function)
            throws Exception {
        Findings findings = inspect(GuestPrograms.asks(function));

        assertThat(findings.problems()).isEmpty();
        assertThat(findings.needs()).hasSize(1);
        Need need = findings.needs().getFirst();
        assertThat(need.function()).isEqualTo("extism:host/user " + function.function());
        assertThat(isGranted(need, "{}")).isFalse();
        String line =
                need.line()
                        .replace("KIND", "Reading")
                        .replace("HOST", "a.test")
                        .replace("NAME", "key")
                        .replace("SUBJECT", "alerts");
        String http = line.contains("a.test") ? ", http: [{host: a.test}]" : "";
        assertThat(isGranted(need, "{" + line + http + "}")).as(line).isTrue();
    }

    @Test
    void requestsNeedAHostAndAnEchoNeedsNothing() throws Exception {
        assertThat(inspect(GuestPrograms.fetches()).needs())
                .extracting(Need::permission)
                .containsExactly("http");
        assertThat(inspect(GuestPrograms.pluginEcho()).needs()).isEmpty();
    }

    @Test
    void whatARuntimeImportsOnItsOwnIsNotHeldAgainstAProgram() throws Exception {
        assertThat(inspect(GuestPrograms.opensAFile()))
                .isEqualTo(new Findings(List.of(), List.of(), List.of()));
    }

    @Test
    void whatTheSandboxDoesNotAdmitIsAProblem() throws Exception {
        assertThat(inspect(GuestPrograms.memoryOf4GiB()).problems())
                .singleElement()
                .asString()
                .contains("65536");
    }

    /// As the catalog judges it.
    private boolean isGranted(Need need, String permissions) throws Exception {
        return topicWith(permissions).manifest().permissions().items().stream()
                .map(Permissions.Item::key)
                .anyMatch(key ->
                        key.equals(need.permission()) || key.startsWith(need.permission() + " "));
    }

    private Topic topicWith(String permissions) throws Exception {
        Path folder = file.resolveSibling("weather");
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("reading.json"), "{}");
        Files.writeString(
                folder.resolve("topic.yaml"),
                "id: weather\nname: Weather\nversion: 1.0.0\ndata_schema: {Reading: reading.json}\n"
                        + "permissions: "
                        + permissions
                        + "\n");
        return TopicReader.read(folder, "weather");
    }
}
