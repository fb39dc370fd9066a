package io.github.vrrp4j.examples.agent.conf;

import java.util.ArrayList;
import java.util.List;

/**
 * A file that cannot be used, and why. The interface in it is {@code lo}, which every Linux machine has.
 *
 * @param name for people
 * @param text the file
 * @param errors exactly what is said about it, behind the name of the file
 */
public record Mistake(String name, String text, List<String> errors) {
    /** A good file, in which the mistakes are made. */
    public static final String GOOD = """
            global_defs { vrrp_version 3 }
            vrrp_instance V1 {
                interface lo
                virtual_router_id 51
                priority 100
                advert_int 0.1
                virtual_ipaddress {
                    10.9.0.100/24
                }
            }
            """;

    private static final String SECOND = """
            vrrp_instance V2 {
                interface lo
                virtual_router_id 52
                virtual_ipaddress { 10.9.0.102/24 }
            }
            """;

    @Override
    public String toString() {
        return name;
    }

    /** All of them. */
    public static List<Mistake> all() {
        List<Mistake> all = new ArrayList<>();
        all.addAll(values());
        all.addAll(addresses());
        all.addAll(habits());
        all.addAll(peers());
        all.addAll(instances());
        all.addAll(structure());
        return all;
    }

    private static List<Mistake> values() {
        String id = "virtual_router_id 51";
        String priority = "priority 100";
        String interval = "advert_int 0.1";
        return List.of(
                changed(id, "virtual_router_id 0", ":4: virtual_router_id 0: must be 1 to 255"),
                changed(id, "virtual_router_id 256", ":4: virtual_router_id 256: must be 1 to 255"),
                changed(id, "virtual_router_id x", ":4: virtual_router_id x: must be a whole number"),
                changed(id, "virtual_router_id", ":4: virtual_router_id: takes one value"),
                changed(id, "", ":2: vrrp_instance V1: virtual_router_id is missing"),
                changed(priority, "priority 300", ":5: priority 300: must be 1 to 255"),
                changed(priority, "priority 0", ":5: priority 0: must be 1 to 255"),
                changed(priority, "priority 100 200", ":5: priority 100 200: takes one value"),
                changed(priority, "priority 100 { }", ":5: priority 100: takes no block"),
                changed(priority, "priority 1\npriority 2", ":6: priority 2: is already given in line 5"),
                changed(
                        priority,
                        "priority 255\nnopreempt",
                        ":6: nopreempt: with priority 255 this router owns the addresses, and always preempts"
                                + " (RFC 9568 section 6.1)"),
                changed(priority, "nopreempt yes", ":5: nopreempt yes: takes no value"),
                changed(priority, "state master", ":5: state master: must be MASTER or BACKUP"),
                changed(priority, "version 4", ":5: version 4: must be 2 or 3"),
                changed("vrrp_version 3", "vrrp_version 4", ":1: vrrp_version 4: must be 2 or 3"),
                changed("interface lo", "", ":2: vrrp_instance V1: interface is missing"),
                changed("interface lo", "interface eth99", ":3: interface eth99: does not exist on this machine"),
                changed(
                        interval,
                        "advert_int 0.005",
                        ":6: advert_int 0.005: must be a multiple of 10 ms from 10 ms to 255 s"),
                changed(
                        interval,
                        "advert_int 0.5\nversion 2",
                        ":6: advert_int 0.5: version 2 has whole seconds only (RFC 3768 section 5.3.7)"),
                changed(interval, "advert_int 41", ":6: advert_int 41: version 3 carries at most 40.95 s"),
                changed(
                        interval,
                        "advert_int fast",
                        ":6: advert_int fast: must be a number of seconds such as 1 or 0.25"));
    }

