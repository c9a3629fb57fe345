package dev.cloudshelf.testkit;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import dev.cloudshelf.embedded.ProjectFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Which room may know which; docs/decisions/0001 says why. A service runs these by a test class
 * that names its package. A rule that finds nothing to check fails: it would guard an empty room.
 */
public abstract class HouseRules {

    private static final String[] JAVA = {"java..", "javax.crypto..", "org.jspecify.annotations.."};
    private static final String[] KERNEL_VALUES = {
        "dev.cloudshelf.kernel", "dev.cloudshelf.kernel.mail"
    };
    private static final String KERNEL = "dev.cloudshelf.kernel..";
    private static final String TIMER = "io.quarkus.scheduler.Scheduled";
    private static final String DYNAMODB = "software\\.amazon\\.awssdk\\.services\\.dynamodb\\.";
    private static final String DUE_WORK = "dev.cloudshelf.kernel.DueWork";

    private static final Pattern PROBLEM_TYPE =
            Pattern.compile("new ProblemType\\(\\s*\"([a-z-]+)\",\\s*\"[^\"]*\",\\s*(\\d{3})\\)");

    private final String service;

    /**
     * @param service the service's root package, such as {@code dev.cloudshelf.catalog}
     */
    protected HouseRules(String service) {
        this.service = service;
    }

    @TestFactory
    Stream<DynamicTest> everyRoomKeepsToItself() {
        JavaClasses code =
                new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages(service);
        return rules(code).stream()
                .map(rule ->
                        DynamicTest.dynamicTest(
                                rule.getDescription(),
                                () -> rule.allowEmptyShould(false).check(code)));
    }

