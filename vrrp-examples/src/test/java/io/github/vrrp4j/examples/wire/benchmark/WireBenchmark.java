package io.github.vrrp4j.examples.wire.benchmark;

import io.github.vrrp4j.examples.wire.RouterKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Measures keepalived and the agent in turn and prints one table. Needs root, and the programs that the wire tests need. System
 * properties: {@code benchmark}, names or {@code quick} or {@code all}; {@code systems}; those of {@link Options}.
 */
public final class WireBenchmark {
    private static final String QUICK_NAME = "quick";
    private static final Map<String, Benchmark> ALL = new LinkedHashMap<>();

    /** At most four minutes unless the options say otherwise. */
    private static final List<String> QUICK = List.of("takeover", "many255", "cpu", "load", "rhythm", "startup");

    static {
        ALL.put("takeover", new Takeover());
        ALL.put("many50", new MassTakeover(50, Duration.ofMillis(100)));
        ALL.put("many255", new MassTakeover(255, Duration.ofMillis(100)));
        ALL.put("many255slow", new MassTakeover(255, Duration.ofSeconds(1)));
        ALL.put("cpu", new Load(255, Duration.ofMillis(100), 0));
        ALL.put("load", new Load(255, Duration.ofMillis(10), 0));
        ALL.put("busy", new Load(255, Duration.ofMillis(10), 2));
        ALL.put("scale", new Scale());
        ALL.put("rhythm", new Rhythm());
        ALL.put("startup", new Startup());
        ALL.put("client", new ClientView());
        ALL.put("carrier", new Carrier());
    }

    private WireBenchmark() {}

    /** Takes no arguments. */
    public static void main(String... args) throws IOException {
        List<RouterKind> kinds = kinds();
        String names = System.getProperty("benchmark", QUICK_NAME);
        Options options = Options.fromProperties(names.equals(QUICK_NAME));
        Report report = new Report(kinds);
        StringBuilder about = new StringBuilder();
        about.append(machine()).append("load average before: ").append(load());
        for (String name : chosen(names)) {
            for (RouterKind kind : kinds) {
                ALL.get(name).run(kind, report, options);
            }
        }
        about.append("load average after:  ").append(load());
        String text = about + "\n" + report.text();
        System.out.println("\n" + text);
        Path file = Path.of(System.getProperty("report", "target/benchmark-wire.txt"));
        Files.writeString(file, text);
    }

    private static List<RouterKind> kinds() {
        List<RouterKind> kinds = new ArrayList<>();
        for (String name : System.getProperty("systems", "keepalived,agent").split(",")) {
            kinds.add(RouterKind.valueOf(name.toUpperCase(Locale.ROOT)));
        }
        return kinds;
    }

    private static List<String> chosen(String names) {
        List<String> chosen = switch (names) {
            case "all" -> List.copyOf(ALL.keySet());
            case QUICK_NAME -> QUICK;
            default -> List.of(names.split(","));
        };
        if (!ALL.keySet().containsAll(chosen)) {
            throw new IllegalArgumentException(
                    "benchmark " + names + ": must be quick, all, or some of " + ALL.keySet());
        }
        return chosen;
    }

    private static String machine() throws IOException {
        String processor = Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                .filter(line -> line.startsWith("model name"))
                .findFirst()
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .orElse("unknown processor");
        return "%d x %s, Linux %s, Java %s%n"
                .formatted(
                        Runtime.getRuntime().availableProcessors(),
                        processor,
                        System.getProperty("os.version"),
                        System.getProperty("java.version"));
    }

    private static String load() throws IOException {
        return Files.readString(Path.of("/proc/loadavg"));
    }
}