    private static List<Mistake> addresses() {
        String address = "10.9.0.100/24";
        return List.of(
                changed(
                        address,
                        "10.9.0.100/24\n2001:db8::1/64",
                        ":9: virtual_ipaddress 2001:db8::1/64: a virtual router has addresses of one family, and the"
                                + " first one is 10.9.0.100/24"),
                changed(
                        address,
                        "2001:db8::1/64",
                        ":7: virtual_ipaddress: the first IPv6 address must be link-local (RFC 9568 section 5.2.9)"),
                changed(
                        "advert_int 0.1\n    virtual_ipaddress {\n        " + address,
                        "version 2\n    virtual_ipaddress {\n        fe80::1/64",
                        ":7: virtual_ipaddress fe80::1/64: version 2 carries IPv4 only (RFC 3768 section 1.2); IPv6 needs"
                                + " vrrp_version 3 or version 3"),
                changed(address, "10.9.0.100/33", ":8: virtual_ipaddress 10.9.0.100/33: prefix length must be 1 to 32"),
                changed(
                        address,
                        "www.example.org",
                        ":8: virtual_ipaddress www.example.org: must be an IPv4 or IPv6 literal"),
                changed(
                        address,
                        "224.0.0.18",
                        ":8: virtual_ipaddress 224.0.0.18: must be a unicast address that a host can have"),
                changed(address, "10.9.0.1 { }", ":8: virtual_ipaddress 10.9.0.1: takes no block"),
                changed(
                        address,
                        "10.9.0.1/24\n10.9.0.1/32",
                        ":9: virtual_ipaddress 10.9.0.1/32: is already listed in line 8"),
                changed(
                        address,
                        "10.9.0.1 dev eth1",
                        ":8: virtual_ipaddress 10.9.0.1 dev eth1: dev must be lo, since addresses are installed on the"
                                + " instance's interface"),
                changed(
                        address,
                        "10.9.0.1 dev",
                        ":8: virtual_ipaddress 10.9.0.1 dev: dev needs the name of an interface"),
                changed(address, "", ":7: virtual_ipaddress: a virtual router needs at least one virtual address"),
                new Mistake(
                        "no virtual_ipaddress",
                        "vrrp_instance V1 {\ninterface lo\nvirtual_router_id 51\n}",
                        List.of(":1: vrrp_instance V1: virtual_ipaddress is missing")),
                changed(
                        "virtual_ipaddress {",
                        "virtual_ipaddress x {",
                        ":7: virtual_ipaddress x: takes no value before its block"));
    }

    private static List<Mistake> habits() {
        String priority = "priority 100";
        return List.of(
                changed(
                        priority,
                        "priority 255\npreempt_delay 5",
                        ":6: preempt_delay: with priority 255 this router owns the addresses, and always preempts at once"
                                + " (RFC 9568 section 6.1)"),
                changed(priority, "preempt_delay 1001", ":5: preempt_delay 1001: must be 0 to 1000"),
                changed(
                        priority,
                        "preempt_delay soon",
                        ":5: preempt_delay soon: must be a number of seconds such as 1 or 0.25"),
                changed(priority, "nopreempt\npreempt_delay 5", ":6: preempt_delay: there is none with nopreempt"),
                changed(priority, "preempt\nnopreempt", ":6: nopreempt: preempt is given in line 5"),
                changed(priority, "accept\nno_accept", ":6: no_accept: accept is given in line 5"),
                changed(
                        "priority 100\n    advert_int 0.1",
                        "preset rfc3768\n    version 2\n    accept",
                        ":7: accept: version 2 has none: only an owner accepts (RFC 3768 section 6.4.3)"),
                changed(
                        priority,
                        "preset cisco",
                        ":5: preset cisco: must be one of rfc9568, rfc5798, rfc3768, keepalived, frr"),
                changed(priority, "garp_master_repeat 0", ":5: garp_master_repeat 0: must be 1 to 100"),
                changed(priority, "garp_master_delay 100000", ":5: garp_master_delay 100000: must be 0 to 24 h"),
                changed(priority, "garp_master_refresh 100000", ":5: garp_master_refresh 100000: must be 0 to 24 h"),
                changed(
                        priority,
                        "old_unicast_checksum",
                        ":5: old_unicast_checksum: must be never; checksums as keepalived up to 1.3.6 made them are taken,"
                                + " but not sent"));
    }

