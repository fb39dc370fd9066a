package io.github.vrrp4j.pcap;

import static org.junit.jupiter.api.extension.ConditionEvaluationResult.disabled;
import static org.junit.jupiter.api.extension.ConditionEvaluationResult.enabled;

import io.github.vrrp4j.pcap.linux.Privileges;
import java.io.IOException;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Runs a test class only where network namespaces can be made. If something is missing, it says what and skips; with
 * {@code -Dvrrp.wire=required} it fails instead, with {@code -Dvrrp.wire=skip} it always skips and says nothing.
 */
public final class WireTests implements ExecutionCondition {
    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        String wire = System.getProperty("vrrp.wire", "auto");
        String missing = wire.equals("skip") ? "-Dvrrp.wire=skip" : missing(context.getRequiredTestClass());
        if (missing.isEmpty()) {
            return enabled("all there");
        }
        String line = context.getDisplayName() + " skipped: " + missing;
        if (wire.equals("required")) {
            throw new IllegalStateException(line);
        }
        if (wire.equals("auto") && context.getTestMethod().isEmpty()) {
            System.err.println(line);
        }
        return disabled(line);
    }

    /** A program that a test class needs besides; the Debian package has the same name. */
    @Retention(RetentionPolicy.RUNTIME)
    public @interface Needs {
        String value();
    }

    private static String missing(Class<?> testClass) {
        try {
            Privileges.require();
        } catch (IOException | UnsupportedOperationException e) {
            return e.getMessage();
        }
        Needs needs = testClass.getAnnotation(Needs.class);
        if (needs != null && !isInstalled(needs.value())) {
            return "not installed: " + needs.value() + " (apt-get install " + needs.value() + ")";
        }
        String programs = String.join(
                ", ",
                Stream.of("ip", "ping", "tcpdump", "setpriv")
                        .filter(program -> !isInstalled(program))
                        .toList());
        return programs.isEmpty()
                ? ""
                : "not installed: " + programs
                        + " (apt-get install iproute2 iputils-ping tcpdump util-linux libpcap0.8)";
    }

    private static boolean isInstalled(String program) {
        String path = System.getenv().getOrDefault("PATH", "") + ":/usr/sbin:/sbin";
        return Arrays.stream(path.split(":")).anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
    }
}
