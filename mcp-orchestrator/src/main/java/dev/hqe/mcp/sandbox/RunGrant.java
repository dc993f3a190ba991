package dev.hqe.mcp.sandbox;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;

/// What one run may take and ask for. Start from [#NONE] and add what was granted.
///
/// [SandboxLimits.Run] is the ceiling: whatever is larger here is cut to it.
///
/// @param cpu CPU time of the guest's own code. It does not count while the guest waits for the
///   host, nor while other processes have the processor.
/// @param wall time by the clock from start to end; a cap for guests that wait
/// @param memoryPages linear memory in pages of 64 KiB, and as much again of Extism memory
/// @param outputBytes standard output or Extism output
/// @param clock what the guest reads the time from; absent if it may not
/// @param entropyBytes random bytes it may draw in one run; 0 if it may not
/// @param host who answers everything else
/// @param group the Topic it counts for; a run without one has only the sandbox's own limits
public record RunGrant(
        Duration cpu,
        Duration wall,
        int memoryPages,
        int outputBytes,
        Optional<InstantSource> clock,
        int entropyBytes,
        GuestHost host,
        Optional<RunGroup> group) {

    /// No clock, no random bytes, no host; the sandbox's own limits.
    public static final RunGrant NONE =
            new RunGrant(
                    Duration.ofDays(1),
                    Duration.ofDays(1),
                    Integer.MAX_VALUE,
                    Integer.MAX_VALUE,
                    Optional.empty(),
                    0,
                    GuestHost.none(),
                    Optional.empty());

    /// Random bytes that [#withEntropy()] gives: keys and hash seeds, not bulk data.
    public static final int ENTROPY_BYTES = 64 << 10;

    public RunGrant {
        requirePositive("cpu", cpu);
        requirePositive("wall", wall);
        requirePositive("memoryPages", memoryPages);
        requirePositive("outputBytes", outputBytes);
        Objects.requireNonNull(clock, "clock");
        if (entropyBytes < 0) {
            throw new IllegalArgumentException("entropyBytes must not be negative");
        }
        Objects.requireNonNull(host, "host");
        Objects.requireNonNull(group, "group");
    }

    private static void requirePositive(String name, Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException(name + " must be positive, was " + value);
        }
    }

    private static void requirePositive(String name, int value) {
        if (value <= 0) {
            throw new IllegalArgumentException(name + " must be positive, was " + value);
        }
    }

    /// This with another CPU time.
    public RunGrant withCpu(Duration time) {
        return new RunGrant(time, wall, memoryPages, outputBytes, clock, entropyBytes, host, group);
    }

    /// This with another wall time.
    public RunGrant withWall(Duration time) {
        return new RunGrant(cpu, time, memoryPages, outputBytes, clock, entropyBytes, host, group);
    }

    /// This with another memory limit, in pages of 64 KiB.
    public RunGrant withMemoryPages(int pages) {
        return new RunGrant(cpu, wall, pages, outputBytes, clock, entropyBytes, host, group);
    }

    /// This with another output limit, in bytes.
    public RunGrant withOutputBytes(int bytes) {
        return new RunGrant(cpu, wall, memoryPages, bytes, clock, entropyBytes, host, group);
    }

    /// This with a clock.
    public RunGrant withClock(InstantSource source) {
        return new RunGrant(
                cpu,
                wall,
                memoryPages,
                outputBytes,
                Optional.of(source),
                entropyBytes,
                host,
                group);
    }

    /// This with [#ENTROPY_BYTES] random bytes.
    public RunGrant withEntropy() {
        return new RunGrant(cpu, wall, memoryPages, outputBytes, clock, ENTROPY_BYTES, host, group);
    }

    /// This with another host.
    public RunGrant withHost(GuestHost other) {
        return new RunGrant(cpu, wall, memoryPages, outputBytes, clock, entropyBytes, other, group);
    }

    /// This as a run of a group.
    public RunGrant withGroup(RunGroup of) {
        return new RunGrant(
                cpu, wall, memoryPages, outputBytes, clock, entropyBytes, host, Optional.of(of));
    }

    /// This, nowhere more than the sandbox allows any run.
    RunGrant within(SandboxLimits.Run limits) {
        return new RunGrant(
                shorter(cpu, limits.deadline()),
                shorter(wall, limits.deadline()),
                Math.min(memoryPages, limits.memoryPages()),
                Math.min(outputBytes, limits.outputBytes()),
                clock,
                entropyBytes,
                host,
                group);
    }

    private static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }
}
