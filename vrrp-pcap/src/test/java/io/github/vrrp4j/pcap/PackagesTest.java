package io.github.vrrp4j.pcap;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.codeUnits;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Who may use whom. */
class PackagesTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.github.vrrp4j.pcap");

    @Test
    void linuxDoesNotKnowTheTransport() {
        noClasses()
                .that()
                .resideInAPackage("..pcap.linux")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("..pcap.transport", "org.pcap4j..")
                .check(CLASSES);
    }

    /** A flood must not fill a disk: what arrives is counted, and reported by those who limit their reports. */
    @Test
    void whatLooksAtFramesDoesNotLog() {
        noClasses()
                .that()
                .haveNameMatching(".*\\.transport\\.(Arrivals|Probes|AnswerTable|Throttle)")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.slf4j..")
                .check(CLASSES);
    }

    @Test
    void nativeTypesStayBehindTheApi() {
        codeUnits()
                .that()
                .areDeclaredInClassesThat()
                .arePublic()
                .and()
                .haveModifier(JavaModifier.PUBLIC)
                .should(mentionNoNativeTypes())
                .check(CLASSES);
    }

    private static ArchCondition<JavaCodeUnit> mentionNoNativeTypes() {
        return new ArchCondition<>("mention neither pcap4j nor JNA") {
            @Override
            public void check(JavaCodeUnit unit, ConditionEvents events) {
                Stream.of(
                                unit.getRawParameterTypes().stream(),
                                unit.getExceptionTypes().stream(),
                                Stream.of(unit.getRawReturnType()))
                        .flatMap(types -> types)
                        .filter(PackagesTest::isNative)
                        .forEach(type -> events.add(
                                SimpleConditionEvent.violated(unit, unit.getFullName() + ": " + type.getName())));
            }
        };
    }

    private static boolean isNative(JavaClass type) {
        return resideInAPackage("org.pcap4j..")
                .or(resideInAPackage("com.sun.jna.."))
                .test(type.getBaseComponentType());
    }
}
