package dev.hqe.mcp.policy;

import dev.hqe.mcp.Principal;
import dev.hqe.mcp.Registration;
import dev.hqe.mcp.ToolCall;
import dev.hqe.mcp.ToolDefinition;
import dev.hqe.mcp.ToolName;
import dev.hqe.mcp.ToolPolicy;
import dev.hqe.mcp.policy.Approvals.Outcome;
import java.time.InstantSource;
import java.util.Optional;

/// The policy of the workbench's road: the first rule of the file that speaks of a call, else
/// [DefaultPolicy], and a person where either says to ask. Thread-safe.
public final class PolicyToolPolicy implements ToolPolicy {

    private final PolicyFile file;
    private final Approvals approvals;
    private final InstantSource clock;

    public PolicyToolPolicy(PolicyFile file, Approvals approvals, InstantSource clock) {
        this.file = file;
        this.approvals = approvals;
        this.clock = clock;
    }

    @Override
    public Decision decide(ToolCall call, ToolDefinition tool) throws InterruptedException {
        Principal principal = call.principal();
        if (principal.kind() != Principal.Kind.PERSON && !file.problems().isEmpty()) {
            return new Decision.Denied(
                    tool.name() + " did not run: the rules cannot be read",
                    "A person has to mend " + file.problems().getFirst());
        }
        return switch (ruling(principal, tool)) {
            case ALLOW -> Decision.ALLOWED;
            case DENY ->
                    new Decision.Denied(
                            tool.name() + " is denied to " + principal.name() + " by a rule",
                            "A person can change that: hqe policy list, hqe policy remove");
            case ASK -> asked(call, tool);
        };
    }

    @Override
    public boolean shows(Principal principal, ToolDefinition tool) {
        return ruling(principal, tool) != Ruling.DENY;
    }

    @Override
    public Registration onChange(Runnable listener) {
        return file.onChange(listener);
    }

    /// What holds for a principal and a tool right now.
    public Ruling ruling(Principal principal, ToolDefinition tool) {
        Optional<PolicyRule> rule = file.rules().ruleFor(principal, tool.name(), clock.instant());
        // Whoever makes a call by hand has decided already; only a rule about people asks again.
        if (rule.isPresent()
                && rule.get().ruling() == Ruling.ASK
                && principal.kind() == Principal.Kind.PERSON
                && !rule.get().principal().names(Principal.Kind.PERSON)) {
            return Ruling.ALLOW;
        }
        return rule.map(PolicyRule::ruling).orElseGet(() -> DefaultPolicy.rule(principal, tool));
    }

    private String why(Principal principal, ToolDefinition tool) {
        return file.rules()
                .ruleFor(principal, tool.name(), clock.instant())
                .filter(rule -> rule.ruling() == Ruling.ASK)
                .map(rule ->
                        "A rule in policy.yaml says to ask "
                                + ArgumentView.escaped(rule.principal().text())
                                + " about "
                                + rule.tool().text()
                                + ".")
                .orElseGet(() -> DefaultPolicy.why(tool));
    }

    /// Whether a rule denies everything of this name to a principal, or the rules cannot be read.
    /// For what is no tool and is read only, such as a hosted server's prompts: there is no asking.
    ///
    /// @param name as a rule about it has it
    public boolean denies(Principal principal, ToolName name) {
        if (principal.kind() != Principal.Kind.PERSON && !file.problems().isEmpty()) {
            return true;
        }
        return file.rules()
                .ruleFor(principal, name, clock.instant())
                .filter(rule -> rule.ruling() == Ruling.DENY)
                .isPresent();
    }

    private Decision asked(ToolCall call, ToolDefinition tool) throws InterruptedException {
        String fix = "A person can allow it: " + command(call.principal(), tool);
        return switch (approvals.ask(call, tool, why(call.principal(), tool))) {
            case Outcome.Said(Approval said) -> {
                keep(said, call.principal(), tool);
                yield said.allows()
                        ? Decision.ALLOWED
                        : new Decision.Denied(
                                "A person was asked about " + tool.name() + " and said no",
                                "Do not try again without being told to.");
            }
            case Outcome.Silence() ->
                    new Decision.Denied(
                            "A person was asked about "
                                    + tool.name()
                                    + " and did not answer within "
                                    + approvals.limits().patience().toSeconds()
                                    + " s",
                            fix);
            case Outcome.Nobody() ->
                    new Decision.Denied(
                            tool.name() + " needs a person's word, and nobody can be asked here",
                            fix + " (or open the workbench's window, which asks)");
            case Outcome.Crowded(String who) ->
                    new Decision.Denied(
                            tool.name()
                                    + " needs a person's word, and "
                                    + who
                                    + " wait for one already",
                            "Wait until those are answered. " + fix);
        };
    }

    /// "Always" and "never" become rules.
    private void keep(Approval said, Principal principal, ToolDefinition tool) {
        if (said != Approval.ALWAYS && said != Approval.NEVER) {
            return;
        }
        Ruling ruling = said == Approval.ALWAYS ? Ruling.ALLOW : Ruling.DENY;
        PrincipalPattern.exactly(principal)
                .ifPresent(who ->
                        file.add(PolicyRule.of(who, new ToolPattern(tool.name().value()), ruling)));
    }

    private static String command(Principal principal, ToolDefinition tool) {
        String whom =
                PrincipalPattern.exactly(principal)
                        .map(PrincipalPattern::text)
                        .filter(text -> text.matches("[A-Za-z0-9:._-]+"))
                        .orElse("agent");
        return "hqe policy allow --principal " + whom + " --tool " + tool.name() + " --for 8h";
    }
}
