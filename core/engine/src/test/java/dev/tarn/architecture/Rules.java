package dev.tarn.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvent;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The dependency rules of the project below a root package: {@code dev.tarn} for the real ones, the fixtures' package
 * for the test that each rule is able to fail.
 */
final class Rules {
    private static final String[] STAGES_ON_CALCITE = {"sql", "catalog", "plan", "lower"};
    private static final String CALCITE = "org.apache.calcite..";
    private static final String AVATICA = "org.apache.calcite.avatica..";
    private static final String AVATICA_UTIL = "org.apache.calcite.avatica.util..";

    private final String root;
    private final Map<String, Integer> layers = new LinkedHashMap<>();

    Rules(String root) {
        this.root = root;
        layers.put("spi", 0);
        layers.put("config", 10);
        layers.put("memory", 10);
        layers.put("kernel", 10);
        layers.put("expr", 20);
        layers.put("exec", 30);
        layers.put("catalog", 41);
        layers.put("sql", 42);
        layers.put("plan", 43);
        layers.put("lower", 50);
        layers.put("query", 60);
        layers.put("", 70);
    }

    /** The name of each rule beside the rule. */
    Map<String, ArchRule> all() {
        Map<String, ArchRule> rules = new LinkedHashMap<>();
        rules.put("imports go to a lower layer only", importsGoDown());
        rules.put("packages are free of cycles", noCycles());
        rules.put("the SPI stands on Arrow and the JDK", spiStandsAlone());
        rules.put("Calcite stays in the stages that plan", calciteStaysInPlanning());
        rules.put("Avatica is not used", avaticaIsNotUsed());
        rules.put("the executor knows no planner", executorKnowsNoPlanner());
        rules.put("only lower joins physical plans and the executor", onlyLowerBridges());
        rules.put("only query sequences the stages", onlyQuerySequences());
        rules.put("connectors see the SPI alone", connectorsSeeSpiAlone());
        rules.put("the test kit sees the SPI alone", testkitSeesSpiAlone());
        rules.put("a running query looks no function up", noFunctionLookupWhileRunning());
        rules.put("the public API shows the root package and the SPI", apiShowsItselfOnly());
        return rules;
    }

