package dev.tarn.shell;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("architecture")
class ArchitectureTest {
    /** The shell talks java.sql, and the public API for what that has no words for: SQL text, progress, paths. */
    @Test
    void theShellSeesThePublicApiAlone() {
        noClasses()
                .should()
                .dependOnClassesThat(resideInAPackage("dev.tarn..")
                        .and(DescribedPredicate.not(resideInAnyPackage("dev.tarn", "dev.tarn.shell.."))))
                .check(new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("dev.tarn.shell"));
    }

    @Test
    void itsPackagesAreFreeOfCycles() {
        slices().matching("dev.tarn.shell.(*)..")
                .should()
                .beFreeOfCycles()
                .check(new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("dev.tarn.shell"));
    }
}
