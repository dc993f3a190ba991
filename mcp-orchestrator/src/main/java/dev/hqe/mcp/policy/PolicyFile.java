package dev.hqe.mcp.policy;

import dev.hqe.kernel.json.Problem;
import dev.hqe.kernel.json.SourceDocument;
import dev.hqe.mcp.McpException;
import dev.hqe.mcp.Registration;
import dev.hqe.mcp.internal.disk.LiveFile;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// The rules in a file that a person may edit while the workbench runs: a change is seen within a
/// quarter of a second. A file that cannot be read lets nobody but a person do anything until it is
/// mended; what was meant by it is not guessed. Thread-safe.
public final class PolicyFile {

    /// The file's name in the data directory.
    public static final String NAME = "policy.yaml";

    private static final System.Logger LOG = System.getLogger(PolicyFile.class.getName());

    private final LiveFile<PolicyRules> file;
    private final InstantSource clock;

    private static final class Form implements LiveFile.Form<PolicyRules> {

        @Override
        public PolicyRules nothing() {
            return PolicyRules.NONE;
        }

        @Override
        public PolicyRules parse(SourceDocument document) {
            return PolicyRules.parse(document);
        }

        @Override
        public String write(PolicyRules content) {
            return content.toYaml();
        }

        @Override
        public System.Logger log() {
            return LOG;
        }

        @Override
        public String unreadable() {
            return "nothing runs for agents until this is mended";
        }

        @Override
        public McpException failure(String message, @Nullable Throwable cause) {
            return cause == null
                    ? new PolicyException(message)
                    : new PolicyException(message, cause);
        }
    }

    /// Reads the file, if there is one.
    public PolicyFile(Path file, InstantSource clock) {
        this.file = new LiveFile<>(file, new Form());
        this.clock = clock;
    }

    /// The rules now; none while the file has [#problems].
    public PolicyRules rules() {
        return file.now().content();
    }

    /// What is wrong with the file, each with its line; empty when nothing is.
    public List<Problem> problems() {
        return file.now().problems();
    }

    /// Changes the rules and writes the file anew, in one step that no other process comes between.
    ///
    /// @param change gets the rules as they are now
    /// @throws PolicyException when the file has problems, or cannot be written
    public void change(UnaryOperator<PolicyRules> change) {
        file.change(change);
    }

    /// Puts a rule before all others.
    public void add(PolicyRule rule) {
        change(rules -> rules.with(rule, clock.instant()));
    }

    /// Takes one rule away.
    ///
    /// @return takes that back: the rule stands where it stood, or before all others if the rules
    ///   have been changed meanwhile
    /// @throws PolicyException when the file has problems, or cannot be written
    public Runnable take(PolicyRule rule) {
        AtomicReference<PolicyRules> before = new AtomicReference<>(PolicyRules.NONE);
        AtomicReference<PolicyRules> after = new AtomicReference<>(PolicyRules.NONE);
        change(rules -> {
            before.set(rules);
            after.set(rules.without(rule.principal(), rule.tool()));
            return after.get();
        });
        return () ->
                change(now ->
                        now.equals(after.get()) ? before.get() : now.with(rule, clock.instant()));
    }

    /// Registers a listener that runs after the rules have changed. It returns quickly.
    public Registration onChange(Runnable listener) {
        return file.onChange(listener);
    }
}
