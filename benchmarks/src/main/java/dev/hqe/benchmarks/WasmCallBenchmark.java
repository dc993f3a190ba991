package dev.hqe.benchmarks;

import dev.hqe.mcp.sandbox.CompileMode;
import dev.hqe.mcp.sandbox.SandboxLimits;
import dev.hqe.mcp.sandbox.WasmProgram;
import dev.hqe.mcp.sandbox.WasmSandbox;
import dev.hqe.topics.codeaudit.guest.CodeAudit;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// One call of `find_secrets`: its Wasm program in the sandbox, a fresh instance each time, beside
/// the very same Java code called directly.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class WasmCallBenchmark {

    private static final String LINE = "String greeting = \\\"hello\\\"; // line of a program\\n";

    /// Size of the text to search. The smallest shows what a call costs, the largest what the code
    /// costs.
    @Param({"100", "10000", "1000000"})
    public int textChars;

    private final WasmSandbox compiled =
            new WasmSandbox(SandboxLimits.DEFAULT, CompileMode.COMPILED);
    private byte[] input = {};
    private WasmProgram program = load(compiled);

    private static WasmProgram load(WasmSandbox sandbox) {
        Path topic = Path.of(System.getProperty("hqe.benchmarks.topic"));
        return sandbox.load(topic.resolve("tools/code-audit.wasm"));
    }

    @Setup
    public void prepare() {
        String text = LINE.repeat(textChars / LINE.length() + 1);
        input = ("{\"text\": \"" + text + "\"}\n").getBytes(StandardCharsets.UTF_8);
        String wasm = new String(wasmInSandbox(), StandardCharsets.UTF_8);
        String java = new String(plainJava(), StandardCharsets.UTF_8);
        if (!wasm.strip().equals(java.strip())) {
            throw new IllegalStateException("they do not answer the same: " + wasm + java);
        }
    }

    @TearDown
    public void close() {
        program.close();
        compiled.close();
    }

    @Benchmark
    public byte[] wasmInSandbox() {
        return program.run(
                        List.of("find_secrets"),
                        new ByteArrayInputStream(input),
                        Duration.ofSeconds(30))
                .stdout();
    }

    @Benchmark
    public byte[] plainJava() {
        ByteArrayInputStream in = new ByteArrayInputStream(input);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        CodeAudit.TOOLS.call("find_secrets", in::read, out::write);
        return out.toByteArray();
    }
}
