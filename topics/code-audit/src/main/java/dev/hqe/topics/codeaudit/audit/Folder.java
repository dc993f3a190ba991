package dev.hqe.topics.codeaudit.audit;

import dev.hqe.topics.codeaudit.secrets.Severity;
import java.util.EnumMap;
import java.util.Map;

/// The numbers of a folder that its score is made of. Not thread-safe.
final class Folder {
    private final Map<Severity, Integer> secrets = new EnumMap<>(Severity.class);
    private final Map<Severity, Integer> patterns = new EnumMap<>(Severity.class);
    private int files;
    private int codeFiles;
    private int lines;
    private int tests;
    private int direct;
    private int loose;

    void file(boolean code, int codeLines, boolean test) {
        files++;
        codeFiles += code ? 1 : 0;
        lines += codeLines;
        tests += test ? 1 : 0;
    }

    void finding(Finding.Kind kind, Severity severity) {
        if (kind == Finding.Kind.SECRET) {
            secrets.merge(severity, 1, (a, b) -> a + b);
        } else if (kind == Finding.Kind.PATTERN) {
            patterns.merge(severity, 1, (a, b) -> a + b);
        }
    }

    void dependencies(int asked, int unpinned) {
        direct += asked;
        loose += unpinned;
    }

    int secrets(Severity severity) {
        return secrets.getOrDefault(severity, 0);
    }

    int patterns(Severity severity) {
        return patterns.getOrDefault(severity, 0);
    }

    int files() {
        return files;
    }

    /// Files in a language that there are rules for.
    int codeFiles() {
        return codeFiles;
    }

    /// Of those files.
    int lines() {
        return lines;
    }

    int tests() {
        return tests;
    }

    /// Dependencies that manifests ask for.
    int direct() {
        return direct;
    }

    /// Of those, the ones whose version may change from build to build.
    int loose() {
        return loose;
    }
}
