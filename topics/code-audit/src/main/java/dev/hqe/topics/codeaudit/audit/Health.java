package dev.hqe.topics.codeaudit.audit;

import dev.hqe.topics.codeaudit.secrets.Severity;
import java.util.ArrayList;
import java.util.List;

/// A score of 0 to 100 and why it is not 100. The weights are this project's own choice; they say
/// what to look at first and are no measure of security.
///
/// @param score 100 less all deductions, in tenths of a point: 0 to 1000
/// @param deductions only those that take something
public record Health(int score, List<Deduction> deductions) {
    /// How the score is made, for people.
    public static final String FORMULA =
            "100 minus: secrets 15/10/4/1 for critical/high/medium/low, at most 50; risky patterns"
                    + " 8/4/2/0.5 for critical/high/medium/low per thousand lines of code (at least"
                    + " one thousand), at most 30; 10 times the share of direct dependencies"
                    + " without one version or lock file; 5 if the project names no licence; 5 if"
                    + " five or more files of code have no tests beside them.";

    private static final int SECRETS_MAX = 500;
    private static final int PATTERNS_MAX = 300;
    private static final int LOOSE_MAX = 100;
    private static final int LICENSE = 50;
    private static final int TESTS = 50;
    private static final int CODE_FILES = 5;

    public Health {
        deductions = List.copyOf(deductions);
    }

    /// What takes points off.
    ///
    /// @param reason stable name: `secrets`, `risky_patterns`, `loose_dependencies`,
    ///   `missing_license`, `missing_tests`
    /// @param tenths tenths of a point, above 0
    /// @param detail the numbers behind it
    public record Deduction(String reason, int tenths, String detail) {}

    static Health of(Folder folder, boolean licensed) {
        List<Deduction> deductions = new ArrayList<>();
        int secrets =
                150 * folder.secrets(Severity.CRITICAL)
                        + 100 * folder.secrets(Severity.HIGH)
                        + 40 * folder.secrets(Severity.MEDIUM)
                        + 10 * folder.secrets(Severity.LOW);
        add("secrets", Math.min(secrets, SECRETS_MAX), counts(folder, true), deductions);
        long patterns =
                80L * folder.patterns(Severity.CRITICAL)
                        + 40L * folder.patterns(Severity.HIGH)
                        + 20L * folder.patterns(Severity.MEDIUM)
                        + 5L * folder.patterns(Severity.LOW);
        int perThousand = (int) (patterns * 1000 / Math.max(1000, folder.lines()));
        add(
                "risky_patterns",
                Math.min(perThousand, PATTERNS_MAX),
                counts(folder, false) + " in " + folder.lines() + " lines of code",
                deductions);
        int loose = folder.direct() == 0 ? 0 : LOOSE_MAX * folder.loose() / folder.direct();
        add(
                "loose_dependencies",
                loose,
                folder.loose()
                        + " of "
                        + folder.direct()
                        + " direct dependencies have neither one version nor a lock file",
                deductions);
        add(
                "missing_license",
                licensed || folder.files() == 0 ? 0 : LICENSE,
                "no licence was found",
                deductions);
        boolean untested = folder.codeFiles() >= CODE_FILES && folder.tests() == 0;
        add(
                "missing_tests",
                untested ? TESTS : 0,
                folder.codeFiles() + " files of code, and none that looks like a test",
                deductions);
        int score = 1000;
        for (Deduction deduction : deductions) {
            score -= deduction.tenths();
        }
        return new Health(score, deductions);
    }

    private static void add(String reason, int tenths, String detail, List<Deduction> to) {
        if (tenths > 0) {
            to.add(new Deduction(reason, tenths, detail));
        }
    }

    private static String counts(Folder folder, boolean secrets) {
        StringBuilder text = new StringBuilder();
        for (Severity severity : Severity.values()) {
            int count = secrets ? folder.secrets(severity) : folder.patterns(severity);
            if (count > 0) {
                text.append(text.isEmpty() ? "" : ", ").append(count).append(' ');
                text.append(severity.label());
            }
        }
        return text.toString();
    }
}
