package dev.hqe.kernel.topic;

import dev.hqe.kernel.json.InvalidDocumentException;
import dev.hqe.kernel.json.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

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
            problems.addAll(inspect(topic, inspection, name));
            return new TopicPreview(
                    topic,
                    CapabilityCard.of(topic, folder, TopicContent.of(listed).digest()),
                    problems);
        } catch (TopicFileException e) {
            throw new InvalidDocumentException(List.of(TopicScan.problem(name, e)), e);
        } catch (IOException e) {
            throw new InvalidDocumentException(
                    List.of(new Problem(name, 0, "cannot be read: " + e.getMessage())), e);
        }
    }

    /// What the programs import beyond what the manifest declares, and what the sandbox refuses.
    static List<Problem> inspect(Topic topic, ProgramInspection inspection, String folder) {
        List<Problem> problems = new ArrayList<>();
        for (String program : topic.programs()) {
            String name = folder + "/" + program;
            ProgramInspection.Findings findings = inspection.inspect(topic.file(program));
            findings.problems().forEach(problem -> problems.add(new Problem(name, 0, problem)));
            findings.needs().stream()
                    .filter(need -> !need.isWithin(topic.manifest().permissions()))
                    .map(need -> new Problem(name, 0, undeclared(need)))
                    .forEach(problems::add);
        }
        return problems;
    }

    private static String undeclared(ProgramInspection.Need need) {
        return "imports "
                + need.function()
                + ", which needs a permission that topic.yaml does not name. Add below"
                + " permissions: "
                + need.line();
    }
}
