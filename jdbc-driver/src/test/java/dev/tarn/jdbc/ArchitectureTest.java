package dev.tarn.jdbc;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("architecture")
class ArchitectureTest {
    /** The driver is one more program that embeds the engine. */
    @Test
    void theDriverSeesThePublicApiAlone() {
        noClasses()
                .should()
                .dependOnClassesThat(resideInAPackage("dev.tarn..")
                        .and(DescribedPredicate.not(
                                resideInAnyPackage("dev.tarn", "dev.tarn.spi..", "dev.tarn.jdbc.."))))
                .check(new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("dev.tarn.jdbc"));
    }
}
