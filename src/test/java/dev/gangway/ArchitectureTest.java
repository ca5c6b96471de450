package dev.gangway;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.gangway.control.Tempo;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Keeps the walls of the floor plan. A package that has no line in it fails, and so does an import that its line leaves out.
 *
 * <p>The rules are plain JUnit tests on purpose: Surefire 3.5.3 silently skips rules in {@code @ArchTest} fields.
 */
class ArchitectureTest {
    private static final JavaClasses GANGWAY = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.gangway");

    private static final DescribedPredicate<JavaClass> TRAFFIC = packages("dev.gangway.domain.traffic..");
    private static final DescribedPredicate<JavaClass> ANALYSIS = packages("dev.gangway.domain.analysis..");
    private static final DescribedPredicate<JavaClass> SCHEDULE = packages("dev.gangway.domain.schedule..");
    private static final DescribedPredicate<JavaClass> SHIFT = packages("dev.gangway.domain.shift..");
    private static final DescribedPredicate<JavaClass> DOMAIN = packages("dev.gangway.domain..");
    private static final DescribedPredicate<JavaClass> CONTROL = packages("dev.gangway.control..");
    private static final DescribedPredicate<JavaClass> TEMPO = equivalentTo(Tempo.class);
    private static final DescribedPredicate<JavaClass> CLUSTER = packages("dev.gangway.adapter.cluster..");

    private static final DescribedPredicate<JavaClass> INJECTION =
            packages("jakarta.inject..", "jakarta.enterprise..", "jakarta.annotation");
    private static final DescribedPredicate<JavaClass> LOGGING = packages("org.jboss.logging..");
    private static final DescribedPredicate<JavaClass> MUTINY = packages("io.smallrye.mutiny..");
    private static final DescribedPredicate<JavaClass> JACKSON = packages("com.fasterxml.jackson..");
    private static final DescribedPredicate<JavaClass> FABRIC8 =
            packages("io.fabric8..").or(JACKSON);
    private static final DescribedPredicate<JavaClass> REST = packages(
                    "jakarta.ws.rs..",
                    "jakarta.validation..",
                    "jakarta.annotation.security..",
                    "org.eclipse.microprofile.openapi..",
                    "org.jboss.resteasy.reactive..",
                    "io.smallrye.common.annotation",
                    "io.vertx.core.http",
                    "io.vertx.core.net")
            .or(JACKSON);

    /** The names in X.509 certificates, and what is wrong with them, which the JDK has there. */
    private static final DescribedPredicate<JavaClass> CERTIFICATES =
            packages("javax.security.auth.x500", "javax.net.ssl");

    /** Regular expressions in linear time. */
    private static final DescribedPredicate<JavaClass> RE2J = packages("com.google.re2j..");

    private static final DescribedPredicate<JavaClass> RANDOM = packages("org.apache.commons.rng..");

    /** What stands in for a mesh serves its API servers, its Prometheus and its own page, and reads its own settings. */
    private static final DescribedPredicate<JavaClass> SIMULATION = packages(
                    "org.apache.commons.rng..", "io.smallrye.config", "com.sun.net.httpserver", "io.vertx.core")
            .or(REST);

    private static final DescribedPredicate<JavaClass> REST_CLIENT = packages(
                    "jakarta.ws.rs..", "org.eclipse.microprofile.rest.client..", "io.vertx..")
            .or(JACKSON);
    private static final DescribedPredicate<JavaClass> MESSAGING = packages(
                    "org.eclipse.microprofile.reactive.messaging..", "io.smallrye.reactive.messaging..")
            .or(JACKSON);
    private static final DescribedPredicate<JavaClass> MEASURING =
            packages("io.micrometer..", "io.prometheus.client..");
    private static final DescribedPredicate<JavaClass> CACHE = packages("com.github.benmanes.caffeine..");
    private static final DescribedPredicate<JavaClass> JOSE = packages("org.jose4j..");
    private static final DescribedPredicate<JavaClass> PICOCLI = packages("picocli..");
    private static final DescribedPredicate<JavaClass> YAML = packages("org.yaml.snakeyaml..");
    private static final DescribedPredicate<JavaClass> DIFF = packages("com.github.difflib..");

