package io.github.vrrp4j.examples.agent;

/** What the process says when it ends; documented in the help. */
final class ExitStatus {
    static final int OK = 0;
    static final int FAILURE = 1;
    static final int USAGE = 2;
    static final int REQUIREMENTS = 3;

    private ExitStatus() {}
}