    private ArchRule importsGoDown() {
        return classes()
                .that(describe("are in a layer", type -> layer(type) != null))
                .should(new ArchCondition<JavaClass>("only see lower layers and their own package tree") {
                    @Override
                    public void check(JavaClass type, ConditionEvents events) {
                        for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                            if (goesUpOrAcross(type, dependency.getTargetClass())) {
                                events.add(SimpleConditionEvent.violated(dependency, dependency.getDescription()));
                            }
                        }
                    }
                });
    }

    private boolean goesUpOrAcross(JavaClass from, JavaClass to) {
        Integer fromLayer = layer(from);
        Integer toLayer = layer(to);
        return toLayer != null && !area(from).equals(area(to)) && toLayer >= fromLayer;
    }

    /** A generated package counts as one with the package above it, whose grammar it is made of. */
    private ArchRule noCycles() {
        return slices().assignedFrom(new SliceAssignment() {
                    @Override
                    public String getDescription() {
                        return "packages below " + root;
                    }

                    @Override
                    public SliceIdentifier getIdentifierOf(JavaClass type) {
                        String name = type.getPackageName();
                        return isOurs(type) && !name.equals(root)
                                ? SliceIdentifier.of(
                                        name.substring(root.length() + 1).replaceFirst("[.]generated$", ""))
                                : SliceIdentifier.ignore();
                    }
                })
                .should()
                .beFreeOfCycles();
    }

    private ArchRule spiStandsAlone() {
        return classes()
                .that(resideInAnyPackage(tree("spi")))
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(tree("spi"), "java..", "org.apache.arrow.."));
    }

    private ArchRule calciteStaysInPlanning() {
        return noClasses()
                .that(resideInAnyPackage(root + ".."))
                .and(resideOutsideOfPackages(trees(STAGES_ON_CALCITE)))
                .and(resideOutsideOfPackages(tree("jdbc")))
                .should()
                .dependOnClassesThat(resideInAnyPackage(CALCITE));
    }

    private ArchRule avaticaIsNotUsed() {
        return noClasses()
                .that(resideInAnyPackage(root + ".."))
                .should()
                .dependOnClassesThat(resideInAnyPackage(AVATICA).and(resideOutsideOfPackages(AVATICA_UTIL)));
    }

    private ArchRule executorKnowsNoPlanner() {
        return noClasses()
                .that(resideInAnyPackage(trees("exec", "expr", "kernel", "memory")))
                .should()
                .dependOnClassesThat(resideInAnyPackage(trees("sql", "plan", "catalog", "lower", "query")));
    }

    private ArchRule onlyLowerBridges() {
        return noClasses()
                .that(resideInAnyPackage(root + ".."))
                .and(resideOutsideOfPackages(tree("lower")))
                .should(seeBoth(tree("plan.physical"), tree("exec")));
    }

    private ArchRule onlyQuerySequences() {
        return noClasses()
                .that(resideInAnyPackage(root + ".."))
                .and(resideOutsideOfPackages(tree("query")))
                .should(seeBoth(tree("sql.parser"), tree("plan")))
                .orShould(seeFromOutside(tree("lower")));
    }

    private ArchRule connectorsSeeSpiAlone() {
        return classes()
                .that(resideInAnyPackage(trees("storage", "format", "source", "table")))
                .should(new ArchCondition<JavaClass>("see no Tarn but the SPI and their own connector") {
                    @Override
                    public void check(JavaClass type, ConditionEvents events) {
                        for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                            JavaClass target = dependency.getTargetClass();
                            if (isOurs(target)
                                    && !area(target).equals("spi")
                                    && !connector(target).equals(connector(type))) {
                                events.add(SimpleConditionEvent.violated(dependency, dependency.getDescription()));
                            }
                        }
                    }
                });
    }

    private ArchRule testkitSeesSpiAlone() {
        return noClasses()
                .that(resideInAnyPackage(tree("testkit")))
                .should()
                .dependOnClassesThat(resideInAnyPackage(root + "..")
                        .and(resideOutsideOfPackages(tree("spi")))
                        .and(resideOutsideOfPackages(tree("testkit"))));
    }

    private ArchRule noFunctionLookupWhileRunning() {
        return noClasses()
                .that(resideInAnyPackage(trees("exec", "expr", "kernel")))
                .should()
                .dependOnClassesThat(resideInAnyPackage(tree("sql.function")));
    }

    private ArchRule apiShowsItselfOnly() {
        DescribedPredicate<JavaClass> shown = resideInAnyPackage(root, tree("spi"), "java..", "org.apache.arrow..")
                .or(primitive());
        return classes()
                .that(resideInAnyPackage(root))
                .and()
                .arePublic()
                .should(new ArchCondition<JavaClass>("show nothing but the root package, the SPI, Arrow and the JDK") {
                    @Override
                    public void check(JavaClass type, ConditionEvents events) {
                        for (JavaMethod method : type.getMethods()) {
                            if (method.getModifiers().contains(JavaModifier.PUBLIC)) {
                                signature(method)
                                        .filter(not(shown))
                                        .forEach(other -> events.add(violation(method, other)));
                            }
                        }
                    }
                });
    }

    private static Stream<JavaClass> signature(JavaMethod method) {
        List<JavaClass> types = new ArrayList<>(method.getRawParameterTypes());
        types.add(method.getRawReturnType());
        return types.stream().map(JavaClass::getBaseComponentType);
    }

    private static ConditionEvent violation(JavaMethod method, JavaClass shown) {
        return SimpleConditionEvent.violated(method, method.getFullName() + " shows " + shown.getName());
    }

    private static DescribedPredicate<JavaClass> primitive() {
        return describe("primitive types", JavaClass::isPrimitive);
    }

    private ArchCondition<JavaClass> seeBoth(String one, String other) {
        DescribedPredicate<JavaClass> inOne = resideInAnyPackage(one);
        DescribedPredicate<JavaClass> inOther = resideInAnyPackage(other);
        return new ArchCondition<>("see both " + one + " and " + other) {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                boolean both = (inOne.test(type) || sees(type, inOne)) && (inOther.test(type) || sees(type, inOther));
                events.add(new SimpleConditionEvent(type, both, type.getName() + " sees " + one + " and " + other));
            }
        };
    }

    private ArchCondition<JavaClass> seeFromOutside(String tree) {
        DescribedPredicate<JavaClass> inside = resideInAnyPackage(tree);
        return new ArchCondition<>("see " + tree + " from outside") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                boolean seen = !inside.test(type) && sees(type, inside);
                events.add(new SimpleConditionEvent(type, seen, type.getName() + " sees " + tree));
            }
        };
    }

    private static boolean sees(JavaClass type, DescribedPredicate<JavaClass> other) {
        return type.getDirectDependenciesFromSelf().stream().anyMatch(found -> other.test(found.getTargetClass()));
    }

    private boolean isOurs(JavaClass type) {
        return type.getPackageName().equals(root) || type.getPackageName().startsWith(root + ".");
    }

    /** The first package below the root, {@code ""} for the root itself and for everything that is not ours. */
    private String area(JavaClass type) {
        String name = type.getPackageName();
        if (!name.startsWith(root + ".")) {
            return "";
        }
        String below = name.substring(root.length() + 1);
        int dot = below.indexOf('.');
        return dot < 0 ? below : below.substring(0, dot);
    }

    /** The connector that a class belongs to: the first two packages below the root, {@code storage.local} for one. */
    private String connector(JavaClass type) {
        String name = type.getPackageName();
        String below = name.substring(Math.min(name.length(), root.length() + 1));
        String[] parts = below.split("\\.", -1);
        return parts.length < 2 ? below : parts[0] + "." + parts[1];
    }

    private Integer layer(JavaClass type) {
        return isOurs(type) ? layers.get(area(type)) : null;
    }

    private String tree(String area) {
        return root + "." + area + "..";
    }

    private String[] trees(String... areas) {
        return Stream.of(areas).map(this::tree).toArray(String[]::new);
    }
}
