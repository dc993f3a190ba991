package dev.hqe.mcp.sandbox;

import java.io.InputStream;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Calls every function a guest can import once, so that no class is initialised for the first time
/// by a guest that has recursed to the end of its stack: a class whose initialiser overflows the
/// stack stays broken as long as this JVM lives, for everybody.
final class WarmUp {
    private WarmUp() {}

    static void all() {
        RunGrant granted =
                RunGrant.NONE
                        .withClock(InstantSource.system())
                        .withEntropy()
                        .withHost(new Obliging())
                        .within(SandboxLimits.Run.DEFAULT);
        HostPort.requireStack();
        for (RunGrant grant : List.of(granted, RunGrant.NONE.within(SandboxLimits.Run.DEFAULT))) {
            for (String module : ImportedFunction.modules()) {
                for (String name : ImportedFunction.names(module)) {
                    for (int first = 0; first <= WasiFunction.ROOT; first++) {
                        call(grant, ImportedFunction.named(module, name).orElseThrow(), first);
                    }
                }
            }
        }
    }

    private static void call(RunGrant grant, ImportedFunction function, int first) {
        WasiCalls wasi =
                new WasiCalls(
                        "warm-up",
                        SandboxLimits.Run.DEFAULT,
                        grant,
                        List.of(new byte[1]),
                        InputStream.nullInputStream());
        PluginCalls plugin = new PluginCalls("warm-up", grant);
        GuestRun run = new GuestRun(wasi, plugin, 1, () -> false);
        long[] args = new long[9];
        Arrays.fill(args, 1);
        args[0] = first;
        if (first == 1 && !(function instanceof WasiFunction)) {
            plugin.input("{\"url\":\"\"}".getBytes(StandardCharsets.UTF_8));
            args[0] = plugin.inputOffset();
            args[1] = 0;
        }
        try {
            run.call(function, new OnesMemory(), args);
        } catch (PermissionFault | GuestFault | GuestExit e) {
            // What it is meant to do.
        }
    }

    /// Answers everything, with little.
    private record Obliging() implements GuestHost {
        @Override
        public HostAnswer<byte[]> call(HostCall function, byte[] request) {
            return new HostAnswer.Failed<>("warm-up");
        }

        @Override
        public HostAnswer<HttpAnswer> http(HttpCall request) {
            return new HostAnswer.Value<>(new HttpAnswer(200, Map.of(), new byte[1]));
        }

        @Override
        public Optional<String> config(String key) {
            return Optional.of("warm-up");
        }

        @Override
        public void log(Level level, String text) {
            // Not worth keeping.
        }
    }

    private static final class OnesMemory implements GuestMemory {
        @Override
        public int readInt(int address) {
            return 1;
        }

        @Override
        public long readLong(int address) {
            return 1;
        }

        @Override
        public void writeInt(int address, int value) {}

        @Override
        public void writeLong(int address, long value) {}

        @Override
        public byte[] read(int address, int length) {
            return new byte[length];
        }

        @Override
        public void write(int address, byte[] bytes, int length) {}
    }
}
