package dev.hqe.ui;

import java.util.List;

/// How the workbench is, for the status bar. Asked for every few seconds on a virtual thread; may
/// block.
@FunctionalInterface
public interface Vitals {

    /// How it is now.
    Reading read();

    /// What there is, in numbers.
    ///
    /// @param agents that are connected
    /// @param serversReady hosted servers that answer
    /// @param servers that are hosted
    /// @param memoryBacklog passages that are not searchable by meaning yet
    /// @param problems of the configuration, as people read them; the first is shown
    record Reading(
            int agents, int serversReady, int servers, long memoryBacklog, List<String> problems) {

        /// Nobody is connected, and nothing is to do.
        public static final Reading CALM = new Reading(0, 0, 0, 0, List.of());

        public Reading {
            problems = List.copyOf(problems);
        }
    }
}
