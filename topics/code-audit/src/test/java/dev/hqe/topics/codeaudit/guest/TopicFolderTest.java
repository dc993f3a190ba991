package dev.hqe.topics.codeaudit.guest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hqe.topics.codeaudit.patterns.Language;
import dev.hqe.topics.codeaudit.patterns.PatternBook;
import dev.hqe.topics.codeaudit.patterns.PatternRule;
import dev.hqe.topics.codeaudit.secrets.Rule;
import dev.hqe.topics.codeaudit.secrets.RuleBook;
import dev.hqe.topics.kit.testing.TopicFolderContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The assembled folder: what holds of every Topic, and of this one.
class TopicFolderTest extends TopicFolderContract {
    TopicFolderTest() {
        super(CodeAudit.TOOLS);
    }

    @Test
    void theReadmeListsEveryPattern() throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        String table =
                Stream.of(Language.values())
                        .flatMap(language -> PatternBook.of(language).rules().stream())
                        .map(TopicFolderTest::row)
                        .collect(Collectors.joining("\n"));

        assertThat(readme)
                .as("replace the rows of the table in README.md by these:%n%s%n", table)
                .contains("|---|---|---:|---|\n" + table + "\n");
    }

    @Test
    void theReadmeListsEveryRule() throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        String table =
                RuleBook.standard().rules().stream()
                        .map(TopicFolderTest::row)
                        .collect(Collectors.joining("\n"));

        assertThat(readme)
                .as("replace the rows of the table in README.md by these:%n%s%n", table)
                .contains("|---|---|---|---|\n" + table + "\n");
    }

    private static String row(PatternRule rule) {
        return "| `"
                + rule.id()
                + "` | "
                + rule.title()
                + " | "
                + rule.cwe()
                + " | "
                + rule.severity().label()
                + " |";
    }

    private static String row(Rule rule) {
        String mark = rule.fingerprinted() ? "yes" : "";
        return "| `"
                + rule.id()
                + "` | "
                + rule.title()
                + " | "
                + rule.severity().label()
                + " | "
                + mark
                + " |";
    }
}
