package dev.hqe.app.doctor;

/// What a check has found.
public sealed interface Outcome {

    /// Nothing is wrong.
    ///
    /// @param detail what there is, for a person
    record Fine(String detail) implements Outcome {}

    /// Something is wrong.
    ///
    /// @param detail what it is
    /// @param fix the one command that mends it; empty where the detail says what to do
    record Wrong(String detail, String fix) implements Outcome {}

    /// The detail, and what to run.
    default String text() {
        return switch (this) {
            case Fine(String detail) -> detail;
            case Wrong(String detail, String fix) ->
                    fix.isEmpty()
                            ? detail
                            : detail + (detail.endsWith(".") ? " Run: " : ". Run: ") + fix;
        };
    }
}
