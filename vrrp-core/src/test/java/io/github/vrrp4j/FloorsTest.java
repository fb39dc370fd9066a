package io.github.vrrp4j;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import io.github.vrrp4j.packet.Advertisement;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.spi.NanoClock;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.net.InetAddress;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The floors of the library: imports point down only, and below the top there is no thread, no clock and no chance. */
class FloorsTest {
    private static final String ROOT = "io.github.vrrp4j.";
    /** From the bottom to the top; those of one floor do not see each other. */
    private static final List<List<String>> FLOORS = List.of(
            List.of("packet"),
            List.of("protocol"),
            List.of("spi"),
            List.of("frames"),
            List.of("router"),
            List.of("runtime", "simulation"));

    private static final String[] BELOW_THE_TOP = FLOORS.stream()
            .limit(5)
            .flatMap(List::stream)
            .map(FloorsTest::packages)
            .toArray(String[]::new);
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.github.vrrp4j");

    record Floor(String name, List<String> mayUse) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Floor> floors() {
        List<Floor> floors = new ArrayList<>();
        List<String> below = new ArrayList<>(List.of("java..", "javax.crypto..", "org.jspecify.."));
        for (List<String> names : FLOORS) {
            for (String name : names) {
                List<String> mayUse = new ArrayList<>(below);
                mayUse.add(packages(name));
                if (names.size() > 1) {
                    mayUse.add("org.slf4j..");
                }
                floors.add(new Floor(name, mayUse));
            }
            names.forEach(name -> below.add(packages(name)));
        }
        return floors.stream();
    }

    private static String packages(String floor) {
        return ROOT + floor + "..";
    }

    @Test
    void everyClassIsOnAFloor() {
        check(classes()
                .should()
                .resideInAnyPackage(
                        floors().map(floor -> packages(floor.name())).toArray(String[]::new)));
    }

    @ParameterizedTest
    @MethodSource("floors")
    void aFloorRestsOnLowerFloorsAndTheJdkOnly(Floor floor) {
        check(classes()
                .that()
                .resideInAPackage(packages(floor.name()))
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(floor.mayUse().toArray(String[]::new))));
    }

    @Test
    void packagesHaveNoCycles() {
        check(slices().matching(ROOT + "(**)").should().beFreeOfCycles());
    }

    @Test
    void belowTheTopThereIsNoThreadNoLockAndNoTimer() {
        check(noClasses()
                .that()
                .resideInAnyPackage(BELOW_THE_TOP)
                .should()
                .dependOnClassesThat(resideInAnyPackage("java.util.concurrent..")
                        .or(nameMatching(
                                "java\\.lang\\.(Thread|ThreadGroup|ThreadLocal|InheritableThreadLocal)(\\$.*)?"))
                        .or(nameMatching("java\\.util\\.(Timer|TimerTask)"))));
        check(noMethods()
                .that()
                .areDeclaredInClassesThat()
                .resideInAnyPackage(BELOW_THE_TOP)
                .should()
                .haveModifier(JavaModifier.SYNCHRONIZED));
    }

    @Test
    @Proves(value = "ext-time-01", by = Polarity.NEGATIVE)
    void belowTheTopOnlyNanoClockAsksForTheTime() {
        check(noClasses()
                .that()
                .resideInAnyPackage(BELOW_THE_TOP)
                .and()
                .doNotHaveFullyQualifiedName(NanoClock.class.getName())
                .should()
                .callMethodWhere(JavaCall.Predicates.target(nameMatching("nanoTime|currentTimeMillis"))));
        check(noClasses()
                .that()
                .resideInAnyPackage(BELOW_THE_TOP)
                .should()
                .callMethodWhere(JavaCall.Predicates.target(nameMatching("now|systemUTC|systemDefaultZone"))
                        .and(JavaCall.Predicates.target(
                                com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner(
                                        resideInAnyPackage("java.time.."))))));
    }

    @Test
    void belowTheTopThereIsNoChance() {
        check(noClasses()
                .that()
                .resideInAnyPackage(BELOW_THE_TOP)
                .should()
                .dependOnClassesThat(resideInAnyPackage("java.util.random..")
                        .or(nameMatching(
                                "java\\.util\\.(Random|SplittableRandom|UUID)|java\\.security\\.SecureRandom")))
                .orShould()
                .callMethod(Math.class, "random"));
    }

    @Test
    void belowTheTopThereIsNoLog() {
        check(noClasses()
                .that()
                .resideInAnyPackage(BELOW_THE_TOP)
                .should()
                .dependOnClassesThat(resideInAnyPackage("org.slf4j..", "java.util.logging..")
                        .or(nameMatching("java\\.lang\\.System\\$Logger.*"))));
    }

    @Test
    void thePacketFloorKnowsOfTheNetworkOnlyWhatAnAddressIs() {
        check(noClasses()
                .that()
                .resideInAPackage(packages("packet"))
                .and()
                .doNotHaveFullyQualifiedName(IpAddress.class.getName())
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.net.."));
        check(noClasses()
                .that()
                .haveFullyQualifiedName(IpAddress.class.getName())
                .should()
                .dependOnClassesThat(resideInAnyPackage("java.net..")
                        .and(not(nameMatching("java\\.net\\.(Inet(4|6)?Address|UnknownHostException)"))))
                .orShould()
                .callMethod(InetAddress.class, "getLocalHost")
                .orShould()
                .callMethod(InetAddress.class, "getAllByName", String.class)
                .orShould()
                .callMethod(InetAddress.class, "getHostName")
                .orShould()
                .callMethod(InetAddress.class, "getCanonicalHostName"));
    }

    @Test
    void everyPublicClassIsInAnExportedPackage() throws URISyntaxException {
        ModuleDescriptor module = descriptor();
        assertFalse(module.exports().isEmpty());
        check(classes()
                .that()
                .arePublic()
                .and()
                .areTopLevelClasses()
                .should()
                .resideInAnyPackage(module.exports().stream()
                        .filter(exports -> !exports.isQualified())
                        .map(ModuleDescriptor.Exports::source)
                        .toArray(String[]::new)));
    }

    private static ModuleDescriptor descriptor() throws URISyntaxException {
        Path classes = Path.of(Advertisement.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        return ModuleFinder.of(classes).findAll().stream()
                .map(ModuleReference::descriptor)
                .findFirst()
                .orElseThrow();
    }

    private static void check(ArchRule rule) {
        rule.allowEmptyShould(true).check(CLASSES);
    }
}
