package dev.hqe.mcp.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hqe.kernel.store.StorageException;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// Modules that speak Extism's ABI, and their way to the host.
@ParameterizedClass
@EnumSource(names = {"INTERPRETED", "COMPILED"})
@Timeout(120)
class ExtismPluginTest {
    @Parameter CompileMode mode = CompileMode.INTERPRETED;

    private final RecordingHost host = new RecordingHost();
    private RunGrant grant = RunGrant.NONE;
    private WasmSandbox sandbox = new WasmSandbox(SandboxLimits.DEFAULT, CompileMode.INTERPRETED);

    @BeforeEach
    void open() {
        sandbox.close();
        sandbox = new WasmSandbox(SandboxLimits.DEFAULT, mode);
        grant = RunGrant.NONE.withHost(host);
    }

    @AfterEach
    void close() {
        sandbox.close();
    }

    private WasmRun call(byte[] wasm, String export, String input) {
        try (WasmProgram program = sandbox.load("plugin.wasm", wasm)) {
            return program.callExport(export, input.getBytes(UTF_8), grant);
        }
    }

    @Test
    void givesTheInputAndTakesTheOutputOfAPluginWithoutMemory() {
        WasmRun run = call(Plugins.echo(), "echo", "hello");

        assertThat(run.exitCode()).isZero();
        assertThat(run.stdoutText()).isEqualTo("hello");
        assertThat(run.peakMemoryPages()).isZero();
    }

    @Test
    void copiesByteByByteAcrossPages() {
        String text = "0123456789".repeat(20_000);

        WasmRun run = call(Plugins.copy(), "copy", text);

        assertThat(run.stdoutText()).isEqualTo(text);
    }

    @Test
    void takesEmptyInput() {
        assertThat(call(Plugins.echo(), "echo", "").stdout()).isEmpty();
    }

    @Test
    void passesAHostCallOnAndItsAnswerBack() {
        host.answering(request -> new HostAnswer.Value<>("{\"id\":7}".getBytes(UTF_8)));

        WasmRun run =
                call(Plugins.passes(UserFunction.MODULE, "hqe_entity_get"), "ask", "{\"id\":7}");

        assertThat(host.asked).containsExactly("hqe_entity_get {\"id\":7}");
        assertThat(run.stdoutText()).isEqualTo("{\"id\":7}");
    }

    @Test
    void answersNullForWhatIsAbsent() {
        host.answering(request -> new HostAnswer.Absent<>());

        WasmRun run = call(Plugins.passes(UserFunction.MODULE, "hqe_kv_get"), "ask", "{}");

        assertThat(run.stdoutText()).isEqualTo("null");
    }

    @Test
    void givesTheGuestTheErrorOfACallThatFailed() {
        host.answering(request -> new HostAnswer.Failed<>("'price' must be a number"));

        WasmRun run = call(Plugins.passes(UserFunction.MODULE, "hqe_entity_put"), "ask", "{}");

        assertThat(run.stdoutText()).isEqualTo("{\"error\":\"'price' must be a number\"}");
    }

    @Test
    void endsARunThatAsksForWhatIsNotGranted() {
        grant = RunGrant.NONE;

        assertThatThrownBy(() -> call(Plugins.fetches(), "fetch", "{\"url\":\"http://a.example\"}"))
                .isInstanceOfSatisfying(
                        PermissionFault.class,
                        fault -> assertThat(fault.permission()).isEqualTo(Permission.HTTP))
                .hasMessageContaining("permission 'http' is not granted")
                .hasMessageContaining("permissions.http in topic.yaml")
                .hasMessageContaining("hqe topic grant");
    }

    @Test
    void saysInTheHostsWordsWhatIsNotGranted() {
        host.serving(call ->
                new HostAnswer.Refused<>(Permission.HTTP, "GET a.example is not granted; add it"));

        assertThatThrownBy(() -> call(Plugins.fetches(), "fetch", "{\"url\":\"http://a.example\"}"))
                .isInstanceOf(PermissionFault.class)
                .hasMessageContaining("GET a.example is not granted; add it");
    }

    @Test
    void makesAnHttpRequestThroughTheHost() {
        host.serving(call ->
                new HostAnswer.Value<>(
                        new HttpAnswer(200, Map.of("a", "b"), "sunny".getBytes(UTF_8))));

        WasmRun run =
                call(
                        Plugins.fetches(),
                        "fetch",
                        "{\"url\":\"https://a.example/x\",\"method\":\"post\",\"headers\":{\"H\":\"v\"}}");

        assertThat(run.exitCode()).isZero();
        assertThat(run.stdoutText()).isEqualTo("sunny");
        assertThat(host.asked).containsExactly("POST https://a.example/x {H=v}");
    }

    @Test
    void endsARunWhoseHttpRequestFails() {
        host.serving(call -> new HostAnswer.Failed<>("a.example does not answer"));

        assertThatThrownBy(() -> call(Plugins.fetches(), "fetch", "{\"url\":\"http://a.example\"}"))
                .isInstanceOfSatisfying(
                        GuestFault.class,
                        fault -> assertThat(fault.kind()).isEqualTo(GuestFault.Kind.HOST_CALL))
                .hasMessageContaining("a.example does not answer");
    }

