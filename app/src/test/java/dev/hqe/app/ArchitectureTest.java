package dev.hqe.app;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import dev.hqe.kernel.bus.Fact;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/// The walls of the house that Maven cannot hold, each with its reason.
class ArchitectureTest {

    private static final JavaClasses HOUSE =
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .importPackages("dev.hqe");

    private static final List<String> PARTS = List.of("ingestion", "memory", "mcp", "flow", "sync");

    @Test
    void seesEveryModule() {
        for (String part :
                List.of(
                        "app",
                        "flow",
                        "ingestion",
                        "kernel",
                        "mcp",
                        "memory",
                        "shim",
                        "sync",
                        "ui")) {
            assertThat(HOUSE.containPackage("dev.hqe." + part)).as(part).isTrue();
        }
    }

    @Test
    void theKernelKnowsNobody() {
        noClasses()
                .that()
                .resideInAPackage("dev.hqe.kernel..")
                .should()
                .dependOnClassesThat(ourClassesOutside("dev.hqe.kernel"))
                .because("everything stands on the kernel, so whatever it knew would be everywhere")
                .check(HOUSE);
    }

    @Test
    void theShimNeedsNothingButTheJdk() {
        classes()
                .that()
                .resideInAPackage("dev.hqe.shim..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("dev.hqe.shim..", "java..", "org.jspecify..")
                .because("agents start it again and again, and each class costs")
                .check(HOUSE);
    }

    @Test
    void thePartsDoNotKnowEachOther() {
        for (String part : PARTS) {
            noClasses()
                    .that()
                    .resideInAPackage("dev.hqe." + part + "..")
                    .should()
                    .dependOnClassesThat(ourClassesOutside("dev.hqe." + part, "dev.hqe.kernel"))
                    .because("parts talk by facts and by ports that the asker owns; app wires them")
                    .check(HOUSE);
        }
    }

    @Test
    void theWindowKnowsNothingOfItsComposer() {
        noClasses()
                .that()
                .resideInAPackage("dev.hqe.ui..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.hqe.app..")
                .because("the window is given its parts, so that it can be opened on other ones")
                .check(HOUSE);
    }

    @Test
    void internalsStayInside() {
        classes()
                .that()
                .resideInAPackage("dev.hqe..internal..")
                .should(beUsedByTheirOwnModuleOnly())
                .because("what is internal can change without asking anybody")
                .check(HOUSE);
    }

    @Test
    void onlyTheWindowTouchesJavaFx() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.hqe.ui..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("javafx..")
                .because("everything but the window runs headless")
                .check(HOUSE);
    }

    @Test
    void onlyTheStoreTouchesJdbc() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.hqe.kernel.store..")
                .should()
                .dependOnClassesThat(
                        DescribedPredicate.describe(
                                "open or use JDBC connections",
                                type ->
                                        type.getName().equals("java.sql.Connection")
                                                || type.getName().equals("java.sql.DriverManager")
                                                || type.getPackageName().startsWith("org.sqlite")))
                .because(
                        "SQLite on a virtual thread starves the machine; the store has the threads")
                .check(HOUSE);
    }

    @Test
    void onlyItsAdapterTouchesTheWasmEngine() {
        noClasses()
                .that()
                .haveNameNotMatching("dev\\.hqe\\.mcp\\.sandbox\\.Chicory(Module|Instance)(\\$.*)?")
                .and()
                .resideOutsideOfPackage("dev.hqe.topics.kit.testing")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.dylibso.chicory..")
                .because("the engine is due to be replaced by its successor (decision 0003)")
                .check(HOUSE);
    }

    @Test
    void oneClassTouchesTheKeychain() {
        noClasses()
                .that()
                .haveNameNotMatching("dev\\.hqe\\.kernel\\.secret\\.OsKeychain(\\$.*)?")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("com.github.javakeyring..", "org.freedesktop..")
                .because("it blocks and throws anything, so all of it runs behind one time limit")
                .check(HOUSE);
    }

    @Test
    void theProductOwesNothingToTheSdk() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.hqe.app.demo..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.modelcontextprotocol..")
                .because("the SDK is the peer that we did not write (decision 0001)")
                .check(HOUSE);
    }

    @Test
    void factsAreRecordsBesideWhatTheySpeakOf() {
        classes()
                .that()
                .implement(Fact.class)
                .should()
                .beRecords()
                .because("a fact does not change after it was told")
                .check(HOUSE);
    }

    @Test
    void packagesHaveNoCycles() {
        for (String module : List.of("kernel", "ingestion", "mcp", "app")) {
            slices().matching("dev.hqe." + module + ".(*)..")
                    .should()
                    .beFreeOfCycles()
                    .because("a room that can only be understood with its neighbour is not a room")
                    .check(HOUSE);
        }
    }

    @Test
    void nullIsMarkedEverywhere() {
        ArchRule marked =
                classes()
                        .that()
                        .haveSimpleName("package-info")
                        .should()
                        .beAnnotatedWith(NullMarked.class)
                        .because("NullAway checks only what is marked");
        marked.check(HOUSE);
        Map<String, List<JavaClass>> byPackage =
                HOUSE.stream().collect(Collectors.groupingBy(JavaClass::getPackageName));
        assertThat(byPackage)
                .allSatisfy((name, types) ->
                        assertThat(types)
                                .as("package-info of " + name)
                                .anyMatch(t -> t.getSimpleName().equals("package-info")));
    }

    @Test
    void commandsForTheDataKnowTheirSurroundingsByTheirStationAlone() {
        noClasses()
                .that()
                .areAssignableTo("dev.hqe.app.cli.WorkbenchCommand")
                .and()
                .haveNameNotMatching(".*\\.ServeCommand") // which stays in its own process
                .should()
                .accessField(System.class, "in")
                .orShould()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .orShould()
                .callMethod(System.class, "console")
                .orShould()
                .callMethod(System.class, "exit", int.class)
                .orShould()
                .callMethod(Path.class, "toAbsolutePath")
                .orShould()
                .callMethod(Runtime.class, "addShutdownHook", Thread.class)
                .orShould()
                .dependOnClassesThat()
                .haveNameMatching(".*\\.(ConsolePrompt|Consent|Signals)")
                .because("they run in the workbench that holds the data, for another process")
                .check(HOUSE);
    }

    @Test
    void nobodyWritesToStandardOutput() {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        "dev.hqe.app..", "dev.hqe.topics..", "dev.hqe.benchmarks..")
                .should()
                .accessField(System.class, "out")
                .because("standard output belongs to the protocol under `hqe mcp`")
                .check(HOUSE);
    }

    private static DescribedPredicate<JavaClass> ourClassesOutside(String... packages) {
        return DescribedPredicate.describe(
                "are ours and not in " + String.join(", ", packages),
                type ->
                        type.getPackageName().startsWith("dev.hqe.")
                                && List.of(packages).stream()
                                        .noneMatch(p -> isIn(type.getPackageName(), p)));
    }

    private static boolean isIn(String name, String parent) {
        return name.equals(parent) || name.startsWith(parent + ".");
    }

    private static ArchCondition<JavaClass> beUsedByTheirOwnModuleOnly() {
        return new ArchCondition<>("be used by their own module only") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                String name = type.getPackageName();
                String owner = name.substring(0, name.indexOf(".internal"));
                type.getDirectDependenciesToSelf().stream()
                        .filter(d -> !isIn(d.getOriginClass().getPackageName(), owner))
                        .forEach(d ->
                                events.add(SimpleConditionEvent.violated(d, d.getDescription())));
            }
        };
    }
}
