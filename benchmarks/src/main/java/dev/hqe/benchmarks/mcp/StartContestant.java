package dev.hqe.benchmarks.mcp;

import java.util.List;
import java.util.Map;

/// What is started and asked for its tools, over standard streams.
///
/// @param name as the tables show it
/// @param command the program and its arguments
/// @param environment added to our own
/// @param workbench what of a workbench beside it there is
record StartContestant(
        String name,
        List<String> command,
        Map<String, String> environment,
        WorkbenchBeside workbench) {

    /// A workbench in a process of its own.
    enum WorkbenchBeside {
        NONE,
        /// It runs before and after.
        RUNS,
        /// It is started by what is measured, and ended afterwards.
        IS_STARTED
    }

    StartContestant {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }
}
