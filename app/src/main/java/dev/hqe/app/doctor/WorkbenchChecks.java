package dev.hqe.app.doctor;

import dev.hqe.app.Workbench;
import dev.hqe.app.doctor.Outcome.Fine;
import dev.hqe.app.doctor.Outcome.Wrong;
import dev.hqe.kernel.Lifecycle.Step;
import dev.hqe.kernel.entity.TopicId;
import dev.hqe.kernel.json.Problem;
import dev.hqe.kernel.topic.TopicCatalog.Rejected;
import dev.hqe.kernel.topic.TopicStatus;
import dev.hqe.mcp.host.ServerStatus;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// What only the process can look at that has the workbench open.
final class WorkbenchChecks {

    private static final Duration FIRST_SIGHT = Duration.ofSeconds(30);

    private final Workbench workbench;

    WorkbenchChecks(Workbench workbench) {
        this.workbench = workbench;
    }

    List<Check> all() {
        return List.of(
                new Check("workbench", this::opened),
                new Check("database", this::database),
                new Check("topics", this::topics),
                new Check("topic code", this::programs),
                new Check("server starts", this::servers));
    }

    /// How long opening took, and the part that took longest.
    private Outcome opened() {
        Duration all =
                workbench.steps().stream().map(Step::took).reduce(Duration.ZERO, Duration::plus);
        String slowest =
                workbench.steps().stream()
                        .max(Comparator.comparing(Step::took))
                        .map(step -> ", of it " + step.took().toMillis() + " the " + step.name())
                        .orElse("");
        return new Fine("opened in " + all.toMillis() + " ms" + slowest);
    }

    private Outcome database() {
        List<String> problems = workbench.database().integrityProblems();
        return problems.isEmpty()
                ? new Fine(
                        workbench.entities().counts().size() + " kinds of entities, integrity fine")
                : new Wrong(
                        String.join("; ", problems) + ". Put it aside, start anew and ingest again",
                        "mv "
                                + HomeChecks.quoted(workbench.home().database())
                                + " "
                                + HomeChecks.quoted(workbench.home().database())
                                + ".damaged");
    }

    private Outcome topics() {
        List<Rejected> rejected = workbench.topics().rejected();
        return rejected.isEmpty()
                ? new Fine(workbench.topics().topics().size() + " loaded" + waiting())
                : new Wrong(
                        rejected.size()
                                + (rejected.size() == 1 ? " folder" : " folders")
                                + " cannot be used",
                        "hqe topic check " + HomeChecks.quoted(rejected.getFirst().folder()));
    }

    /// What a person has to look at before it runs.
    private String waiting() {
        List<String> ids =
                workbench.topics().entries().stream()
                        .filter(entry ->
                                entry.status() instanceof TopicStatus.Ungranted
                                        || entry.status() instanceof TopicStatus.Quarantined)
                        .flatMap(entry -> entry.id().stream())
                        .map(TopicId::value)
                        .toList();
        return ids.isEmpty()
                ? ""
                : ", "
                        + ids.size()
                        + (ids.size() == 1 ? " waits" : " wait")
                        + " to be granted. To look at it and grant it: hqe topic grant "
                        + ids.getFirst();
    }

    private Outcome programs() {
        Optional<Problem> first =
                workbench.topicTools().loadAll(workbench.topics().topics()).stream().findFirst();
        return first.<Outcome>map(problem -> new Wrong(problem.toString(), "hqe topic list"))
                .orElseGet(() -> new Fine("every program is admitted to the sandbox"));
    }

    /// Servers that were never seen are asked now; the others start when they are needed.
    private Outcome servers() {
        try {
            workbench.hosting().host().awaitFirstSight(FIRST_SIGHT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Optional<ServerStatus> failed =
                workbench.hosting().host().statuses().stream()
                        .filter(one -> one.state() == ServerStatus.State.FAILED)
                        .findFirst();
        return failed.<Outcome>map(one ->
                        new Wrong(
                                one.reason().lines().findFirst().orElse(""),
                                "hqe server test " + one.config().name()))
                .orElseGet(() -> new Fine("none has failed"));
    }
}
