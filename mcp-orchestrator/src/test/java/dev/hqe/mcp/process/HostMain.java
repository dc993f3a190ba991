package dev.hqe.mcp.process;

import java.io.PrintStream;
import java.nio.file.Path;

/// A workbench that hosts two stubborn servers and one in Java: a JVM to be killed. Says the ids of
/// all their processes, then that of the guard.
final class HostMain {

    private HostMain() {}

    public static void main(String[] arguments) throws Exception {
        Path directory = Path.of(arguments[0]);
        ServerLauncher launcher = ServerLauncher.open(directory, System.getenv());
        PrintStream out = System.out;
        for (int i = 0; i < 2; i++) {
            ServerProcess server = launcher.start(Servers.shell(Servers.STUBBORN));
            Servers.ids(server, Servers.STUBBORN_IDS).forEach(out::println);
        }
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        ServerCommand deaf =
                ServerCommand.of(
                        java.toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        arguments[1]);
        Servers.ids(launcher.start(deaf), 2).forEach(out::println);
        out.println(launcher.guard().orElseThrow().pid());
        out.flush();
        if (System.in.read() < 0) { // whoever started this has ended
            launcher.close();
        }
    }
}