    @Test
    void blamesTheHostThatThrows() {
        host.answering(request -> {
            throw new IllegalStateException("store is closed");
        });

        assertThatThrownBy(
                        () -> call(Plugins.passes(UserFunction.MODULE, "hqe_publish"), "ask", "{}"))
                .isInstanceOf(HostFault.class)
                .hasMessage("plugin.wasm: the host failed in hqe_publish")
                .hasRootCauseMessage("store is closed");
    }

    @Test
    void saysWhatTheHostKnowsOfItsFailure() {
        host.answering(request -> {
            throw new StorageException("x.db: a write failed: the disk is full", null);
        });

        assertThatThrownBy(
                        () -> call(Plugins.passes(UserFunction.MODULE, "hqe_publish"), "ask", "{}"))
                .isInstanceOf(HostFault.class)
                .hasMessage(
                        "plugin.wasm: the host failed in hqe_publish: x.db: a write failed: the"
                                + " disk is full");
    }

    @Test
    void givesSettings() {
        host.with(Map.of("city", "Ulm"));

        WasmRun there = call(Plugins.passes(Plugins.ENV, "config_get"), "ask", "city");
        WasmRun missing = call(Plugins.passes(Plugins.ENV, "config_get"), "ask", "country");

        assertThat(there.stdoutText()).isEqualTo("Ulm");
        assertThat(missing.stdout()).isEmpty();
    }

    @Test
    void reportsTheErrorThatThePluginSet() {
        WasmRun failed = call(Plugins.fails(3), "fail", "no such city");
        WasmRun forgot = call(Plugins.fails(0), "fail", "no such city");

        assertThat(failed.exitCode()).isEqualTo(3);
        assertThat(failed.stderr()).isEqualTo("no such city");
        assertThat(forgot.exitCode()).isEqualTo(1);
    }

    @Test
    void saysWhatErrorAPluginSetBeforeItTrapped() {
        assertThatThrownBy(() -> call(Plugins.failsAndTraps(), "fail", "index out of range"))
                .isInstanceOf(GuestFault.class)
                .hasMessageContaining("trap: ")
                .hasMessageEndingWith("; its error: index out of range");
    }

    @Test
    void keepsVariablesUntilTheRunEnds() {
        byte[] wasm = Plugins.remembers();
        WasmRun first = call(wasm, "remember", "");
        WasmRun second = call(wasm, "remember", "");
        WasmRun same = call(wasm, "remember_twice", "");

        assertThat(first.exitCode()).isZero();
        assertThat(second.exitCode()).isZero();
        assertThat(same.exitCode()).isEqualTo(1);
    }

    @Test
    void initialisesTheModuleBeforeItsExport() {
        var module = new WasmModuleBuilder();
        int set = module.function(":", "", c -> c.store(0, 5));
        byte[] wasm =
                module.export("_initialize", 0, set)
                        .exported("value", "", c -> c.i32(0).load())
                        .build();

        assertThat(call(wasm, "value", "").exitCode()).isEqualTo(5);
    }

    @Test
    void namesTheExportsThereAre() {
        assertThatThrownBy(() -> call(Plugins.echo(), "ecco", ""))
                .isInstanceOf(ModuleRefusedException.class)
                .hasMessageContaining(
                        "has no export 'ecco' of type () -> i32 (did you mean 'echo'?); it has [echo]");
    }

    @Test
    void dropsALogBeyondItsLines() {
        call(Plugins.repeats("log_info", 5_000), "repeat", "");

        assertThat(host.logged).hasSize(1_001);
        assertThat(host.logged.getLast()).endsWith("further lines of this run are dropped");
    }

    @Test
    void reachesTheHostFromAWasiCommandToo() {
        var module = new WasmModuleBuilder();
        int publish = module.imported(UserFunction.MODULE, "hqe_publish", "j:j");
        byte[] wasm = module.main("", c -> c.i64(0).call(publish).drop()).build();

        try (WasmProgram program = sandbox.load("command.wasm", wasm)) {
            program.run(java.util.List.of(), java.io.InputStream.nullInputStream(), grant);
        }

        assertThat(host.asked).containsExactly("hqe_publish ");
    }

    @Test
    void tellsWhatAModuleNeedsFromItsImports() {
        try (WasmProgram program = sandbox.load("plugin.wasm", Plugins.fetches())) {
            ModuleInspection inspection = program.inspection();

            assertThat(inspection.callable()).containsExactly("fetch");
            assertThat(inspection.permissions()).containsExactly(Permission.HTTP);
            assertThat(inspection.intended()).containsExactly(Permission.HTTP);
            assertThat(inspection.imports())
                    .contains(
                            new ModuleInspection.Import(
                                    "extism:host/env",
                                    "http_request",
                                    Optional.of(Permission.HTTP)));
        }
    }
}
