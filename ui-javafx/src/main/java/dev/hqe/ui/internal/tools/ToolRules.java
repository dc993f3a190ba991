package dev.hqe.ui.internal.tools;

import dev.hqe.mcp.Principal;
import dev.hqe.mcp.Registration;
import dev.hqe.mcp.ToolDefinition;
import dev.hqe.mcp.ToolName;
import dev.hqe.mcp.policy.Approvals;
import dev.hqe.mcp.policy.PolicyFile;
import dev.hqe.mcp.policy.PolicyRule;
import dev.hqe.mcp.policy.PolicyRules;
import dev.hqe.mcp.policy.PolicyToolPolicy;
import dev.hqe.mcp.policy.PrincipalPattern;
import dev.hqe.mcp.policy.Ruling;
import dev.hqe.mcp.policy.ToolPattern;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

/// What agents may do with each tool, changed as `hqe policy` changes it: a rule about all agents
/// and that one tool, before all others. Reads and writes a file, so it blocks. Thread-safe.
final class ToolRules {

    static final PrincipalPattern AGENTS = new PrincipalPattern("agent");

    /// An agent of which nobody knows more.
    private static final Principal ANY_AGENT = new Principal(Principal.Kind.AGENT, "", "");

    private final PolicyFile file;
    private final PolicyToolPolicy policy;
    private final InstantSource clock;

    ToolRules(PolicyFile file, Approvals approvals, InstantSource clock) {
        this.file = file;
        this.policy = new PolicyToolPolicy(file, approvals, clock);
        this.clock = clock;
    }

    /// What holds now.
    Standing of(ToolDefinition tool) {
        Optional<PolicyRule> rule = file.rules().ruleFor(ANY_AGENT, tool.name(), clock.instant());
        boolean own = rule.filter(one -> isOwn(one, tool.name())).isPresent();
        return new Standing(policy.ruling(ANY_AGENT, tool), rule.orElse(null), own);
    }

    private static boolean isOwn(PolicyRule rule, ToolName tool) {
        return rule.principal().equals(AGENTS) && rule.tool().equals(patternOf(tool));
    }

    private static ToolPattern patternOf(ToolName tool) {
        return new ToolPattern(tool.value());
    }

    /// What is wrong with the file, with lines; agents may call nothing then.
    List<String> problems() {
        return file.problems().stream().map(Object::toString).toList();
    }

    /// Has all agents follow this from now on.
    ///
    /// @return what takes it back
    /// @throws dev.hqe.mcp.policy.PolicyException when the file has problems or cannot be written
    Runnable set(ToolName tool, Ruling ruling) {
        PolicyRule rule = PolicyRule.of(AGENTS, patternOf(tool), ruling);
        return change(tool, rules -> rules.with(rule, clock.instant()));
    }

    /// Takes the rule of [#set] away.
    ///
    /// @return what takes that back
    Runnable clear(ToolName tool) {
        return change(tool, rules -> rules.without(AGENTS, patternOf(tool)));
    }

    private Runnable change(ToolName tool, UnaryOperator<PolicyRules> change) {
        AtomicReference<PolicyRules> before = new AtomicReference<>(PolicyRules.NONE);
        AtomicReference<PolicyRules> after = new AtomicReference<>(PolicyRules.NONE);
        file.change(rules -> {
            before.set(rules);
            after.set(change.apply(rules));
            return after.get();
        });
        return () ->
                file.change(now ->
                        now.equals(after.get()) ? before.get() : back(now, before.get(), tool));
    }

    /// Others have changed rules meanwhile, which stay.
    private PolicyRules back(PolicyRules now, PolicyRules before, ToolName tool) {
        return before.rules().stream()
                .filter(rule -> isOwn(rule, tool))
                .findFirst()
                .map(rule -> now.with(rule, clock.instant()))
                .orElseGet(() -> now.without(AGENTS, patternOf(tool)));
    }

    Registration onChange(Runnable listener) {
        return file.onChange(listener);
    }
}