    /** A client that meets a problem type has to find it in docs/problems.md. */
    @Test
    void everyProblemTypeIsDocumented() throws IOException {
        String documented = Files.readString(ProjectFolder.root().resolve("docs/problems.md"));
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
            for (Path source : sources.filter(file -> file.toString().endsWith(".java")).toList()) {
                Matcher type = PROBLEM_TYPE.matcher(Files.readString(source));
                while (type.find()) {
                    assertThat(documented)
                            .as("docs/problems.md, for %s", source)
                            .contains("| %s | %s |".formatted(type.group(1), type.group(2)));
                }
            }
        }
    }

    private List<ArchRule> rules(JavaClasses code) {
        List<ArchRule> rules = new ArrayList<>();
        rules.add(domainKnowsOnlyJavaAndKernelValues());
        rules.add(onlyPortsKnowUni());
        rules.add(httpKnowsNoStoreAndNoDriver());
        rules.add(useCasesKnowNoFramework());
        rules.add(nothingImportsWiring());
        rules.add(noOtherService());
        rules.add(timeAndIdsComeIn());
        for (String store : List.of("postgres", "dynamodb")) {
            if (has(code, service + ".store." + store)) {
                rules.add(storeKnowsOnlyItsDriver(store));
            }
        }
        if (has(code, service + ".store.dynamodb")) {
            rules.add(nothingScans());
        }
        if (has(code, service + ".client")) {
            rules.add(clientKnowsOnlyItsHttpClient());
        }
        if (code.stream().anyMatch(HouseRules::hasTimer)) {
            rules.add(whatTimersDoIsDueWork());
        }
        return rules;
    }

    private static boolean has(JavaClasses code, String room) {
        return code.stream().anyMatch(resideInAPackage(room + ".."));
    }

    private ArchRule domainKnowsOnlyJavaAndKernelValues() {
        return classes()
                .that()
                .resideInAPackage(service + ".domain..")
                .should()
                .onlyDependOnClassesThat(
                        resideInAnyPackage(JAVA)
                                .or(resideInAPackage(service + ".domain.."))
                                .or(resideInAnyPackage(KERNEL_VALUES))
                                .or(uni()))
                .as("domain knows Java, JSpecify and the kernel's values only");
    }

    private ArchRule onlyPortsKnowUni() {
        return noClasses()
                .that()
                .resideInAPackage(service + ".domain..")
                .and()
                .areNotInterfaces()
                .should()
                .dependOnClassesThat(uni())
                .as("in the domain only ports, which are interfaces, know Uni");
    }

    private ArchRule httpKnowsNoStoreAndNoDriver() {
        return noClasses()
                .that()
                .resideInAPackage(service + ".http..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        service + ".store..",
                        service + ".client..",
                        "io.vertx..",
                        "software.amazon.awssdk..")
                .as("http knows no store, no client and no driver");
    }

    private ArchRule useCasesKnowNoFramework() {
        return classes()
                .that()
                .resideInAPackage(service)
                .and()
                .haveSimpleNameNotContaining("Wiring")
                .should()
                .onlyDependOnClassesThat(
                        resideInAnyPackage(JAVA)
                                .or(
                                        resideInAnyPackage(
                                                service,
                                                service + ".domain..",
                                                service + ".client..",
                                                KERNEL,
                                                "io.smallrye.mutiny..",
                                                "io.smallrye.common.annotation..",
                                                "io.smallrye.config..",
                                                "jakarta.enterprise..",
                                                "jakarta.inject..",
                                                "jakarta.annotation..",
                                                "jakarta.validation..",
                                                "org.eclipse.microprofile.config..",
                                                "org.jboss.logging..",
                                                "org.apache.commons.csv..",
                                                "io.quarkus.scheduler..",
                                                "io.quarkus.runtime..",
                                                "io.quarkus.arc..")))
                .as(
                        "use cases know the domain, the kernel, their clients and how they are started");
    }

    private ArchRule nothingImportsWiring() {
        return noClasses()
                .that()
                .haveSimpleNameNotContaining("Wiring")
                .should()
                .dependOnClassesThat(
                        resideInAPackage(service).and(simpleName("Wiring")).as("Wiring"))
                .as("nothing imports Wiring");
    }

    private ArchRule noOtherService() {
        return classes()
                .that()
                .resideInAPackage(service + "..")
                .should()
                .onlyDependOnClassesThat(
                        resideInAnyPackage(service + "..", KERNEL)
                                .or(DescribedPredicate.not(resideInAPackage("dev.cloudshelf.."))))
                .as("no service knows another's classes");
    }

    private ArchRule timeAndIdsComeIn() {
        return noClasses()
                .that()
                .resideInAPackage(service + "..")
                .and()
                .haveSimpleNameNotContaining("Wiring")
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(LocalDate.class, "now")
                .orShould()
                .callMethod(LocalDateTime.class, "now")
                .orShould()
                .callMethod(OffsetDateTime.class, "now")
                .orShould()
                .callMethod(ZonedDateTime.class, "now")
                .orShould()
                .callMethod(Clock.class, "systemUTC")
                .orShould()
                .callMethod(UUID.class, "randomUUID")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "getenv", String.class)
                .as("time, ids and environment come in from outside");
    }

    private ArchRule storeKnowsOnlyItsDriver(String store) {
        String other = "postgres".equals(store) ? "dynamodb" : "postgres";
        return noClasses()
                .that()
                .resideInAPackage(service + ".store." + store + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        service,
                        service + ".http..",
                        service + ".client..",
                        service + ".store." + other + "..",
                        "dev.cloudshelf.kernel.http..",
                        "postgres".equals(store) ? "software.amazon.awssdk.." : "io.vertx..")
                .as("store." + store + " knows the domain, the kernel and its driver");
    }

    /** A scan reads, and costs, everything there is; a statement of PartiQL may be one. */
    private ArchRule nothingScans() {
        return noClasses()
                .that()
                .resideInAPackage(service + "..")
                .should()
                .dependOnClassesThat()
                .haveNameMatching(DYNAMODB + ".*(Scan|ExecuteStatement|ExecuteTransaction).*")
                .as("nothing scans a table of DynamoDB");
    }

    private ArchRule clientKnowsOnlyItsHttpClient() {
        return noClasses()
                .that()
                .resideInAPackage(service + ".client..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        service,
                        service + ".http..",
                        service + ".store..",
                        "io.vertx.sqlclient..",
                        "io.vertx.mutiny.sqlclient..",
                        "software.amazon.awssdk..")
                .as("client knows the domain, the kernel and its HTTP client");
    }

    private static boolean hasTimer(JavaClass type) {
        return type.getMethods().stream().anyMatch(method -> method.isAnnotatedWith(TIMER));
    }

    /** In a function no timer runs, so that nobody would do what only a timer does. */
    private static ArchRule whatTimersDoIsDueWork() {
        return methods()
                .that()
                .areAnnotatedWith(TIMER)
                .should()
                .beDeclaredInClassesThat()
                .implement(DUE_WORK)
                .as("what timers do is due work");
    }

    private static DescribedPredicate<JavaClass> uni() {
        return JavaClass.Predicates.type(io.smallrye.mutiny.Uni.class);
    }
}
