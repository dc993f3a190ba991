package dev.hqe.app.cli;

import dev.hqe.app.Installation;
import dev.hqe.app.agent.AgentOptions;
import dev.hqe.app.terminal.TerminalWriter;
import dev.hqe.shim.DoorException;
import dev.hqe.shim.DoorPaths;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;

/// The command lines that programs start again and again. They are carried out without the parser
/// of command lines: its classes are not in the start-up cache (they are of a form too old for it),
/// and with its picture of every command and option it takes as long as opening the workbench.
public final class ShortWays {

    private static final List<String> BACKGROUND = List.of("headless", "--detached");
    private static final List<String> ALONE = List.of("mcp", "--standalone");

    private ShortWays() {}

    /// Carries out the command line if it is one of these.
    ///
    /// @return the exit code; empty for all that has to be parsed
    public static OptionalInt run(Installation installation, String... args) {
        List<String> words = List.of(args);
        boolean background = words.equals(BACKGROUND);
        if (!background && !words.equals(ALONE)) {
            return OptionalInt.empty();
        }
        PrintWriter err =
                new PrintWriter(TerminalWriter.on(System.err, System.err.charset()), true);
        try {
            Path home = home();
            if (background) {
                new Headless(installation, err).run(home, Idle.fromEnvironment(), true);
            } else {
                Standalone.serve(home, installation, new AgentOptions());
            }
            return OptionalInt.of(Failures.DONE);
        } catch (Exception e) { // as with any other command
            return OptionalInt.of(Failures.tell(e, err));
        }
    }

    /// The data directory of this process's user.
    static Path home() {
        try {
            return DoorPaths.ofThisUser();
        } catch (DoorException e) {
            throw new Failures.BadInput(String.valueOf(e.getMessage()));
        }
    }
}
