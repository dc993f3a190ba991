package dev.hqe.app.cli;

import dev.hqe.app.Installation;
import dev.hqe.app.Workbench;
import dev.hqe.kernel.entity.TopicId;
import dev.hqe.kernel.topic.CapabilityCard;
import dev.hqe.kernel.topic.TopicChange;
import dev.hqe.kernel.topic.TopicEntry;
import dev.hqe.kernel.topic.TopicGrant;
import dev.hqe.kernel.topic.TopicStatus;
import dev.hqe.kernel.topic.Trust;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "grant",
        description = {
            "Lets a Topic run. Shows what it may do or, if it was granted before, what has changed"
                    + " since, and asks.",
            "What is granted is what was shown: if the folder changes meanwhile, nothing is."
        },
        footer = {"", "Example: hqe topic grant weather"})
final class TopicGrantCommand extends WorkbenchCommand {

    @Parameters(paramLabel = "ID", description = "As 'hqe topic list' shows it.")
    private String id = "";

    @Option(
            names = "--author",
            description = {
                "It is your own work: new code and definitions then run as soon as they are saved,"
                        + " as long as they need no more than was granted."
            })
    private boolean author;

    @Option(
            names = {"-y", "--yes"},
            description = "Do not ask.")
    private boolean yes;

    @Option(names = "--json", description = "Print what was granted as JSON; needs --yes.")
    private boolean json;

    TopicGrantCommand(Installation installation) {
        super(installation);
    }

    @Override
    int run(Workbench workbench) throws IOException, InterruptedException {
        TopicEntry entry = workbench.topics().entry(id);
        CapabilityCard card = usable(entry);
        TopicId topic = entry.id().orElseThrow(() -> unusable(entry));
        Trust trust =
                author || (entry.grant().map(TopicGrant::trust).orElse(null) == Trust.AUTHOR)
                        ? Trust.AUTHOR
                        : Trust.THIRD_PARTY;
        boolean granted =
                entry.status() instanceof TopicStatus.Active
                        && entry.grant().map(grant -> grant.trust() == trust).orElse(true);
        if (granted) {
            done(entry, "is granted already: " + TopicView.line(entry.found().orElseThrow()));
            return Failures.DONE;
        }
        if (!json) {
            show(entry, card);
        } else if (!yes) {
            throw new Failures.BadInput("--json shows no question; say --yes, too");
        }
        if (!yes && !asked(entry)) {
            out().println("nothing was granted");
            return Failures.FAILED;
        }
        done(workbench.topics().grant(topic, trust, card.digest()), "granted");
        return Failures.DONE;
    }

    private void done(TopicEntry entry, String what) {
        if (json) {
            printJson(TopicView.toJson(entry));
        } else {
            out().println(TopicView.handle(entry) + " " + what);
        }
    }

    private boolean asked(TopicEntry entry) throws IOException, InterruptedException {
        out().flush();
        return new TypedAnswer(station(), err())
                .isYes(
                        "Grant this to " + TopicView.handle(entry) + "?",
                        "Say --yes to grant what is shown without a question");
    }

    private void show(TopicEntry entry, CapabilityCard card) {
        List<TopicChange> changes = TopicView.changes(entry);
        if (changes.isEmpty()) {
            CardView.lines(card).forEach(out()::println);
            return;
        }
        out().println(
                        Foreign.text(card.name() + " " + card.version())
                                + " has changed since it was granted:");
        CardView.lines(changes).forEach(out()::println);
        out().println("Digest: " + card.digest());
    }

    private static CapabilityCard usable(TopicEntry entry) {
        if (!entry.problems().isEmpty()) {
            throw unusable(entry);
        }
        return entry.card().orElseThrow(() -> unusable(entry));
    }

    private static Failures.BadInput unusable(TopicEntry entry) {
        return new Failures.BadInput(
                entry.folder()
                        + ": cannot be granted:\n"
                        + entry.problems().stream()
                                .map(problem -> Foreign.text(problem.toString()))
                                .collect(Collectors.joining("\n")));
    }
}
