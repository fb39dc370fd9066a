package io.github.vrrp4j.examples.agent.conf;

import io.github.vrrp4j.packet.Advertisement;
import io.github.vrrp4j.packet.ChecksumAcceptance;
import io.github.vrrp4j.packet.Family;
import io.github.vrrp4j.packet.Interval;
import io.github.vrrp4j.packet.Version;
import io.github.vrrp4j.packet.Vrid;
import io.github.vrrp4j.protocol.Preemption;
import io.github.vrrp4j.protocol.Preset;
import io.github.vrrp4j.protocol.VirtualAddress;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import io.github.vrrp4j.protocol.VirtualRouterId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** Makes a virtual router of a {@code vrrp_instance}. Goes on after an error, so that all of them are found. */
final class InstanceReader {
    /** keepalived's default. */
    private static final int DEFAULT_PRIORITY = 100;

    private static final List<String> KEYWORDS = List.of(
            "state",
            "interface",
            "virtual_router_id",
            "priority",
            "advert_int",
            "nopreempt",
            "version",
            "virtual_ipaddress");

    private final Statement instance;
    private final Problems problems;
    private final Block block;
    private final int errorsBefore;

    private final Optional<String> interfaceName;
    private final Optional<Vrid> vrid;
    private final int priority;
    private final boolean nopreempt;
    private final Optional<Version> version;
    private final Interval interval;
    private final List<VirtualAddress> addresses;

    /**
     * Reads the values, each for itself.
     *
     * @param defaultVersion of instances that do not say theirs; empty if the file says it wrongly
     * @param claims what other instances of the file have
     */
    InstanceReader(Statement instance, Optional<Version> defaultVersion, Claims claims, Problems problems) {
        this.instance = instance;
        this.problems = problems;
        errorsBefore = problems.errors();
        block = new Block(problems, KEYWORDS);
        block.addBlockOf(instance);
        interfaceName = required("interface", Function.identity());
        vrid = required("virtual_router_id", text -> new Vrid(Values.number(text)));
        priority = block.value("priority", Values::priority).orElse(DEFAULT_PRIORITY);
        nopreempt = block.flag("nopreempt");
        version = block.has("version") ? block.value("version", Values::version) : defaultVersion;
        interval = block.value("advert_int", text -> Values.interval(text, version))
                .orElse(Interval.DEFAULT);
        addresses = addresses(claims);
        checkState();
        claimNameAndVrid(claims);
    }

    private <T> Optional<T> required(String keyword, Function<String, T> reader) {
        if (!block.has(keyword)) {
            error(instance.line(), instance.toString(), keyword + " is missing");
        }
        return block.value(keyword, reader);
    }

    private List<VirtualAddress> addresses(Claims claims) {
        if (!block.has("virtual_ipaddress")) {
            error(instance.line(), instance.toString(), "virtual_ipaddress is missing");
        }
        Optional<List<Statement>> lines = block.block("virtual_ipaddress");
        if (lines.isPresent() && lines.get().isEmpty()) {
            error(addressLine(), "virtual_ipaddress", "a virtual router needs at least one virtual address");
        }
        return new AddressReader(problems, claims, interfaceName).read(lines.orElse(List.of()));
    }

    private void checkState() {
        Optional<String> state = block.value("state", Values::state);
        if (state.equals(Optional.of("MASTER"))) {
            problems.warning(block.line("state"), "state MASTER: has no effect, the priority decides");
        }
    }

    private void claimNameAndVrid(Claims claims) {
        if (instance.args().size() == 1) {
            claims.claim(instance.args().get(0), instance.line(), instance + ": this name is already used");
        } else {
            error(instance.line(), instance.toString(), "needs one name");
        }
        // An IPv4 and an IPv6 virtual router may have the same number (RFC 9568 section 1); without an address it is
        // neither.
        if (interfaceName.isPresent() && vrid.isPresent() && !addresses.isEmpty()) {
            claims.claim(
                    new VirtualRouterId(interfaceName.get(), vrid.get(), family()),
                    block.line("virtual_router_id"),
                    "virtual_router_id " + vrid.get() + ": is already used on " + interfaceName.get());
        }
    }

    /**
     * Checks the values against each other and against the machine.
     *
     * @param interfaceExists whether this machine has an interface of this name
     * @return empty if anything is wrong with the instance
     */
    Optional<VirtualRouterConfig> build(Predicate<String> interfaceExists) {
        if (interfaceName.isPresent() && !interfaceExists.test(interfaceName.get())) {
            error(block.line("interface"), "interface " + interfaceName.get(), "does not exist on this machine");
        }
        if (isOwner() && nopreempt) {
            error(
                    block.line("nopreempt"),
                    "nopreempt",
                    "with priority 255 this router owns the addresses, and always preempts (RFC 9568 section 6.1)");
        }
        if (version.equals(Optional.of(Version.V2)) && !addresses.isEmpty() && family() == Family.IPV6) {
            error(
                    addressLine(),
                    "virtual_ipaddress " + addresses.get(0),
                    "version 2 carries IPv4 only (RFC 3768 section 1.2); IPv6 needs vrrp_version 3 or version 3");
        }
        return problems.errors() > errorsBefore || version.isEmpty() ? Optional.empty() : build(version.get());
    }

    private Optional<VirtualRouterConfig> build(Version builtVersion) {
        VirtualRouterConfig.Builder builder = VirtualRouterConfig.on(
                        interfaceName.orElseThrow(), vrid.orElseThrow().value())
                .preset(Preset.KEEPALIVED)
                // keepalived takes only the form that it sends; a router of another make on the link may send the other
                // one.
                .adjust(policies -> policies.withAcceptedChecksum(ChecksumAcceptance.EITHER))
                .version(builtVersion)
                .interval(Duration.ofNanos(interval.nanos()))
                .preemption(nopreempt ? Preemption.NEVER : Preemption.IMMEDIATE);
        if (isOwner()) {
            builder.addressOwner();
        } else {
            builder.priority(priority);
        }
        addresses.forEach(builder::address);
        try {
            return Optional.of(builder.build());
        } catch (IllegalArgumentException e) {
            // Only the list of addresses is left to be wrong: its length, or the order of IPv6 addresses.
            error(addressLine(), "virtual_ipaddress", Values.rule(e));
            return Optional.empty();
        }
    }

    private boolean isOwner() {
        return priority == Advertisement.PRIORITY_OWNER;
    }

    /** Of the first address, which must be there. */
    private Family family() {
        return addresses.get(0).address().family();
    }

    private int addressLine() {
        return block.line("virtual_ipaddress");
    }

    private void error(int line, String what, String rule) {
        problems.error(line, what + ": " + rule);
    }
}
