package dev.hqe.mcp.sandbox;

import java.util.function.BooleanSupplier;

/// One run as its imported functions see it: what it was granted, its WASI streams, its Extism
/// blocks. Used by the guest's thread only until the guest has ended.
///
/// @param wasi its arguments and standard streams
/// @param plugin its Extism memory and the way to the host
/// @param memoryPages linear memory it may have
/// @param stopped whether the caller has given the run up
record GuestRun(WasiCalls wasi, PluginCalls plugin, int memoryPages, BooleanSupplier stopped) {

    /// Does one call of an imported function.
    ///
    /// @return its result; to be dropped if it has none
    long call(ImportedFunction function, GuestMemory memory, long[] args) {
        // A stream or a host may have swallowed the interruption that was meant to end the run.
        if (stopped.getAsBoolean()) {
            throw new RunInterrupted(wasi.program() + ": stopped");
        }
        return switch (function) {
            case WasiFunction f -> f.call().answer(wasi, memory, args);
            case EnvFunction f -> f.call().answer(plugin, args);
            case UserFunction f -> plugin.user(f.call(), args[0]);
        };
    }
}
