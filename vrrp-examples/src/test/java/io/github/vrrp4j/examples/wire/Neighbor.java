package io.github.vrrp4j.examples.wire;

/**
 * A Neighbor Solicitation or Advertisement as it was seen (RFC 4861 sections 4.3 and 4.4).
 *
 * @param hardware the link-layer address option, or nothing
 */
record Neighbor(
        long timeNanos,
        String sourceMac,
        String destinationMac,
        boolean solicitation,
        boolean router,
        boolean solicited,
        boolean override,
        String destination,
        String target,
        String hardware)
        implements Resolution {
    private static final String ALL_NODES = "ff02::1";

    @Override
    public boolean asks(String address) {
        return solicitation && target.equals(address);
    }

    @Override
    public boolean answers(String address, Host asker) {
        return !solicitation && solicited && target.equals(address) && destinationMac.equals(asker.mac());
    }

    @Override
    public boolean announces(String address) {
        return !solicitation
                && !solicited
                && override
                && target.equals(address)
                && destination.equals(ALL_NODES)
                && !hardware.isEmpty();
    }

    @Override
    public String describe() {
        return String.format(
                "Neighbor %s from %s: %s%s to %s",
                solicitation ? "Solicitation" : "Advertisement",
                sourceMac,
                target,
                solicitation ? "" : " is at " + hardware + (router ? " R" : "") + (override ? " O" : ""),
                destination);
    }
}
