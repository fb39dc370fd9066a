package io.github.vrrp4j.protocol;

/** What an Active router does when somebody else takes a virtual address from its host. */
public enum RemovedAddress {
    /** It acquires the address again and announces it, at once. */
    PUT_BACK,
    /** It lets another router take over, if there is one: whoever removed the address may know why. */
    RESIGN
}
