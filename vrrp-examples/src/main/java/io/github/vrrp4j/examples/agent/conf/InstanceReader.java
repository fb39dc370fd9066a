package io.github.vrrp4j.examples.agent.conf;

import io.github.vrrp4j.packet.Advertisement;
import io.github.vrrp4j.packet.ConfigurationException;
import io.github.vrrp4j.packet.Family;
import io.github.vrrp4j.packet.Interval;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.Version;
import io.github.vrrp4j.packet.Vrid;
import io.github.vrrp4j.protocol.AuthenticationKey;
import io.github.vrrp4j.protocol.Preemption;
import io.github.vrrp4j.protocol.ReachabilityProbe;
import io.github.vrrp4j.protocol.VirtualAddress;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import io.github.vrrp4j.protocol.VirtualRouterId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Makes a virtual router of a {@code vrrp_instance}. Goes on after an error, so that all of them are found. */
final class InstanceReader {
    /** keepalived's default. */
    private static final int DEFAULT_PRIORITY = 100;

    /** keepalived's longest. */
    private static final int LONGEST_PREEMPT_DELAY_SECONDS = 1000;

    private static final List<String> KEYWORDS = List.of(
            "state",
            "interface",
            "virtual_router_id",
            "priority",
            "advert_int",
            "preempt",
            "nopreempt",
            "preempt_delay",
            "version",
            "authentication",
            "unicast_peer",
            "unicast_src_ip",
            "mcast_src_ip",
            "reachability",
            "native_ipv6",
            "virtual_ipaddress",
            "virtual_ipaddress_excluded");

    /** Which keyword a parameter of the core is about; all others are about the instance. */
    private static final Map<String, String> KEYWORD_OF = Map.of(
            "addresses", "virtual_ipaddress",
            "virtual address", "virtual_ipaddress",
            "peer", "unicast_peer",
            "probe target", "reachability",
            "accept mode", "accept");

    private final Statement instance;
    private final Problems problems;
    private final Block block;
    private final int errorsBefore;

    private final Optional<String> interfaceName;
    private final Optional<Vrid> vrid;
    private final int priority;
    private final List<VirtualAddress> addresses;
    private final PolicyReader policies;
    private final Optional<Version> version;
    private final Interval interval;
    private final Preemption preemption;
    private final Optional<AuthenticationKey> authentication;
    private final UnicastReader unicast;
    private final List<IpAddress> peers;
    private final ReachabilityProbe probe;

