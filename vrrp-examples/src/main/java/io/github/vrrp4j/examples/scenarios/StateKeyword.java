package io.github.vrrp4j.examples.scenarios;

import io.github.vrrp4j.examples.agent.conf.VrrpConf;
import io.github.vrrp4j.examples.agent.conf.VrrpConfReader;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import io.github.vrrp4j.simulation.SimulatedNode;
import java.util.List;

/** {@code state} decides nothing: the files are read as the agent reads them, and the priorities are the same each time. */
final class StateKeyword implements Scenario {
    @Override
    public String name() {
        return "state-master-on-both";
    }

    @Override
    public String question() {
        return "Both files say `state MASTER`, or neither does: who becomes Active?";
    }

    @Override
    public List<Variant> variants() {
        return List.of(
                new Variant("MASTER on both", stage -> elect(stage, "MASTER", "MASTER")),
                new Variant("BACKUP on both", stage -> elect(stage, "BACKUP", "BACKUP")),
                new Variant("MASTER on the one with the lower priority", stage -> elect(stage, "BACKUP", "MASTER")));
    }

    static String elect(Stage stage, String stateOfA, String stateOfB) {
        stage.scene("A starts with state " + stateOfA + " and priority 150, B with " + stateOfB + " and 100.", () -> {
            stage.join("A", "10.9.0.11", read(stage, stateOfA, 150));
            stage.join("B", "10.9.0.12", read(stage, stateOfB, 100));
        });
        SimulatedNode winner = stage.audience();
        stage.scene(winner + " is stopped.", winner::stop);
        stage.scene(winner + " is started again.", winner::start);
        return winner + " won, with priority " + winner.status().priority() + ". " + stage.verdict();
    }

    private static VirtualRouterConfig read(Stage stage, String state, int priority) {
        VrrpConf conf = new VrrpConfReader(name -> true)
                .read("vrrp.conf", """
                        global_defs { vrrp_version 3 }
                        vrrp_instance V1 {
                            state %s
                            interface eth0
                            virtual_router_id %d
                            priority %d
                            virtual_ipaddress { %s/24 }
                        }
                        """.formatted(state, Stage.VRID, priority, Stage.VIRTUAL));
        conf.problems().forEach(problem -> stage.say(problem.toString()));
        return conf.instances().values().iterator().next();
    }
}
