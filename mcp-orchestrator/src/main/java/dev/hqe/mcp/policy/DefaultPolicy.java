package dev.hqe.mcp.policy;

import dev.hqe.mcp.Principal;
import dev.hqe.mcp.ToolDefinition;

/// What holds where no rule speaks.
///
/// - A person's own call runs: the person has already decided.
/// - The workbench's own tools run, except those that say they destroy something. They are our code
///   and their hints are our word.
/// - A Topic's tools run. They live in the sandbox, see only what their manifest says, and a person
///   has installed them.
/// - A hosted server's tool runs when it says that it only reads. That is the server's word, which
///   the protocol calls untrusted; it is taken because a person has added that server. One that
///   says that it writes, or says nothing, is asked about: it runs outside any sandbox.
/// - A tool from nowhere is asked about.
///
/// Flows are treated like agents: nobody watches them while they run.
final class DefaultPolicy {

    private DefaultPolicy() {}

    static Ruling rule(Principal principal, ToolDefinition tool) {
        if (principal.kind() == Principal.Kind.PERSON) {
            return Ruling.ALLOW;
        }
        boolean reads = tool.hint("readOnlyHint", false);
        boolean destroys = !reads && tool.hint("destructiveHint", true);
        return switch (tool.origin().kind()) {
            case WORKBENCH -> destroys ? Ruling.ASK : Ruling.ALLOW;
            case TOPIC -> Ruling.ALLOW;
            case SERVER -> reads ? Ruling.ALLOW : Ruling.ASK;
            case UNKNOWN -> Ruling.ASK;
        };
    }

    /// Why a person is asked about a tool that no rule speaks of: a sentence.
    static String why(ToolDefinition tool) {
        return switch (tool.origin().kind()) {
            case WORKBENCH -> "No rule speaks of this tool, and it may change or delete something.";
            case TOPIC, SERVER ->
                    "No rule speaks of this tool, and it does not say that it only reads.";
            case UNKNOWN -> "No rule speaks of this tool, and nobody says where it comes from.";
        };
    }
}
