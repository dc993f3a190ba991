package dev.hqe.kernel.topic;

import dev.hqe.kernel.json.InvalidDocumentException;
import dev.hqe.kernel.json.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// A Topic folder anywhere, as it would be judged below `topics`: for its author, before anybody is
/// asked to grant it.
///
/// @param card what a person would be shown
/// @param problems for which it could not be granted
public record TopicPreview(Topic topic, CapabilityCard card, List<Problem> problems) {

    public TopicPreview {
        problems = List.copyOf(problems);
    }

    /// Looks at a folder.
    ///
    /// @param name the folder as problems shall call it
    /// @param inspection asked about each program
    /// @throws InvalidDocumentException if it does not hold together, with every reason
    public static TopicPreview of(Path folder, String name, ProgramInspection inspection) {
        Topic topic = TopicReader.read(folder, name);
        try {
            FolderListing listed = FolderListing.list(folder);
            List<Problem> problems = new ArrayList<>(TopicScan.leftOut(topic, listed, name));
            Inspected inspected = inspect(topic, inspection, name);
            problems.addAll(inspected.problems());
            CapabilityCard card =
                    CapabilityCard.of(topic, folder, TopicContent.of(listed).digest())
                            .warning(inspected.warnings());
            return new TopicPreview(topic, card, problems);
        } catch (TopicFileException e) {
            throw new InvalidDocumentException(List.of(TopicScan.problem(name, e)), e);
        } catch (IOException e) {
            throw new InvalidDocumentException(
                    List.of(new Problem(name, 0, "cannot be read: " + e.getMessage())), e);
        }
    }

    /// What was found in a Topic's programs.
    ///
    /// @param problems for which it cannot be granted
    /// @param warnings for its card
    record Inspected(List<Problem> problems, List<String> warnings) {

        static final Inspected NOTHING = new Inspected(List.of(), List.of());

        Inspected {
            problems = List.copyOf(problems);
            warnings = List.copyOf(warnings);
        }
    }

    /// What the programs import beyond what the manifest declares, and what the sandbox refuses.
    static Inspected inspect(Topic topic, ProgramInspection inspection, String folder) {
        List<Problem> problems = new ArrayList<>();
        List<String> warnings = new ArrayList<>();
        for (String program : topic.programs()) {
            String name = folder + "/" + program;
            ProgramInspection.Findings findings = inspection.inspect(topic.file(program));
            findings.problems().forEach(problem -> problems.add(new Problem(name, 0, problem)));
            undeclared(topic, findings.needs())
                    .map(need -> new Problem(name, 0, undeclared(need)))
                    .forEach(problems::add);
            undeclared(topic, findings.doubtful())
                    .map(need -> doubtful(program, need))
                    .forEach(warnings::add);
        }
        return new Inspected(problems, warnings);
    }

    private static Stream<ProgramInspection.Need> undeclared(
            Topic topic, List<ProgramInspection.Need> needs) {
        return needs.stream().filter(need -> !need.isWithin(topic.manifest().permissions()));
    }

    private static String doubtful(String program, ProgramInspection.Need need) {
        return "Its program "
                + program
                + " imports "
                + need.function()
                + ", as some languages always do. topic.yaml does not ask for it, so a run that"
                + " calls it is stopped; what permits it is "
                + need.line()
                + ".";
    }

    private static String undeclared(ProgramInspection.Need need) {
        return "imports "
                + need.function()
                + ", which needs a permission that topic.yaml does not name. Add below"
                + " permissions: "
                + need.line();
    }
}
