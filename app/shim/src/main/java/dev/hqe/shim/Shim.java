package dev.hqe.shim;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;

/// `main` of what agents start: `hqe mcp`.
///
/// System properties: `hqe.launcher` the command `hqe`, which starts the workbench, and `hqe.jar`
/// the workbench's program. The arguments are for the workbench.
public final class Shim {

    private Shim() {}

    public static void main(String[] arguments) {
        PrintStream log = System.err;
        try {
            run(arguments, log);
            System.exit(0);
        } catch (IOException | InterruptedException e) {
            log.println("hqe: " + e.getMessage());
            System.exit(1);
        }
    }

    private static void run(String[] arguments, PrintStream log)
            throws IOException, InterruptedException {
        String jar = System.getProperty("hqe.jar", "");
        run(
                DoorPaths.ofThisUser(),
                () ->
                        greeting(
                                jar.isEmpty() ? Build.unpacked() : Build.of(Path.of(jar)),
                                List.of(arguments)),
                List.of(required("hqe.launcher"), "headless", "--detached"),
                log);
    }

    /// What an agent's side says at the door.
    ///
    /// @param build of the product as it is installed now
    /// @param arguments for the workbench
    public static Greeting greeting(Build build, List<String> arguments) {
        return new Greeting("mcp", build, ProcessHandle.current().pid(), arguments);
    }

    /// Joins this process's standard streams to a workbench until the agent closes its end.
    ///
    /// @param home the data directory
    /// @param greeter says what is wanted
    /// @param start the command that starts a workbench in the background
    /// @param log for messages to a person
    public static void run(Path home, Doorway.Greeter greeter, List<String> start, PrintStream log)
            throws IOException, InterruptedException {
        new Bridge(
                        new Doorway(home, start),
                        greeter,
                        new FileInputStream(FileDescriptor.in),
                        new FileOutputStream(FileDescriptor.out),
                        log)
                .run();
    }

    private static String required(String property) throws IOException {
        String value = System.getProperty(property, "");
        if (value.isEmpty()) {
            throw new IOException(
                    "-D" + property + "=... is missing: start this with the hqe command");
        }
        return value;
    }
}
