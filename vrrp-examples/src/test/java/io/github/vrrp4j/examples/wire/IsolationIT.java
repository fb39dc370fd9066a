package io.github.vrrp4j.examples.wire;

import static io.github.vrrp4j.examples.wire.RouterKind.AGENT;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Two agents of equal priority, of which the Active one has the higher address, so that it would win a contest: what becomes of
 * the addresses when it is isolated and comes back.
 */
@WireTest
class IsolationIT {
    private static final List<Setting> SETTINGS = Stream.of(Dialect.V3, Dialect.V3_IPV6)
            .map(Setting::of)
            .flatMap(setting -> Stream.of(setting, setting.withVirtualMac()))
            .toList();

    @TestFactory
    Stream<DynamicTest> afterAPulledCableIsPluggedInAgainTheAddressesStay() {
        return SideBySide.tests(SETTINGS, IsolationIT::pullTheCable);
    }

    @TestFactory
    Stream<DynamicTest> afterASilentCutTheHigherAddressWins() {
        return SideBySide.tests(SETTINGS, IsolationIT::cutSilently);
    }

    @TestFactory
    Stream<DynamicTest> withAProbeTheIsolatedOneStandsDownAndAfterwardsTheAddressesStay() {
        return SideBySide.tests(List.of(Dialect.V3, Dialect.V3_IPV6), IsolationIT::cutSilentlyFromAGateway);
    }

    private static void pullTheCable(Lab lab, Setting setting) {
        Duel duel = Duel.amongEquals(lab, new Pair(AGENT, AGENT, setting));
        duel.play(() -> {
            duel.begin();
            ProgramLog log = duel.log(duel.better());
            long loss = Capture.now();
            duel.loseCarrier(duel.better());
            log.tells("ACTIVE (master) -> INITIALIZE: eth0 has no carrier");
            duel.isServedBy(duel.worse(), loss, "cable pulled");

            long link = Capture.now();
            duel.better().host().restoreCarrier();
            log.tells("INITIALIZE -> BACKUP: eth0 is up");
            duel.nothingMoves(duel.worse(), link);
            duel.outage("cable plugged in again", link);
        });
    }

    private static void cutSilently(Lab lab, Setting setting) {
        Duel duel = Duel.amongEquals(lab, new Pair(AGENT, AGENT, setting));
        duel.play(() -> {
            duel.begin();
            long cut = Capture.now();
            duel.cutOff(duel.better());
            duel.isSender(duel.worse(), cut);
            duel.bothHoldTheAddress();
            duel.isAnsweredBy(duel.worse(), cut, "silent cut, nobody was asked");

            long healed = Capture.now();
            duel.better().host().reconnect();
            duel.isServedBy(duel.better(), healed, "silent cut healed, nobody was asked");
        });
    }

    private static void cutSilentlyFromAGateway(Lab lab, Dialect dialect) {
        Setting setting = Setting.of(dialect).asking(lab.host("gateway", 50));
        Duel duel = Duel.amongEquals(lab, new Pair(AGENT, AGENT, setting));
        duel.play(() -> {
            duel.begin();
            long cut = Capture.now();
            duel.cutOff(duel.better());
            duel.isServedBy(duel.worse(), cut, "silent cut, a gateway was asked");
            duel.losesTheAddress(duel.better());

            long healed = Capture.now();
            duel.better().host().reconnect();
            duel.nothingMoves(duel.worse(), healed);
            duel.outage("silent cut healed, a gateway was asked", healed);
        });
    }
}
