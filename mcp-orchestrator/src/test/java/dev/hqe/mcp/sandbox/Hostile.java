package dev.hqe.mcp.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A module that means harm, and what must become of it.
///
/// @param name what it tries
/// @param wasm writes it
/// @param export what is called; `_start` if empty
/// @param end how that must end
record Hostile(String name, Supplier<byte[]> wasm, Optional<String> export, End end) {

    /// How a hostile module ends.
    enum End {
        /// It is not let in.
        REFUSED,
        /// Its time is up.
        STOPPED,
        /// The time is up while it waits.
        WOKEN,
        TRAPPED,
        OVERFLOWED,
        FLOODED,
        DENIED,
        HOST_CALL,
        HOST_LIMIT,
        /// It ends by itself and has got nothing.
        HARMLESS;

        /// What it is granted: little CPU time if it must run out of it, else enough on a slow
        /// machine.
        RunGrant grant() {
            return RunGrant.NONE
                    .withCpu(Duration.ofMillis(this == STOPPED ? 120 : 10_000))
                    .withWall(Duration.ofMillis(this == WOKEN ? 120 : 25_000));
        }

        void verify(@Nullable Throwable thrown) {
            switch (this) {
                case REFUSED -> assertThat(thrown).isInstanceOf(ModuleRefusedException.class);
                case STOPPED -> stopped(thrown, DeadlineExceeded.Clock.CPU);
                case WOKEN -> stopped(thrown, DeadlineExceeded.Clock.WALL);
                case TRAPPED -> faulted(thrown, GuestFault.Kind.TRAP);
                case OVERFLOWED -> faulted(thrown, GuestFault.Kind.STACK_EXHAUSTED);
                case FLOODED -> faulted(thrown, GuestFault.Kind.OUTPUT_LIMIT);
                case DENIED -> assertThat(thrown).isInstanceOf(PermissionFault.class);
                case HOST_CALL -> faulted(thrown, GuestFault.Kind.HOST_CALL);
                case HOST_LIMIT -> faulted(thrown, GuestFault.Kind.HOST_LIMIT);
                case HARMLESS -> assertThat(thrown).isNull();
            }
        }

        private static void stopped(@Nullable Throwable thrown, DeadlineExceeded.Clock clock) {
            assertThat(thrown)
                    .isInstanceOfSatisfying(
                            DeadlineExceeded.class,
                            late -> assertThat(late.clock()).isEqualTo(clock))
                    .hasMessageNotContaining("given up");
        }

        private static void faulted(@Nullable Throwable thrown, GuestFault.Kind kind) {
            assertThat(thrown)
                    .isInstanceOfSatisfying(
                            GuestFault.class, fault -> assertThat(fault.kind()).isEqualTo(kind));
        }
    }

    static List<Hostile> all() {
        return Stream.of(
                        HostileLoops.all(),
                        HostileBombs.all(),
                        HostileBinaries.all(),
                        HostilePlugins.all())
                .flatMap(List::stream)
                .toList();
    }

    static Hostile command(String name, End end, Supplier<byte[]> wasm) {
        return new Hostile(name, wasm, Optional.empty(), end);
    }

    static Hostile plugin(String name, End end, Supplier<byte[]> wasm) {
        return new Hostile(name, wasm, Optional.of("run"), end);
    }

    @Override
    public String toString() {
        return name;
    }
}