    /** What is needed to be wired and to speak. */
    private static final DescribedPredicate<JavaClass> FRAME =
            packages("io.quarkus..").or(INJECTION).or(LOGGING).or(MUTINY);

    /** What each package may import beside itself and java.*; {@code config}, the roof, may import all but sim. */
    static List<Line> floorPlan() {
        return List.of(
                line("domain.traffic"),
                line("domain.analysis", TRAFFIC),
                line("domain.schedule"),
                line("domain.shift", TRAFFIC, ANALYSIS, SCHEDULE),
                line("domain.fleet", TRAFFIC, ANALYSIS, SHIFT),
                line("control", DOMAIN, MUTINY, INJECTION, LOGGING, RANDOM),
                line("adapter.crd", CONTROL, DOMAIN, CLUSTER, FABRIC8, RE2J, FRAME),
                line("adapter.istio", CONTROL, DOMAIN, CLUSTER, FABRIC8, YAML, FRAME),
                line("adapter.lease", CONTROL, DOMAIN, FABRIC8, FRAME),
                line("adapter.review", CONTROL, FABRIC8, CACHE, FRAME),
                line("adapter.oidc", CONTROL, JACKSON, JOSE, FRAME),
                line("adapter.cluster", CONTROL, DOMAIN, FABRIC8, CERTIFICATES, FRAME),
                line("adapter.prometheus", CONTROL, DOMAIN, REST_CLIENT, FRAME),
                line("adapter.webhook", CONTROL, DOMAIN, JACKSON, FRAME),
                line("adapter.rest", CONTROL, DOMAIN, REST, FRAME),
                line("adapter.alertmanager", CONTROL, DOMAIN, REST, FRAME),
                line("adapter.events", CONTROL, DOMAIN, MESSAGING, REST, FABRIC8, FRAME),
                line("adapter.telemetry", CONTROL, DOMAIN, MEASURING, FRAME),
                line("adapter.console", REST, FRAME),
                line("cli", CONTROL, DOMAIN, PICOCLI, DIFF, FRAME),
                line("sim", DOMAIN, TEMPO, FABRIC8, SIMULATION, FRAME));
    }

    @ParameterizedTest
    @MethodSource("floorPlan")
    void shouldImportOnlyWhatTheFloorPlanSays(Line line) {
        classes()
                .that()
                .resideInAPackage(line.pattern())
                .should()
                .onlyDependOnClassesThat(line.allowed())
                .allowEmptyShould(true)
                .check(GANGWAY);
    }

    @Test
    void shouldHaveNoPackageThatTheFloorPlanDoesNotName() {
        String[] named = Stream.concat(floorPlan().stream().map(Line::pattern), Stream.of("dev.gangway.config.."))
                .toArray(String[]::new);

        classes().should().resideInAnyPackage(named).check(GANGWAY);
    }

    @Test
    void shouldImportTheSimulationNowhere() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.gangway.sim..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.gangway.sim..")
                .check(GANGWAY);
    }

    @Test
    void shouldHaveNoCycleOfPackages() {
        slices().matching("dev.gangway.(**)").should().beFreeOfCycles().check(GANGWAY);
    }

    @Test
    void shouldNameThingsByWhatTheyAreFor() {
        noClasses().should().haveNameMatching(".*(Manager|Utils?|Helper|Impl)").check(GANGWAY);
    }

    @Test
    void shouldHaveFoundTheClassesOfTheProject() {
        assertThat(GANGWAY.contain(Tempo.class)).isTrue();
        assertThat(GANGWAY.contain(ArchitectureTest.class)).isFalse();
    }

    /** A line of the floor plan. */
    private record Line(String name, DescribedPredicate<JavaClass> allowed) {
        String pattern() {
            return "dev.gangway." + name + "..";
        }

        @Override
        public String toString() {
            return name;
        }
    }

    @SafeVarargs
    private static Line line(String name, DescribedPredicate<JavaClass>... imports) {
        DescribedPredicate<JavaClass> allowed = packages("java..", "dev.gangway." + name + "..");
        for (DescribedPredicate<JavaClass> more : imports) {
            allowed = allowed.or(more);
        }
        return new Line(name, allowed);
    }

    private static DescribedPredicate<JavaClass> packages(String... patterns) {
        return resideInAnyPackage(patterns);
    }
}
