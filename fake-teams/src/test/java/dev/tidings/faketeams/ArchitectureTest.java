package dev.tidings.faketeams;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private final JavaClasses classes = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.tidings.faketeams");

    @Test
    void packages_have_no_cycles() {
        slices().matching("dev.tidings.faketeams.(*)..")
                .should()
                .beFreeOfCycles()
                .check(classes);
    }

    @Test
    void nothing_inside_knows_the_front() {
        noClasses()
                .that()
                .resideInAPackage("dev.tidings.faketeams.*")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.tidings.faketeams")
                .check(classes);
    }

    @Test
    void nothing_of_ours_is_known() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.tidings.teams..",
                        "dev.tidings.delivery..",
                        "dev.tidings.server..",
                        "dev.tidings.cluster..")
                .check(classes);
    }
}
