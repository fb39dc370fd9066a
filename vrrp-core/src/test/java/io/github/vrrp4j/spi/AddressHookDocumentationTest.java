package io.github.vrrp4j.spi;

import static io.github.vrrp4j.Polarity.POSITIVE;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.vrrp4j.Proves;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What this library cannot do itself, since it has no data plane, and must not leave unsaid to whoever has one. */
class AddressHookDocumentationTest {
    private static void assertSays(String... parts) throws IOException {
        String source = Files.readString(Path.of("src/main/java/io/github/vrrp4j/spi/AddressHook.java"));
        String javadoc = source.substring(source.indexOf("/**"), source.indexOf("public interface"))
                .replaceAll("\\s*\\n\\s*\\*\\s*", " ");
        for (String part : parts) {
            assertTrue(javadoc.contains(part), () -> "\"" + part + "\" is not in: " + javadoc);
        }
    }

    @Test
    @Proves(value = "9568-8.1.1-01", by = POSITIVE)
    void redirectsComeFromTheAddressThatTheHostUsed() throws IOException {
        assertSays("ICMP redirects come from the address that the host was sent to (section 8.1.1)");
    }

    @Test
    @Proves(value = "9568-8.1.3-01", by = POSITIVE)
    void proxyArpAnswersWithTheVirtualMac() throws IOException {
        assertSays("with the virtual router MAC address", "in proxy ARP replies, too (section 8.1.3)");
    }

    @Test
    @Proves(
            value = {"9568-6.4.3-03", "9568-8.2.2-01"},
            by = POSITIVE)
    void neighborAdvertisementsHaveTheRouterFlagAndTheVirtualMac() throws IOException {
        assertSays(
                "answers ARP requests and Neighbor Solicitations for the addresses",
                "never with that of the interface (sections 8.1.2 and 8.2.2)",
                "Neighbor Advertisements have the R flag set");
    }

    @Test
    @Proves(value = "9568-8.2.3-01", by = POSITIVE)
    void routerAdvertisementsHaveTheSameOptionsEverywhere() throws IOException {
        assertSays("sends Router Advertisements", "with the same options on all hosts (section 8.2.3)");
    }

    @Test
    @Proves(value = "9568-8.2.4-01", by = POSITIVE)
    void unsolicitedNeighborAdvertisementsOfOthersAreAccepted() throws IOException {
        assertSays("accepts unsolicited Neighbor Advertisements of others (section 8.2.4)");
    }

    @Test
    @Proves(value = "9568-8.2.2-04", by = POSITIVE)
    void duplicateAddressDetectionMayBeLeftOut() throws IOException {
        assertSays("without duplicate address detection", "(section 8.2.2)");
    }

    @Test
    @Proves(value = "9568-7.4-01", by = POSITIVE)
    void theVirtualMacMakesNoInterfaceIdentifiers() throws IOException {
        assertSays("The virtual router MAC address is never used to derive interface identifiers (section 7.4)");
    }
}
