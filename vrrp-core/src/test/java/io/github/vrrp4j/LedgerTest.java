package io.github.vrrp4j;

import static java.util.function.Predicate.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

/**
 * The requirements of the documents and the tests that prove them. What a host's data plane has to do is proven as far as this
 * module goes: a model host that does what the Javadoc of {@code AddressHook} says, and nothing else, meets the requirement.
 */
class LedgerTest {
    private static final Map<String, Row> LEDGER = read();
    private static final List<Claim> CLAIMS = claims();

    /** A requirement, and which proofs it needs. */
    record Row(String id, String level, Set<Polarity> needs, String requirement) {
        boolean isMust() {
            return level.equals("MUST");
        }

        Set<Polarity> missing() {
            return needs.stream()
                    .filter(need -> CLAIMS.stream().noneMatch(claim -> claim.shows(id, need)))
                    .collect(Collectors.toCollection(() -> EnumSet.noneOf(Polarity.class)));
        }

        boolean isProven() {
            return missing().isEmpty();
        }

        @Override
        public String toString() {
            return needs.equals(missing())
                    ? id
                    : id + " " + missing().toString().toLowerCase(Locale.ROOT);
        }
    }

    /** What a test says that it proves. */
    record Claim(Method test, Proves proves) {
        boolean shows(String id, Polarity polarity) {
            return List.of(proves.value()).contains(id) && proves.by().shows(polarity);
        }
    }

    private static Map<String, Row> read() {
        try (InputStream file = Objects.requireNonNull(LedgerTest.class.getResourceAsStream("/ledger.tsv"))) {
            Map<String, Row> rows = new LinkedHashMap<>();
            new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(LedgerTest::row)
                    .forEach(row -> assertEquals(null, rows.put(row.id, row), row.id + " is there twice"));
            return rows;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Row row(String line) {
        String[] cells = line.split("\t");
        assertEquals(4, cells.length, line);
        Polarity polarity = Polarity.valueOf(cells[2].toUpperCase(Locale.ROOT));
        Set<Polarity> needs =
                polarity == Polarity.BOTH ? EnumSet.of(Polarity.POSITIVE, Polarity.NEGATIVE) : EnumSet.of(polarity);
        return new Row(cells[0], cells[1], needs, cells[3]);
    }

    private static List<Claim> claims() {
        return new ClassFileImporter()
                .withImportOption(new ImportOption.OnlyIncludeTests()).importPackages("io.github.vrrp4j").stream()
                        .map(JavaClass::getMethods)
                        .flatMap(Set::stream)
                        .filter(method ->
                                method.isAnnotatedWith(Proves.class) || method.isAnnotatedWith(Proves.Several.class))
                        .map(JavaMethod::reflect)
                        .flatMap(test -> Stream.of(test.getAnnotationsByType(Proves.class))
                                .map(proves -> new Claim(test, proves)))
                        .toList();
    }

    @Test
    void everyMustIsProvenByATestThatShowsItAndOneThatWouldFailWithoutIt() {
        List<Row> musts = LEDGER.values().stream().filter(Row::isMust).toList();
        List<Row> unproven = LEDGER.values().stream().filter(not(Row::isProven)).toList();
        List<Row> unprovenMusts = unproven.stream().filter(Row::isMust).toList();
        System.out.println("Ledger: " + (musts.size() - unprovenMusts.size()) + " of " + musts.size()
                + " MUST rows proven, " + (LEDGER.size() - unproven.size()) + " of " + LEDGER.size() + " rows in all"
                + (unproven.isEmpty()
                        ? ""
                        : " (without proof: "
                                + unproven.stream().map(Row::toString).collect(Collectors.joining(", ")) + ")"));

        assertTrue(musts.size() > 60, "the ledger is not complete");
        assertEquals(List.of(), unprovenMusts);
    }

    @Test
    void everyClaimIsOfARequirementThatIsInTheLedger() {
        assertEquals(
                List.of(),
                CLAIMS.stream()
                        .flatMap(claim -> Stream.of(claim.proves.value()))
                        .filter(not(LEDGER::containsKey))
                        .toList());
    }

    @Test
    void everyClaimIsThatOfATestThatRuns() {
        assertEquals(
                List.of(),
                CLAIMS.stream().map(Claim::test).filter(not(LedgerTest::runs)).toList());
    }

    private static boolean runs(Method method) {
        boolean isTest = method.isAnnotationPresent(Test.class) || method.isAnnotationPresent(ParameterizedTest.class);
        boolean isDisabled = method.isAnnotationPresent(Disabled.class)
                || method.getDeclaringClass().isAnnotationPresent(Disabled.class);
        return isTest
                && !isDisabled
                && !Modifier.isAbstract(method.getDeclaringClass().getModifiers());
    }
}
