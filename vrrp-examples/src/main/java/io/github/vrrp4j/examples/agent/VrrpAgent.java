package io.github.vrrp4j.examples.agent;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ScopeType;

/** The agent's command line. */
@Command(
        name = "vrrp-agent",
        description = "Shares virtual IP addresses with other hosts by VRRP (RFC 9568, RFC 3768).",
        mixinStandardHelpOptions = true,
        versionProvider = AgentVersion.class,
        scope = ScopeType.INHERIT,
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:done, or stopped by a signal after everything was given back",
            "1:unexpected failure",
            "2:wrong usage or configuration; nothing was started",
            "3:a privilege or libpcap is missing, or this is not Linux; nothing was started"
        })
public final class VrrpAgent {
    private VrrpAgent() {}

    /**
     * Runs the agent and ends the process.
     *
     * @param args see {@code --help}
     */
    public static void main(String... args) {
        System.exit(commandLine(new LinuxHost()).execute(args));
    }

    static CommandLine commandLine(Host host) {
        return new CommandLine(new VrrpAgent())
                .addSubcommand(new RunCommand(host))
                .addSubcommand(new DemoCommand());
    }
}
