package dev.hqe.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.hqe.kernel.bus.Fact;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Keeps `docs/EVENTS.md` true: it is made from the classes, and this test fails when it is stale.
/// With `-Dhqe.write.events` it is written anew.
class EventsDocumentTest {

    private static final Path ROOT = Path.of("..");
    private static final Path DOCUMENT = ROOT.resolve("docs/EVENTS.md");
    private static final Pattern DOC_COMMENT =
            Pattern.compile("((?:^///.*\n)+)public record", Pattern.MULTILINE);

    private static final JavaClasses HOUSE =
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .importPackages("dev.hqe");

    @Test
    void eventsDocumentIsUpToDate() throws IOException {
        String expected = document();
        if (System.getProperty("hqe.write.events") != null) {
            Files.writeString(DOCUMENT, expected);
        }

        String actual = Files.exists(DOCUMENT) ? Files.readString(DOCUMENT) : "";

        assertThat(actual)
                .as("docs/EVENTS.md; write it anew with" + " ./mvnw verify -Dhqe.write.events=true")
                .isEqualTo(expected);
    }

    private static String document() throws IOException {
        StringBuilder text =
                new StringBuilder(
                        """
                        # Events

                        The facts that travel on the event bus, who publishes them and who hears them. This file is
                        made from the classes; a test fails when it is stale.

                        | Fact | What has happened | Published by | Heard by |
                        |---|---|---|---|
                        """);
        List<JavaClass> facts =
                HOUSE.stream()
                        .filter(type -> type.isAssignableTo(Fact.class) && type.isRecord())
                        .sorted(Comparator.comparing(JavaClass::getSimpleName))
                        .toList();
        for (JavaClass fact : facts) {
            text.append(
                    "| `%s` (`%s`) | %s | %s | %s |%n"
                            .formatted(
                                    fact.getSimpleName(),
                                    fact.getPackageName(),
                                    summary(fact),
                                    names(publishers(fact)),
                                    names(hearers(fact))));
        }
        return text.toString();
    }

    private static Set<String> publishers(JavaClass fact) {
        Set<String> names = new TreeSet<>();
        fact.getConstructorCallsToSelf()
                .forEach(call -> names.add(outermost(call.getOriginOwner())));
        names.remove(fact.getSimpleName());
        return names;
    }

    /// Who names the fact's class as a value: nobody does but to hear it.
    private static Set<String> hearers(JavaClass fact) {
        Set<String> names = new TreeSet<>();
        for (JavaClass type : HOUSE) {
            for (JavaCodeUnit code : type.getCodeUnits()) {
                boolean hears =
                        code.getReferencedClassObjects().stream()
                                .anyMatch(o -> o.getRawType().equals(fact));
                if (hears) {
                    names.add(outermost(type));
                }
            }
        }
        return names;
    }

    private static String outermost(JavaClass type) {
        return type.getEnclosingClass()
                .map(EventsDocumentTest::outermost)
                .orElse(type.getSimpleName());
    }

    private static String names(Set<String> names) {
        return names.isEmpty() ? "nobody yet" : String.join(", ", names);
    }

    /// The first sentence of the fact's documentation.
    private static String summary(JavaClass fact) throws IOException {
        String file = fact.getName().replace('.', '/') + ".java";
        try (Stream<Path> modules = Files.list(ROOT)) {
            Path source =
                    modules.map(module -> module.resolve("src/main/java").resolve(file))
                            .filter(Files::exists)
                            .findFirst()
                            .orElseThrow(() -> new IOException("no source of " + fact.getName()));
            Matcher comment = DOC_COMMENT.matcher(Files.readString(source));
            assertThat(comment.find()).as("documentation of " + fact.getName()).isTrue();
            String text = comment.group(1).replaceAll("(?m)^/// ?", "").replaceAll("\\s+", " ");
            int end = text.indexOf(". ");
            return (end < 0 ? text : text.substring(0, end + 1)).strip().replace("|", "\\|");
        }
    }
}
