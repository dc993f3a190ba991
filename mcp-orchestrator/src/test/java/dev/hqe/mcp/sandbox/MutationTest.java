package dev.hqe.mcp.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// Whole programs with a few bytes changed: each mutant ends in one of the ways a guest can end.
///
/// 4,000 interpreted and 800 compiled, or as many of both as `-Dhqe.mutations=10000` says, of the
/// programs that are built here, or of those in the folder that `-Dhqe.mutated=FOLDER` names. The
/// random numbers are the same every time.
@ParameterizedClass
@EnumSource(names = {"INTERPRETED", "COMPILED"})
@Timeout(1_200)
class MutationTest {
    private static final byte[] INPUT =
            "the quick brown fox jumps over the lazy dog".getBytes(StandardCharsets.UTF_8);

    /// As much as the product gives: a Java guest's heap does not fit into less.
    private static final int PAGES = 1280;

    private enum End {
        ENDED,
        REFUSED,
        FAILED,
        STOPPED
    }

    @Parameter CompileMode mode = CompileMode.INTERPRETED;

    private static List<byte[]> programs() throws IOException {
        String folder = System.getProperty("hqe.mutated");
        return folder == null ? built() : found(Path.of(folder));
    }

    private static List<byte[]> found(Path folder) throws IOException {
        List<byte[]> programs = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.wasm")) {
            for (Path file : files) {
                programs.add(Files.readAllBytes(file));
            }
        }
        return programs;
    }

    private static List<byte[]> built() {
        return List.of(
                RealisticGuest.wasm(),
                Guests.rich(),
                Guests.echo(),
                Guests.arguments(),
                Plugins.copy(),
                Plugins.remembers(),
                Plugins.fetches());
    }

    private static List<Function<Mutation, byte[]>> mutations() {
        return List.of(
                Mutation::replace,
                Mutation::flip,
                Mutation::insert,
                Mutation::delete,
                Mutation::repeat,
                Mutation::lengthen,
                Mutation::cutOff,
                Mutation::splice);
    }

    /// One way to damage a module.
    // Short-lived and never compared.
    @SuppressWarnings("ArrayRecordComponent")
    private record Mutation(byte[] whole, byte[] other, Random random) {
        /// Mostly in the last part, which is code and data: a changed name of an import or a
        /// changed type is refused at once and tells little.
        private int place() {
            int from = random.nextInt(16) == 0 ? 8 : whole.length / 2;
            return from + random.nextInt(whole.length - from);
        }

        /// Most of the others break a section's length, and the scan sees that; these get further.
        byte[] inPlace() {
            return switch (random.nextInt(4)) {
                case 0 -> replace();
                case 1 -> flip();
                case 2 -> nudge();
                default -> copy();
            };
        }

        /// A number, an index or an opcode next to the one it was.
        byte[] nudge() {
            byte[] mutant = whole.clone();
            mutant[place()] += (byte) (random.nextBoolean() ? 1 : -1);
            return mutant;
        }

        /// A byte from elsewhere in the program, which is more often a sensible one.
        byte[] copy() {
            byte[] mutant = whole.clone();
            mutant[place()] = whole[place()];
            return mutant;
        }

        byte[] replace() {
            byte[] mutant = whole.clone();
            mutant[place()] = (byte) random.nextInt(256);
            return mutant;
        }

        byte[] flip() {
            byte[] mutant = whole.clone();
            for (int i = 0; i <= random.nextInt(3); i++) {
                mutant[place()] ^= (byte) (1 << random.nextInt(8));
            }
            return mutant;
        }

        byte[] insert() {
            int place = place();
            return around(place, place, new byte[] {(byte) random.nextInt(256)});
        }

        byte[] delete() {
            int place = place();
            return around(
                    place, Math.min(whole.length, place + 1 + random.nextInt(4)), new byte[0]);
        }

        byte[] repeat() {
            int place = place();
            int end = Math.min(whole.length, place + 1 + random.nextInt(32));
            return around(end, end, Arrays.copyOfRange(whole, place, end));
        }

        /// A number that is larger than it was.
        byte[] lengthen() {
            int place = place();
            byte[] large = {-1, -1, -1, (byte) random.nextInt(256), (byte) random.nextInt(16)};
            return around(place, place + 1, Arrays.copyOf(large, 1 + random.nextInt(5)));
        }

        byte[] cutOff() {
            return Arrays.copyOf(whole, place());
        }

        byte[] splice() {
            return around(
                    place(),
                    whole.length,
                    Arrays.copyOfRange(other, other.length / 2, other.length));
        }

        private byte[] around(int from, int to, byte[] between) {
            return WasmModuleBuilder.join(
                    Arrays.copyOf(whole, from),
                    between,
                    Arrays.copyOfRange(whole, to, whole.length));
        }
    }

    @Test
    void endsEveryMutantOfAWholeProgramInATypedWay() throws IOException {
        int count =
                Integer.getInteger("hqe.mutations", mode == CompileMode.INTERPRETED ? 4_000 : 800);
        Random random = new Random(42);
        List<byte[]> programs = programs();
        Map<End, Integer> ends = new EnumMap<>(End.class);

        try (var sandbox =
                new WasmSandbox(
                        SandboxLimits.DEFAULT.withRun(
                                SandboxLimits.Run.DEFAULT.withMemoryPages(PAGES)),
                        mode)) {
            for (int i = 0; i < count; i++) {
                Mutation mutation =
                        new Mutation(
                                i % 2 == 0
                                        ? programs.getFirst()
                                        : programs.get(random.nextInt(programs.size())),
                                programs.get(random.nextInt(programs.size())),
                                random);
                byte[] mutant =
                        random.nextInt(8) > 0
                                ? mutation.inPlace()
                                : mutations()
                                        .get(random.nextInt(mutations().size()))
                                        .apply(mutation);
                ends.merge(end(sandbox, mutant), 1, Integer::sum);
            }

            assertThat(sandbox.activity()).isEqualTo(new WasmSandbox.Activity(0, 0, false));
            try (WasmProgram whole = sandbox.load("whole.wasm", RealisticGuest.wasm())) {
                WasmRun run = whole.run(List.of(), input(), Duration.ofSeconds(20));
                assertThat(run.exitCode()).isZero();
            }
        }

        System.getLogger(MutationTest.class.getName()).log(Level.INFO, "{0}: {1}", mode, ends);
        assertThat(ends.keySet()).containsExactly(End.values());
        assertThat(ends.values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(count);
    }

    /// Anything but these exceptions fails the test, a fault of the host included.
    private static End end(WasmSandbox sandbox, byte[] mutant) {
        RunGrant grant = RunGrant.NONE.withCpu(Duration.ofMillis(50));
        try (WasmProgram program = sandbox.load("mutant.wasm", mutant)) {
            ModuleInspection inspection = program.inspection();
            if (inspection.command()) {
                program.run(List.of("a", "b"), input(), grant);
            } else {
                program.callExport(inspection.callable().getFirst(), INPUT, grant);
            }
            return End.ENDED;
        } catch (ModuleRefusedException e) {
            return End.REFUSED;
        } catch (GuestFault | PermissionFault e) {
            return End.FAILED;
        } catch (DeadlineExceeded e) {
            assertThat(e).hasMessageNotContaining("given up");
            return End.STOPPED;
        }
    }

    private static ByteArrayInputStream input() {
        return new ByteArrayInputStream(INPUT);
    }
}
