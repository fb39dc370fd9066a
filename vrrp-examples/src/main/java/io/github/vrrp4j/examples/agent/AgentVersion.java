package io.github.vrrp4j.examples.agent;

import picocli.CommandLine.IVersionProvider;

/** The version in the manifest of the jar. */
final class AgentVersion implements IVersionProvider {
    static String text() {
        String version = AgentVersion.class.getPackage().getImplementationVersion();
        return "vrrp4j agent " + (version != null ? version : "(not from a jar)");
    }

    @Override
    public String[] getVersion() {
        return new String[] {text()};
    }
}
