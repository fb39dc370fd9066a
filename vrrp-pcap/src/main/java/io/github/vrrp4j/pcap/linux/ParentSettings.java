package io.github.vrrp4j.pcap.linux;

import io.github.vrrp4j.pcap.linux.Links.Ipv4Setting;

/**
 * What the interface below macvlan interfaces says in ARP. By default Linux answers on every interface for all addresses that it
 * has, and asks for others in the name of any of them: either would tell the link that the virtual address is at the real MAC
 * address.
 *
 * @param arpIgnore 1 or more: answers only for its own addresses
 * @param arpAnnounce 2: asks only in the name of its own addresses
 */
record ParentSettings(int arpIgnore, int arpAnnounce) {
    private static final int ARP_IGNORE_OTHERS = 1;
    private static final int ARP_ANNOUNCE_OWN = 2;

    static ParentSettings read(Links links, int index) throws NetlinkException {
        return new ParentSettings(links.get(index, Ipv4Setting.ARP_IGNORE), links.get(index, Ipv4Setting.ARP_ANNOUNCE));
    }

    /** These, or what is stricter. */
    ParentSettings keepingApart() {
        return new ParentSettings(Math.max(arpIgnore, ARP_IGNORE_OTHERS), Math.max(arpAnnounce, ARP_ANNOUNCE_OWN));
    }

    /** Sets these where others are present. */
    void replace(ParentSettings present, Links links, int index) throws NetlinkException {
        if (present.arpIgnore != arpIgnore) {
            links.set(index, Ipv4Setting.ARP_IGNORE, arpIgnore);
        }
        if (present.arpAnnounce != arpAnnounce) {
            links.set(index, Ipv4Setting.ARP_ANNOUNCE, arpAnnounce);
        }
    }
}
