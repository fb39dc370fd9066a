package io.github.vrrp4j.examples.agent.conf;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.vrrp4j.packet.Version;
import io.github.vrrp4j.protocol.AuthenticationKey;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Reads {@code authentication { auth_type PASS|AH  auth_pass PASSWORD }}. */
final class AuthenticationReader {
    private static final String KEYWORD = "authentication";
    private static final String PASS = "PASS";
    private static final String AH = "AH";
    private static final int LONGEST = 8;

    private final Block instance;
    private final Problems problems;

    AuthenticationReader(Block instance, Problems problems) {
        this.instance = instance;
        this.problems = problems;
    }

    /** The key that an instance of this version has; empty if there is none or it is wrong. */
    Optional<AuthenticationKey> read(Optional<Version> version) {
        if (instance.block(KEYWORD).isEmpty()) {
            return Optional.empty();
        }
        if (version.equals(Optional.of(Version.V3))) {
            // keepalived goes on without; who wrote this believes that the packets are authenticated.
            error(KEYWORD, "version 3 has none (RFC 9568 section 9)");
        }
        Block block = new Block(problems, List.of("auth_type", "auth_pass"));
        instance.statement(KEYWORD).ifPresent(block::addBlockOf);
        Optional<String> type = required(block, "auth_type", AuthenticationReader::type);
        Optional<String> password = required(block, "auth_pass", text -> text);
        return type.isEmpty() ? Optional.empty() : password.flatMap(text -> key(block, type.get(), text));
    }

    private Optional<String> required(Block block, String keyword, UnaryOperator<String> reader) {
        if (!block.has(keyword)) {
            error(KEYWORD, keyword + " is missing");
        }
        return block.value(keyword, reader);
    }

    private static String type(String text) {
        if (!text.equals(PASS) && !text.equals(AH)) {
            throw new IllegalArgumentException("type " + text + ": must be PASS or AH");
        }
        return text;
    }

    private Optional<AuthenticationKey> key(Block block, String type, String password) {
        byte[] bytes = password.getBytes(UTF_8);
        String used = password;
        if (bytes.length > LONGEST) {
            problems.warning(
                    block.line("auth_pass"),
                    "auth_pass: only its first 8 bytes are used, as keepalived does; the protocol carries no more");
            used = new String(Arrays.copyOf(bytes, LONGEST), UTF_8);
        }
        try {
            return Optional.of(type.equals(PASS) ? AuthenticationKey.simpleText(used) : AuthenticationKey.header(used));
        } catch (IllegalArgumentException e) {
            problems.error(block.line("auth_pass"), "auth_pass: " + Values.rule(e));
            return Optional.empty();
        }
    }

    private void error(String what, String rule) {
        problems.error(instance.line(KEYWORD), what + ": " + rule);
    }
}
