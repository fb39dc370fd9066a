package io.github.vrrp4j.examples.agent.conf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever stands in a file, the reader answers with problems or with virtual routers. -Dvrrp.seed=N repeats a run. */
class RandomConfTest {
    private static final int FILES = 5_000;
    private static final String[] PIECES = """
            { } " # ! \\ / : 0 255 -1 99999999999 0.01 1e9 V1 lo global_defs vrrp_version vrrp_instance state MASTER interface
            virtual_router_id priority advert_int nopreempt version virtual_ipaddress track_script dev label
            preset frr use_vmac no_accept preempt_delay unicast_peer unicast_src_ip authentication auth_type AH auth_pass reachability
            target interval fall rise garp_master_repeat garp_master_delay garp_master_refresh old_unicast_checksum never
            10.9.0.1/24 10.9.0.1/ fe80::1 ::ffff:10.0.0.1 [ % \u0000 \u00e9
            """.split("\\s+");

    private final long seed = Long.getLong("vrrp.seed", new Random().nextLong());
    private final Random random = new Random(seed);
    private final VrrpConfReader reader = new VrrpConfReader("lo"::equals);
    private int usable;

    @Test
    void randomTextGivesProblemsAndNeverAnException() {
        for (int i = 0; i < FILES; i++) {
            StringBuilder text = new StringBuilder();
            for (int pieces = random.nextInt(60); pieces > 0; pieces--) {
                text.append(piece()).append(random.nextBoolean() ? " " : random.nextBoolean() ? "\n" : "");
            }
            check(text.toString());
        }
    }

    @Test
    void mutatedFilesGiveProblemsOrVirtualRouters() {
        for (int i = 0; i < FILES; i++) {
            String text = Mistake.GOOD;
            for (int mutations = random.nextInt(4); mutations > 0; mutations--) {
                text = mutate(text);
            }
            check(text);
        }
        assertTrue(usable > FILES / 10 && usable < FILES, "usable: " + usable + ", seed " + seed);
    }

    @Test
    void deepNestingIsNoTrouble() {
        check("a{".repeat(200_000));
        check("a{".repeat(200_000) + "}".repeat(200_000));
    }

    private String mutate(String text) {
        int from = random.nextInt(text.length() + 1);
        int to = Math.min(text.length(), from + random.nextInt(12));
        String cut = text.substring(from, to);
        String pasted = switch (random.nextInt(4)) {
            case 0 -> "";
            case 1 -> cut + cut;
            case 2 -> piece() + cut;
            default -> String.valueOf((char) random.nextInt(256));
        };
        return text.substring(0, from) + pasted + text.substring(to);
    }

    private String piece() {
        return PIECES[random.nextInt(PIECES.length)];
    }

    private void check(String text) {
        String what = "seed " + seed + ", text:\n" + text.substring(0, Math.min(2_000, text.length()));
        VrrpConf conf;
        try {
            conf = reader.read("vrrp.conf", text);
        } catch (RuntimeException | StackOverflowError e) {
            throw new AssertionError(what, e);
        }
        long lines = text.lines().count() + 1;
        assertTrue(
                conf.problems().stream().allMatch(problem -> problem.line() >= 0 && problem.line() <= lines),
                () -> what);
        assertEquals(conf.errors().isEmpty(), !conf.instances().isEmpty(), () -> what);
        usable += conf.errors().isEmpty() ? 1 : 0;
    }
}
