package dev.hqe.app.cli;

import dev.hqe.app.Installation;
import dev.hqe.app.Workbench;
import dev.hqe.kernel.KernelException;
import dev.hqe.kernel.Lifecycle.Step;
import dev.hqe.kernel.json.Json;
import dev.hqe.kernel.json.Problem;
import dev.hqe.kernel.secret.PassphrasePrompt;
import dev.hqe.kernel.secret.SecretStore;
import dev.hqe.kernel.secret.SecretStoreState;
import dev.hqe.kernel.topic.TopicCatalog.Rejected;
import dev.hqe.mcp.host.ServerStatus;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

@Command(
        name = "doctor",
        description = "Checks this installation and its data, and says what to do where it is ill.")
final class DoctorCommand extends Subcommand {

    private static final int JAVA = 25;

    /// One line of the answer.
    private record Finding(String what, boolean ok, String detail) {}

    @Option(names = "--json", description = "Print the findings as JSON.")
    private boolean json;

    private final List<Finding> findings = new ArrayList<>();

    DoctorCommand(Installation installation) {
        super(installation);
    }

    @Override
    public Integer call() {
        Path home = homeDirectory();
        checkJava();
        checkStartUpCache();
        checkSecrets(home);
        try (Workbench workbench = Workbench.open(home, installation())) {
            add("home", true, home + ", opened in " + opened(workbench));
            checkPrivacy(home);
            check(workbench);
        } catch (KernelException e) {
            add("workbench", false, String.valueOf(e.getMessage()));
        }
        print();
        return findings.stream().allMatch(Finding::ok) ? Failures.DONE : Failures.FAILED;
    }

    /// How long opening took, and the part that took longest.
    private static String opened(Workbench workbench) {
        Duration all =
                workbench.steps().stream().map(Step::took).reduce(Duration.ZERO, Duration::plus);
        return workbench.steps().stream()
                .max(Comparator.comparing(Step::took))
                .map(slowest ->
                        all.toMillis()
                                + " ms, of it "
                                + slowest.took().toMillis()
                                + " the "
                                + slowest.name())
                .orElse("no time");
    }

    /// The data directory holds what was ingested, so only its owner should read it.
    private void checkPrivacy(Path home) {
        try {
            boolean open =
                    Files.getPosixFilePermissions(home).stream()
                            .anyMatch(p -> !p.name().startsWith("OWNER_"));
            add(
                    "privacy",
                    !open,
                    open
                            ? "others can look into the home; run: chmod 700 '" + home + "'"
                            : "only you can look into the home");
        } catch (UnsupportedOperationException | IOException notPosix) {
            add("privacy", true, "access to the home is up to this system");
        }
    }

    /// Without a prompt, because the workbench that agents start has nobody to ask either. While
    /// nothing is stored it is no illness that nothing could be.
    private void checkSecrets(Path home) {
        try (SecretStore secrets =
                SecretStore.inHome(home, System.getenv(), PassphrasePrompt.NOBODY)) {
            SecretStoreState state = secrets.state();
            add(
                    "secrets",
                    state.usable() || state.empty(),
                    (state.usable() || !state.empty() ? "" : "none are stored; ") + state.detail());
        }
    }

    private void check(Workbench workbench) {
        List<Problem> rules = workbench.policy().problems();
        add(
                "policy",
                rules.isEmpty(),
                rules.isEmpty()
                        ? workbench.policy().rules().rules().size() + " rules; see hqe policy list"
                        : rules.getFirst() + ". Until it is mended agents may call nothing.");
        check(
                "database",
                () -> String.join("; ", workbench.database().integrityProblems()),
                workbench.entities().counts().size() + " kinds of entities, integrity fine");
        check(
                "topics",
                () -> rejected(workbench.topics().rejected()),
                workbench.topics().topics().size() + " loaded");
        check(
                "topic code",
                () ->
                        String.join(
                                "; ",
                                workbench.loadPrograms().stream().map(Object::toString).toList()),
                "every program is admitted to the sandbox");
        checkServers(workbench);
    }

    /// A tool that waits for a yes is a decision for a person to make, and so no illness.
    private void checkServers(Workbench workbench) {
        List<ServerStatus> servers = workbench.hosting().host().statuses();
        int waiting = servers.stream().mapToInt(one -> one.quarantined().size()).sum();
        check(
                "servers",
                () ->
                        String.join(
                                "; ",
                                workbench.hosting().problems().stream()
                                        .map(Object::toString)
                                        .toList()),
                servers.size()
                        + " hosted"
                        + (waiting == 0
                                ? ""
                                : "; "
                                        + waiting
                                        + " tools wait for a yes: hqe server accept NAME"));
    }

    private static String rejected(List<Rejected> rejected) {
        return rejected.isEmpty()
                ? ""
                : rejected.size()
                        + (rejected.size() == 1 ? " folder" : " folders")
                        + " cannot be used. See: hqe topic list";
    }

    private void checkJava() {
        int feature = Runtime.version().feature();
        add(
                "java",
                feature == JAVA,
                "Java "
                        + Runtime.version()
                        + (feature == JAVA ? "" : "; start with ./hqe, which finds a JDK " + JAVA));
    }

    private void checkStartUpCache() {
        boolean used =
                ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                        .anyMatch(argument -> argument.startsWith("-XX:AOTCache="));
        add(
                "start-up cache",
                true,
                used
                        ? "given to Java"
                        : "not used, commands start slower; ./hqe --rebuild trains it");
    }

    private void check(String what, Supplier<String> problem, String fine) {
        String found = problem.get();
        add(what, found.isEmpty(), found.isEmpty() ? fine : found);
    }

    private void add(String what, boolean ok, String detail) {
        findings.add(new Finding(what, ok, detail));
    }

    private void print() {
        if (json) {
            ObjectNode answer = Json.object();
            ArrayNode list = answer.putArray("findings");
            for (Finding finding : findings) {
                ObjectNode item = list.addObject();
                item.put("what", finding.what());
                item.put("ok", finding.ok());
                item.put("detail", finding.detail());
            }
            printJson(answer);
        } else {
            findings.forEach(f ->
                    out().printf("%-4s %-15s %s%n", f.ok() ? "ok" : "ILL", f.what(), f.detail()));
        }
        out().flush();
    }
}
