package dev.tarn.architecture;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/** Holds the code to the dependency rules, and the rules to their ability to fail. */
@Tag("architecture")
class ArchitectureTest {
    private static final String ROOT = "dev.tarn";
    private static final String FIXTURE = "dev.tarn.architecture.fixture";

    @TestFactory
    Stream<DynamicTest> codeKeepsTheRules() {
        JavaClasses code = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages(ROOT);
        return new Rules(ROOT)
                .all().entrySet().stream()
                        .map(rule ->
                                dynamicTest(rule.getKey(), () -> rule.getValue().check(code)));
    }

    @TestFactory
    Stream<DynamicTest> everyRuleCanFail() {
        JavaClasses offenders = new ClassFileImporter().importPackages(FIXTURE);
        return new Rules(FIXTURE)
                .all().entrySet().stream()
                        .map(rule -> dynamicTest(
                                rule.getKey(),
                                () -> assertTrue(
                                        rule.getValue().evaluate(offenders).hasViolation(),
                                        "the fixtures break this rule, and it does not notice")));
    }
}
