package dev.hqe.kernel.topic;

import java.nio.file.Path;
import java.util.List;

/// Says what a program would need to run, by what it imports. The kernel does not know the engine;
/// whoever composes the workbench does. Called on any thread; must be quick and bounded.
@FunctionalInterface
public interface ProgramInspection {

    /// Finds nothing.
    ProgramInspection NONE = program -> new Findings(List.of(), List.of(), List.of());

    Findings inspect(Path program);

    /// What was found.
    ///
    /// @param needs one for each import that goes beyond computing
    /// @param doubtful the same for imports that may be its language's doing, which the program can
    ///   run without
    /// @param problems why the sandbox would not admit the program, each without the file's name
    record Findings(List<Need> needs, List<Need> doubtful, List<String> problems) {

        public Findings {
            needs = List.copyOf(needs);
            doubtful = List.copyOf(doubtful);
            problems = List.copyOf(problems);
        }
    }

    /// A permission that an import needs.
    ///
    /// @param permission a [Permissions.Item#key], or the first word of some of which one is enough
    ///   (`http` for whatever `http GET api.example.org` permits)
    /// @param function as the program names it, with its module
    /// @param line what to add below `permissions:` in `topic.yaml`
    record Need(String permission, String function, String line) {

        /// Whether it is among these permissions.
        public boolean isWithin(Permissions permissions) {
            return permissions.items().stream()
                    .map(Permissions.Item::key)
                    .anyMatch(key -> key.equals(permission) || key.startsWith(permission + " "));
        }
    }
}
