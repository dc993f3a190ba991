package dev.hqe.topics.codeaudit.secrets;

import java.util.List;

/// One way in which a rule's secret is written. Stateless, so one instance serves every scan.
///
/// A detector is asked only at places where one of its anchors could start, and must do bounded
/// work there: every run it follows has a maximum, or stops where its own anchor would start again.
interface Detector {
    /// ASCII literals of at least two characters, one of which starts at every place to ask about.
    List<String> anchors();

    /// Whether the anchors are meant in any case; they are then given in lower case.
    default boolean ignoresCase() {
        return false;
    }

    /// The secret whose anchor starts at `at`, or [Span#NONE]. The span may start before `at`.
    Span detect(Text text, int at, double minEntropy);
}
