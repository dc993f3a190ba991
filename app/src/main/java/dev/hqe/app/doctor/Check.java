package dev.hqe.app.doctor;

import java.util.function.Supplier;

/// One thing that is looked at.
///
/// @param what one or two words for a person
/// @param look looks; called once
public record Check(String what, Supplier<Outcome> look) {

    /// What came of it.
    public record Finding(String what, Outcome outcome) {

        public boolean isFine() {
            return outcome instanceof Outcome.Fine;
        }
    }

    /// Looks. A check that fails has found something wrong; the others go on.
    public Finding run() {
        try {
            return new Finding(what, look.get());
        } catch (RuntimeException e) { // an edge: what is ill may fail in any way
            String message = e.getMessage();
            return new Finding(
                    what, new Outcome.Wrong(message == null ? e.toString() : message, ""));
        }
    }
}
