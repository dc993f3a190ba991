package dev.hqe.ui.internal.tools;

import java.time.Duration;

/// How far a run is.
sealed interface RunState {

    /// It runs.
    ///
    /// @param part how much of it is done, between 0 and 1; negative where the tool does not say
    /// @param message what the tool says it is doing; may be empty
    record Running(double part, String message) implements RunState {

        static final Running BEGUN = new Running(-1, "");
    }

    /// It has ended.
    ///
    /// @param bytes of the result, as JSON
    record Ended(End end, ResultSheet sheet, long bytes, Duration took) implements RunState {}

    /// How a run ended.
    ///
    /// @param words what was said of it; empty where the result says it all
    record End(Kind kind, String words) {

        /// In the order of how much worked.
        enum Kind {
            DONE,
            /// The tool tried and could not.
            FAILED,
            /// It did not run: a rule, a person or a limit said no.
            REFUSED,
            /// The arguments do not fit.
            MISFIT,
            CANCELLED
        }
    }
}
