package io.github.vrrp4j.examples.agent.conf;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.vrrp4j.packet.Version;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads the VRRP part of a keepalived.conf: {@code global_defs} with {@code vrrp_version}, and {@code vrrp_instance} with the
 * keywords that the README lists. keepalived's defaults hold. What is not supported is a warning; what is wrong is an error, and
 * nothing is repaired.
 */
public final class VrrpConfReader {
    private final Machine machine;

    /**
     * Makes a reader.
     *
     * @param machine what files are checked against
     */
    public VrrpConfReader(Machine machine) {
        this.machine = machine;
    }

    /**
     * Reads a file.
     *
     * @param file the file; that it cannot be read is one of the problems
     * @return what it says
     */
    public VrrpConf read(Path file) {
        Problems problems = new Problems(file.toString());
        try {
            // Bytes that are no UTF-8 stand in comments, or become names that the rules refuse.
            return read(file.toString(), new String(Files.readAllBytes(file), UTF_8));
        } catch (NoSuchFileException e) {
            problems.error(0, "does not exist");
        } catch (AccessDeniedException e) {
            problems.error(0, "may not be read by this user");
        } catch (IOException e) {
            problems.error(0, Files.isDirectory(file) ? "is a directory" : "cannot be read: " + e.getMessage());
        }
        return new VrrpConf(Map.of(), problems.inOrder());
    }

    /**
     * Reads the text of a file.
     *
     * @param file the name of the file, for the problems
     * @param text what stands in it
     * @return what it says; when braces or quotes do not match, only that, since everything else would be a guess
     */
    public VrrpConf read(String file, String text) {
        Problems problems = new Problems(file);
        List<Statement> statements = StatementParser.parse(text, problems);
        Map<String, VirtualRouterConfig> instances =
                problems.errors() == 0 ? interpret(statements, problems) : Map.of();
        return new VrrpConf(
                problems.errors() == 0 ? Collections.unmodifiableMap(instances) : Map.of(), problems.inOrder());
    }

    private Map<String, VirtualRouterConfig> interpret(List<Statement> statements, Problems problems) {
        Function<Version, Optional<Version>> version = version(statements, problems);
        Claims claims = new Claims(problems);
        Map<String, VirtualRouterConfig> instances = new LinkedHashMap<>();
        boolean any = false;
        for (Statement statement : statements) {
            switch (statement.keyword()) {
                case "vrrp_instance" -> {
                    any = true;
                    new InstanceReader(statement, version, claims, problems)
                            .build(machine)
                            .ifPresent(config -> instances.put(statement.args().get(0), config));
                }
                case "global_defs" -> {}
                default -> problems.unknown(statement);
            }
        }
        if (!any) {
            problems.error(0, "has no vrrp_instance");
        }
        return instances;
    }

    /**
     * The version of instances that do not say theirs, wherever in the file it stands: what the file says, or else their own
     * default; empty if the file says it wrongly.
     */
    private static Function<Version, Optional<Version>> version(List<Statement> statements, Problems problems) {
        Block all = new Block(problems, List.of("vrrp_version"));
        for (Statement statement : statements) {
            if (statement.keyword().equals("global_defs")) {
                all.addBlockOf(statement);
            }
        }
        Optional<Version> said = all.value("vrrp_version", Values::version);
        return own -> all.has("vrrp_version") ? said : Optional.of(own);
    }
}