    private static List<Mistake> peers() {
        String priority = "priority 100";
        String version2 = "priority 100\n    advert_int 0.1";
        return List.of(
                changed(
                        priority,
                        "unicast_peer { }",
                        ":5: unicast_peer: needs at least one address; without it, it is multicast"),
                changed(
                        priority,
                        "unicast_peer 10.9.0.2",
                        ":5: unicast_peer 10.9.0.2: takes no value before its block"),
                changed(priority, "unicast_peer {\nr2\n}", ":6: unicast_peer r2: must be an IPv4 or IPv6 literal"),
                changed(
                        priority,
                        "unicast_peer { fe80::2 }",
                        ":5: unicast_peer fe80::2: must be of the family of the virtual addresses"),
                changed(
                        priority,
                        "unicast_peer { 10.9.0.100 }",
                        ":5: unicast_peer 10.9.0.100: must not be one of the virtual addresses"),
                changed(
                        priority,
                        "authentication {\nauth_type PASS\nauth_pass secret\n}",
                        ":5: authentication: version 3 has none (RFC 9568 section 9)"),
                changed(
                        version2,
                        "version 2\nauthentication {\nauth_type MD5\nauth_pass secret\n}",
                        ":7: auth_type MD5: must be PASS or AH"),
                changed(
                        version2,
                        "version 2\nauthentication {\nauth_type AH\n}",
                        ":6: authentication: auth_pass is missing"),
                changed(
                        version2,
                        "version 2\nauthentication {\nauth_type AH\nauth_pass \"\"\n}",
                        ":8: auth_pass: must have 1 to 8 bytes"),
                changed(
                        priority,
                        "reachability {\nfall 3\n}",
                        ":5: reachability: needs a target with one or more addresses"),
                changed(
                        priority,
                        "reachability {\ntarget 10.9.0.254 gateway\n}",
                        ":6: target 10.9.0.254 gateway: must be an IPv4 or IPv6 literal"),
                changed(
                        priority,
                        "reachability {\ntarget 10.9.0.254\ninterval 0.001\n}",
                        ":7: interval 0.001: must be 10 ms to 1 h"),
                changed(
                        priority,
                        "reachability {\ntarget 10.9.0.254\nfall 0\nrise 101\n}",
                        ":7: fall 0: must be 1 to 100",
                        ":8: rise 101: must be 1 to 100"),
                changed(
                        priority,
                        "reachability {\ntarget fe80::1\n}",
                        ":5: reachability fe80::1: must be another host, of the family of the virtual addresses"),
                changed(priority, "native_ipv6", ":5: native_ipv6: the virtual addresses are of IPv4"),
                changed(
                        priority,
                        "virtual_ipaddress_excluded { 10.9.0.102 }",
                        ":5: virtual_ipaddress_excluded: is not supported, since all addresses are advertised; list them in"
                                + " virtual_ipaddress"));
    }

    private static List<Mistake> instances() {
        return List.of(
                new Mistake(
                        "two instances of one VRID",
                        GOOD + SECOND.replace("52", "51"),
                        List.of(":13: virtual_router_id 51: is already used on lo in line 4")),
                new Mistake(
                        "two instances of one name",
                        GOOD + SECOND.replace("V2", "V1"),
                        List.of(":11: vrrp_instance V1: this name is already used in line 2")),
                new Mistake(
                        "two instances of one address",
                        GOOD + SECOND.replace("102", "100"),
                        List.of(":14: virtual_ipaddress 10.9.0.100/24: is already listed in line 8")),
                changed("V1", "", ":2: vrrp_instance: needs one name"),
                new Mistake("no instance", "global_defs { vrrp_version 3 }", List.of(": has no vrrp_instance")),
                new Mistake("an empty file", "", List.of(": has no vrrp_instance")),
                new Mistake(
                        "several at once",
                        GOOD.replace("51", "0").replace("priority 100", "priority 300") + SECOND.replace("lo", "eth99"),
                        List.of(
                                ":4: virtual_router_id 0: must be 1 to 255",
                                ":5: priority 300: must be 1 to 255",
                                ":12: interface eth99: does not exist on this machine")));
    }

    private static List<Mistake> structure() {
        return List.of(
                changed("advert_int 0.1", "}", ":10: }: there is no open block that it could close"),
                new Mistake(
                        "a closing brace is missing",
                        GOOD.substring(0, GOOD.length() - 2) + SECOND,
                        List.of(":2: vrrp_instance V1 {: the block is not closed")),
                changed("priority 100", "notify \"/bin/x", ":5: \"/bin/x: the quote is not closed in its line"),
                changed("priority 100", "virtual_ipaddress { { } }", ":5: {: needs a keyword before it"),
                new Mistake(
                        "an instance without a block",
                        "vrrp_instance V1",
                        List.of(
                                ":1: vrrp_instance V1: needs a block in braces",
                                ":1: vrrp_instance V1: interface is missing",
                                ":1: vrrp_instance V1: virtual_router_id is missing",
                                ":1: vrrp_instance V1: virtual_ipaddress is missing")));
    }

    private static Mistake changed(String good, String bad, String... errors) {
        String name = good + " -> " + (bad.isEmpty() ? "nothing" : bad);
        return new Mistake(name.replaceAll("\\s+", " "), GOOD.replace(good, bad), List.of(errors));
    }
}
