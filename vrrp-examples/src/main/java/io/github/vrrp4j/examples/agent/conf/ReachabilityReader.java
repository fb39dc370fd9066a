package io.github.vrrp4j.examples.agent.conf;

import static io.github.vrrp4j.protocol.ReachabilityProbe.NONE;

import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.protocol.ReachabilityProbe;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Reads {@code reachability { target ADDRESS...  interval SECONDS  fall COUNT  rise COUNT }}, which keepalived has not. */
final class ReachabilityReader {
    private static final String KEYWORD = "reachability";

    private final Block instance;
    private final Problems problems;

    ReachabilityReader(Block instance, Problems problems) {
        this.instance = instance;
        this.problems = problems;
    }

    /** The probe; {@link ReachabilityProbe#NONE} if there is none or it is wrong. */
    ReachabilityProbe read() {
        if (instance.block(KEYWORD).isEmpty()) {
            return NONE;
        }
        Block block = new Block(problems, List.of("target", "interval", "fall", "rise"));
        instance.statement(KEYWORD).ifPresent(block::addBlockOf);
        List<IpAddress> targets = targets(block);
        Duration interval = block.value(
                        "interval",
                        text -> NONE.every(Values.seconds(text), NONE.fall(), NONE.rise())
                                .interval())
                .orElse(NONE.interval());
        int fall = block.value("fall", text -> Values.number(text, 1, 100)).orElse(NONE.fall());
        int rise = block.value("rise", text -> Values.number(text, 1, 100)).orElse(NONE.rise());
        return new ReachabilityProbe(targets, interval, fall, rise);
    }

    private List<IpAddress> targets(Block block) {
        Optional<Statement> line = block.statement("target");
        if (line.isEmpty() || line.get().args().isEmpty() || line.get().block().isPresent()) {
            int at = line.map(Statement::line).orElse(instance.line(KEYWORD));
            problems.error(at, KEYWORD + ": needs a target with one or more addresses");
            return List.of();
        }
        try {
            List<IpAddress> targets =
                    line.get().args().stream().map(IpAddress::of).toList();
            return new ReachabilityProbe(targets, NONE.interval(), NONE.fall(), NONE.rise()).targets();
        } catch (IllegalArgumentException e) {
            problems.error(line.get().line(), line.get() + ": " + Values.rule(e));
            return List.of();
        }
    }
}
