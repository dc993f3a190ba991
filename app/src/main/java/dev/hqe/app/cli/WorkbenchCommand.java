package dev.hqe.app.cli;

import dev.hqe.app.Installation;
import dev.hqe.app.Workbench;
import dev.hqe.app.door.Errand;
import dev.hqe.kernel.json.Suggestion;
import dev.hqe.kernel.secret.PassphrasePrompt;
import dev.hqe.mcp.broker.BrokerSettings;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// A command that works on an open workbench: the one that runs, which then runs the command, or
/// where none runs, one that it opens for itself.
abstract class WorkbenchCommand extends Subcommand {

    /// How long a command waits for hosted servers that were never seen before.
    static final Duration FIRST_SIGHT = Duration.ofSeconds(30);

    WorkbenchCommand(Installation installation) {
        super(installation);
    }

    @Override
    public Integer call() throws Exception {
        Workbench running = commandRun().workbench();
        if (running != null) {
            running.noticeTopics();
            return runOn(running);
        }
        HomeWait wait = new HomeWait(err());
        while (true) {
            OptionalInt exitCode =
                    Errand.run(
                            homeDirectory(),
                            installation().build(),
                            commandRun().arguments(),
                            station());
            if (exitCode.isPresent()) {
                return exitCode.getAsInt();
            }
            Optional<Workbench> opened = wait.open(this::open);
            if (opened.isPresent()) {
                try (Workbench own = opened.get()) {
                    return takesLong() ? runOpenly(own) : runOn(own);
                }
            }
        }
    }

    private Workbench open() {
        return Workbench.open(homeDirectory(), installation(), tools(), prompt());
    }

    private int runOpenly(Workbench own) throws Exception {
        List<String> typed = commandRun().arguments();
        return new OpenRun(own, installation(), "hqe " + typed.getFirst(), err())
                .run(
                        station(),
                        station -> {
                            belongTo(new CommandRun(typed, station, null));
                            return runOn(own);
                        });
    }

    private int runOn(Workbench workbench) throws Exception {
        try {
            int exitCode = run(workbench);
            requireData(workbench);
            return exitCode;
        } finally {
            out().flush();
        }
    }

    /// On Unix a database that was deleted while it is open goes on as if nothing were wrong.
    static void requireData(Workbench workbench) {
        if (!Files.exists(workbench.home().database())) {
            throw new Failures.LostData(
                    workbench.home().directory()
                            + ": was deleted while it was in use; what this command has stored is"
                            + " gone with it");
        }
    }

    /// A Topic that is gone may have left something behind, so one that is not there is no error.
    final void warnOfUnknownTopic(Workbench workbench, @Nullable String topic) {
        List<String> ids =
                workbench.topics().topics().stream().map(one -> one.id().value()).toList();
        if (topic != null && !ids.contains(topic)) {
            err().println(
                            "hqe: warning: there is no Topic '"
                                    + topic
                                    + "' now"
                                    + Suggestion.among(topic, ids)
                                    + ". See: hqe topic list");
            err().flush();
        }
    }

    /// How tools are shown to agents, for commands that have some.
    BrokerSettings tools() {
        return BrokerSettings.DEFAULT;
    }

    /// Who is asked for the passphrase of the secrets. Most commands ask nobody: they work for
    /// agents and scripts, and what needs no secret goes on without.
    PassphrasePrompt prompt() {
        return PassphrasePrompt.NOBODY;
    }

    /// Whether it may take so long that others must not wait for its end: then its own workbench
    /// lets them in.
    boolean takesLong() {
        return false;
    }

    /// Does the work and says the exit code.
    abstract int run(Workbench workbench) throws Exception;
}
