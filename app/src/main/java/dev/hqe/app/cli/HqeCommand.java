package dev.hqe.app.cli;

import dev.hqe.app.Installation;
import dev.hqe.app.Workbench;
import dev.hqe.app.door.FrontDoor;
import dev.hqe.app.terminal.Station;
import dev.hqe.app.terminal.TerminalWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;
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
            SourceCommand.class,
            ToolsCommand.class,
            CallCommand.class,
            TopicCommand.class,
            EntitiesCommand.class,
            SearchCommand.class,
            MemoryCommand.class,
            ActivityCommand.class,
            DeadLettersCommand.class,
            SecretCommand.class,
            KeyCommand.class,
            ServerCommand.class,
            ConnectCommand.class,
            PolicyCommand.class,
            ProfileCommand.class,
            DoctorCommand.class,
            CommandLine.HelpCommand.class
        })
public final class HqeCommand implements Callable<Integer> {

    private final Installation installation;

    @Spec private CommandSpec spec = CommandSpec.create(); // picocli sets the real one

    private HqeCommand(Installation installation) {
        this.installation = installation;
    }

    /// Runs the command line as this process's own and says the exit code.
    public static int run(Installation installation, String... args) {
        return run(installation, new CommandRun(List.of(args), Station.ofProcess(), null));
    }

    /// Opens the door of a workbench, through which commands of other processes come to be run on
    /// it.
    ///
    /// @param workbench open, and the caller's to close after the door
    /// @throws IOException if the socket cannot be made
    public static FrontDoor openDoor(Workbench workbench, Installation installation)
            throws IOException {
        return new FrontDoor(
                workbench,
                installation,
                (arguments, station) ->
                        run(installation, new CommandRun(arguments, station, workbench)),
                InstantSource.system());
    }

    private static int run(Installation installation, CommandRun run) {
        Station station = run.station();
        CommandLine line =
                new CommandLine(
                        new HqeCommand(installation), new CommandFactory(installation, run));
        line.setExecutionStrategy(parsed -> runLast(parsed, run));
        line.setExecutionExceptionHandler((failure, failed, parsed) ->
                station.isInterrupted()
                        ? Failures.FAILED
                        : Failures.handle(failure, failed, parsed));
        line.setParameterExceptionHandler(Failures::misread);
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setUsageHelpAutoWidth(run.workbench() == null);
        line.setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
        TerminalWriter out = TerminalWriter.on(station.out(), station.outCharset());
        line.setOut(new PrintWriter(out));
        line.setErr(new PrintWriter(TerminalWriter.on(station.err(), station.errCharset()), true));
        int exitCode = line.execute(run.arguments().toArray(String[]::new));
        line.getOut().flush();
        line.getErr().flush();
        return out.failure().map(e -> unwritten(e, line.getErr(), exitCode)).orElse(exitCode);
    }

    /// In a workbench only what works on its data runs: anything else would be at the wrong place.
    private static int runLast(ParseResult parsed, CommandRun run) {
        Object command = parsed.asCommandLineList().getLast().getCommand();
        boolean here = run.workbench() == null || command instanceof WorkbenchCommand;
        if (!here) {
            String why = "this command runs in a process of its own";
            throw new CommandLine.ExecutionException(
                    parsed.commandSpec().commandLine(), why, new Failures.BadInput(why));
        }
        return new CommandLine.RunLast().execute(parsed);
    }

    /// A reader that has seen enough (`hqe tools | head -1`) is no failure; a full disk is.
    private static int unwritten(IOException failure, PrintWriter err, int exitCode) {
        if (TerminalWriter.isReaderGone(failure)) {
            return exitCode;
        }
        err.println("hqe: the output cannot be written: " + failure.getMessage());
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
