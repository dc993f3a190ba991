package dev.hqe.ui.internal.tools;

import dev.hqe.mcp.policy.PolicyRule;
import dev.hqe.mcp.policy.Ruling;
import org.jspecify.annotations.Nullable;

/// What holds for agents and one tool.
///
/// @param ruleOrNull the rule that says so; null where none does
/// @param own whether that rule is about all agents and exactly this tool, so that it can be taken
///   away here
record Standing(Ruling ruling, @Nullable PolicyRule ruleOrNull, boolean own) {}
