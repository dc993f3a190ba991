package dev.hqe.topics.codeaudit.dependencies;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a reader finds, as lines that a test can show whole: line, package URL, what was asked for
/// in brackets, scope, relation; and `?`, line, reason for what was not understood.
final class Listing {
    private Listing() {}

    static String of(String path, String text) {
        Inventory inventory = DependencyFile.at(path).orElseThrow().read(text);
        return Stream.concat(
                        inventory.dependencies().stream().map(Listing::line),
                        inventory.unread().stream()
                                .map(place -> "? " + place.line() + " " + place.reason()))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private static String line(Dependency dependency) {
        return dependency.line()
                + " "
                + dependency.purl()
                + " ["
                + dependency.requirement()
                + "] "
                + dependency.scope().label()
                + " "
                + dependency.relation().label();
    }
}
