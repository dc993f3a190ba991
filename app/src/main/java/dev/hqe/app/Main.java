package dev.hqe.app;

import dev.hqe.app.cli.HqeCommand;
import dev.hqe.app.cli.ShortWays;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.logging.LogManager;

/// `main` of the `hqe` command.
public final class Main {

    private Main() {}

    public static void main(String[] args) {
        Carriers.atLeastTwo();
        run(Installation.current(), args);
    }

    /// Runs the command line as it is for this installation, and ends the process.
    public static void run(Installation installation, String... args) {
        configureLogging();
        System.exit(
                ShortWays.run(installation, args)
                        .orElseGet(() -> HqeCommand.run(installation, args)));
    }

    /// Logs go to standard error, warnings and worse, one line each: standard output belongs to the
    /// command (and under `hqe mcp` to the protocol).
    private static void configureLogging() {
        try (InputStream in = Main.class.getResourceAsStream("logging.properties")) {
            LogManager.getLogManager().readConfiguration(in);
        } catch (IOException e) {
            throw new UncheckedIOException("logging.properties cannot be read", e);
        }
    }
}