    /**
     * Reads the values, each for itself.
     *
     * @param fileVersion the version of instances that do not say theirs, from what would be theirs if the file did not say
     *     either; empty if the file says it wrongly
     * @param claims what other instances of the file have
     */
    InstanceReader(
            Statement instance, Function<Version, Optional<Version>> fileVersion, Claims claims, Problems problems) {
        this.instance = instance;
        this.problems = problems;
        errorsBefore = problems.errors();
        block = new Block(
                problems,
                Stream.of(KEYWORDS, PolicyReader.KEYWORDS).flatMap(List::stream).toList());
        block.addBlockOf(instance);
        interfaceName = required("interface", Function.identity());
        vrid = required("virtual_router_id", text -> new Vrid(Values.number(text)));
        priority = block.value("priority", Values::priority).orElse(DEFAULT_PRIORITY);
        addresses = addresses(claims);
        policies = new PolicyReader(block, problems);
        version = block.has("version")
                ? block.value("version", Values::version)
                : fileVersion.apply(policies.defaultVersion(family().orElse(Family.IPV4)));
        interval = block.value("advert_int", text -> Values.interval(text, version))
                .orElse(Interval.DEFAULT);
        preemption = preemption();
        authentication = new AuthenticationReader(block, problems).read(version);
        unicast = new UnicastReader(block, problems);
        peers = unicast.peers();
        probe = new ReachabilityReader(block, problems).read();
        checkState();
        checkFamily();
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
            error(
                    block.line("virtual_ipaddress"),
                    "virtual_ipaddress",
                    "a virtual router needs at least one virtual address");
        }
        return new AddressReader(problems, claims, interfaceName).read(lines.orElse(List.of()));
    }

    private Preemption preemption() {
        boolean never = block.flag("nopreempt");
        Optional<Duration> delay =
                block.value("preempt_delay", text -> Values.seconds(text, LONGEST_PREEMPT_DELAY_SECONDS));
        if (never && block.flag("preempt")) {
            error(block.line("nopreempt"), "nopreempt", "preempt is given in line " + block.line("preempt"));
        }
        if (never && delay.isPresent()) {
            error(block.line("preempt_delay"), "preempt_delay", "there is none with nopreempt");
        }
        return never ? Preemption.NEVER : Preemption.after(delay.orElse(Duration.ZERO));
    }

    private void checkState() {
        Optional<String> state = block.value("state", Values::state);
        if (state.equals(Optional.of("MASTER"))) {
            problems.warning(block.line("state"), "state MASTER: has no effect, the priority decides");
        }
    }

    private void checkFamily() {
        if (block.flag("native_ipv6") && family().equals(Optional.of(Family.IPV4))) {
            error(block.line("native_ipv6"), "native_ipv6", "the virtual addresses are of IPv4");
        }
        if (block.has("virtual_ipaddress_excluded")) {
            error(
                    block.line("virtual_ipaddress_excluded"),
                    "virtual_ipaddress_excluded",
                    "is not supported, since all addresses are advertised; list them in virtual_ipaddress");
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
        if (interfaceName.isPresent() && vrid.isPresent() && family().isPresent()) {
            claims.claim(
                    new VirtualRouterId(interfaceName.get(), vrid.get(), family().get()),
                    block.line("virtual_router_id"),
                    "virtual_router_id " + vrid.get() + ": is already used on " + interfaceName.get());
        }
    }

    /**
     * Checks the values against each other and against the machine.
     *
     * @return empty if anything is wrong with the instance
     */
    Optional<VirtualRouterConfig> build(Machine machine) {
        interfaceName.ifPresent(name -> checkInterface(name, machine));
        checkOwner();
        if (version.equals(Optional.of(Version.V2)) && family().equals(Optional.of(Family.IPV6))) {
            error(
                    block.line("virtual_ipaddress"),
                    "virtual_ipaddress " + addresses.get(0),
                    "version 2 carries IPv4 only (RFC 3768 section 1.2); IPv6 needs vrrp_version 3 or version 3");
        }
        return problems.errors() > errorsBefore || version.isEmpty() ? Optional.empty() : build(version.get());
    }

    private void checkInterface(String name, Machine machine) {
        if (!machine.hasInterface(name)) {
            error(block.line("interface"), "interface " + name, "does not exist on this machine");
            return;
        }
        unicast.checkSource("unicast_src_ip", name, machine);
        unicast.checkSource("mcast_src_ip", name, machine);
    }

    private void checkOwner() {
        if (isOwner() && !preemption.equals(Preemption.IMMEDIATE)) {
            String keyword = preemption.enabled() ? "preempt_delay" : "nopreempt";
            error(
                    block.line(keyword),
                    keyword,
                    "with priority 255 this router owns the addresses, and always preempts"
                            + (preemption.enabled() ? " at once" : "") + " (RFC 9568 section 6.1)");
        }
    }

    private Optional<VirtualRouterConfig> build(Version builtVersion) {
        VirtualRouterConfig.Builder builder = VirtualRouterConfig.on(
                        interfaceName.orElseThrow(), vrid.orElseThrow().value())
                .version(builtVersion)
                .interval(Duration.ofNanos(interval.nanos()))
                .preemption(preemption)
                .probe(probe);
        policies.apply(builder);
        if (isOwner()) {
            builder.addressOwner();
        } else {
            builder.priority(priority);
        }
        authentication.ifPresent(builder::authentication);
        peers.forEach(peer -> builder.peer(peer.toString()));
        addresses.forEach(builder::address);
        try {
            return Optional.of(builder.build());
        } catch (ConfigurationException e) {
            complain(e);
            return Optional.empty();
        }
    }

    /** About what only the core knows to be wrong: values that do not go together. */
    private void complain(ConfigurationException e) {
        String keyword = KEYWORD_OF.getOrDefault(e.parameter(), "");
        if (!block.has(keyword)) {
            error(instance.line(), instance.toString(), e.parameter() + " " + e.rule());
        } else if (keyword.equals("virtual_ipaddress") || keyword.equals("accept")) {
            error(block.line(keyword), keyword, e.rule());
        } else {
            error(block.line(keyword), keyword + " " + e.value(), e.rule());
        }
    }

    private boolean isOwner() {
        return priority == Advertisement.PRIORITY_OWNER;
    }

    /** Of the first address, if there is one. */
    private Optional<Family> family() {
        return addresses.stream().findFirst().map(first -> first.address().family());
    }

    private void error(int line, String what, String rule) {
        problems.error(line, what + ": " + rule);
    }
}
