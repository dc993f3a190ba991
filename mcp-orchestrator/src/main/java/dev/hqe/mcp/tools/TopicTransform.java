package dev.hqe.mcp.tools;

import dev.hqe.kernel.topic.TopicManifest.Entry;
import dev.hqe.kernel.topic.TopicManifest.TransformSpec;
import dev.hqe.mcp.guest.TopicHost;
import dev.hqe.mcp.sandbox.CircuitOpen;
import dev.hqe.mcp.sandbox.DeadlineExceeded;
import dev.hqe.mcp.sandbox.GuestFault;
import dev.hqe.mcp.sandbox.HostFault;
import dev.hqe.mcp.sandbox.ModuleRefusedException;
import dev.hqe.mcp.sandbox.PermissionFault;
import dev.hqe.mcp.sandbox.RunInterrupted;
import dev.hqe.mcp.sandbox.RunRevoked;
import dev.hqe.mcp.sandbox.SandboxBusy;
import dev.hqe.mcp.sandbox.SandboxException;
import dev.hqe.mcp.sandbox.WasmProgram;
import dev.hqe.mcp.sandbox.WasmRun;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.function.BooleanSupplier;

/// A Topic's transform: its program, run once for each record. A WASI command gets the record as
/// one line of JSON on standard input, a function of an Extism plugin as its input.
///
/// Of what its Topic was granted it has the limits, the clock and random bytes; the workbench does
/// not answer it ([TransformHost]). It is not paused when it keeps failing: whoever reads a source
/// has to say of each record what became of it, and stops by himself.
///
/// Thread-safe. Get one from [TopicTools#transform].
public final class TopicTransform {

    /// So often a record waits for a place in the sandbox, for the sandbox's `queueWait` each.
    private static final int TURNS = 20;

    private final TopicRun run;
    private final TransformSpec spec;
    private final TopicCode program;
    private final BooleanSupplier current;

    /// @param current whether this is what its Topic offers now
    TopicTransform(TopicRun run, TransformSpec spec, TopicCode program, BooleanSupplier current) {
        this.run = run;
        this.spec = spec;
        this.program = program;
        this.current = current;
    }

    /// What makes the same of the same record has the same version.
    ///
    /// @throws ModuleRefusedException if the file cannot be read or is not admitted
    public String version() throws InterruptedException {
        return program.use(WasmProgram::sha256) + " " + spec.entry();
    }

    /// Gives it a record.
    ///
    /// @param record JSON in UTF-8, on one line
    /// @throws InterruptedException if the calling thread is interrupted; the program is stopped
    public Transformed apply(byte[] record) throws InterruptedException {
        if (!current.getAsBoolean()) {
            return new Transformed.Stopped(
                    "the Topic "
                            + run.topic().id()
                            + " was changed or withdrawn while it was in use");
        }
        for (int turn = 1; ; turn++) {
            try {
                return program.use(loaded -> run(loaded, record));
            } catch (SandboxBusy busy) {
                if (turn == TURNS) {
                    return new Transformed.Stopped(String.valueOf(busy.getMessage()));
                }
            } catch (SandboxException e) {
                return ended(e);
            }
        }
    }

    private Transformed run(WasmProgram loaded, byte[] record) {
        loaded.awaitCompiled(TopicRun.COMPILE_WAIT);
        try (TopicHost host = run.hosts().open(spec.name())) {
            var grant = run.grant(0).withHost(new TransformHost(host)).withGroup(run.transforms());
            WasmRun ended =
                    switch (spec.entry()) {
                        case Entry.Command(var args) -> loaded.run(args, line(record), grant);
                        case Entry.Export(String function) ->
                                loaded.callExport(function, record, grant);
                    };
            return ended.exitCode() == 0
                    ? new Transformed.Answered(ended.stdout())
                    : new Transformed.Failed(ProgramText.complaint(ended, spec.name()));
        }
    }

    private static InputStream line(byte[] record) {
        return new SequenceInputStream(
                new ByteArrayInputStream(record), new ByteArrayInputStream(new byte[] {'\n'}));
    }

    private static Transformed ended(SandboxException e) throws InterruptedException {
        String message = String.valueOf(e.getMessage());
        return switch (e) {
            case RunInterrupted interrupted -> throw SandboxEnds.cancelled(interrupted);
            case GuestFault fault -> new Transformed.Failed(message);
            case DeadlineExceeded late -> new Transformed.Failed(message);
            case PermissionFault fault -> new Transformed.Failed(message);
            case RunRevoked revoked -> new Transformed.Stopped(message);
            case ModuleRefusedException refused -> new Transformed.Stopped(message);
            case CircuitOpen paused -> new Transformed.Stopped(message);
            case SandboxBusy busy -> new Transformed.Stopped(message);
            case HostFault fault -> {
                SandboxEnds.log(fault);
                yield new Transformed.Stopped(message);
            }
        };
    }
}
