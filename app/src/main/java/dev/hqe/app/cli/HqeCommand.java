package dev.hqe.app.cli;

import dev.hqe.app.Installation;
import dev.hqe.app.terminal.TerminalWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// The root of the command line. Without a subcommand it opens the window.
@Command(
        name = "hqe",
        description = "HQE Workbench: a universal MCP host and server on your machine.",
        mixinStandardHelpOptions = true,
        versionProvider = HqeCommand.Version.class,
        synopsisSubcommandLabel = "[COMMAND]",
        footer = {
            "",
            "Without a command it opens the window, in the workbench that is running if there is one.",
            "The data directory is HQE_HOME, or this platform's place for application data.",
            "Exit codes: 0 done, 1 failed, 2 bad input or usage; see docs/cli.md."
        },
        subcommands = {
            DemoCommand.class,
            McpCommand.class,
            ServeCommand.class,
            HeadlessCommand.class,
            StatusCommand.class,
            StopCommand.class,
            LogsCommand.class,
            IngestCommand.class,
            ForgetCommand.class,
            ToolsCommand.class,
            CallCommand.class,
            TopicCommand.class,
            EntitiesCommand.class,
            DeadLettersCommand.class,
            SecretCommand.class,
            KeyCommand.class,
            ServerCommand.class,
            ConnectCommand.class,
            PolicyCommand.class,
            DoctorCommand.class,
            CommandLine.HelpCommand.class
        })
public final class HqeCommand implements Callable<Integer> {

    private final Installation installation;

    @Spec private CommandSpec spec = CommandSpec.create(); // picocli sets the real one

    private HqeCommand(Installation installation) {
        this.installation = installation;
    }

    /// Runs the command line and says the exit code.
    public static int run(Installation installation, String... args) {
        CommandLine line =
                new CommandLine(new HqeCommand(installation), new CommandFactory(installation));
        line.setExecutionExceptionHandler(Failures::handle);
        line.setParameterExceptionHandler(Failures::misread);
        line.setUsageHelpAutoWidth(true);
        line.setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
        TerminalWriter out = TerminalWriter.standardOutput();
        line.setOut(new PrintWriter(out));
        line.setErr(new PrintWriter(TerminalWriter.standardError(), true));
        int exitCode = line.execute(args);
        line.getOut().flush();
        line.getErr().flush();
        return out.failure().map(e -> unwritten(e, exitCode)).orElse(exitCode);
    }

    /// A reader that has seen enough (`hqe tools | head -1`) is no failure; a full disk is.
    private static int unwritten(IOException failure, int exitCode) {
        if (String.valueOf(failure.getMessage()).contains("Broken pipe")) {
            return exitCode;
        }
        System.err.println("hqe: the output cannot be written: " + failure.getMessage());
        return Failures.FAILED;
    }

    @Override
    public Integer call() throws Exception {
        return new WindowRun(Subcommand.homeDirectory(), installation, err()).run();
    }

    private PrintWriter err() {
        return spec.commandLine().getErr();
    }

    /// Says the version of this build and of the Java it runs on.
    static final class Version implements IVersionProvider {

        @Override
        public String[] getVersion() {
            return new String[] {
                "hqe " + Installation.current().version() + " (Java " + Runtime.version() + ")"
            };
        }
    }
}
