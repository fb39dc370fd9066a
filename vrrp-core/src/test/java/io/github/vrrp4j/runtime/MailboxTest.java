package io.github.vrrp4j.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class MailboxTest {
    private final Mailbox mailbox = new Mailbox();

    private void flood() {
        for (int i = 0; i <= Mailbox.CAPACITY; i++) {
            mailbox.offer(router -> {});
        }
    }

    private Thread putting() {
        Thread thread = new Thread(() -> {
            try {
                mailbox.put(router -> {});
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    @Test
    void aFloodIsDroppedAndCounted() {
        flood();

        assertEquals(1, mailbox.dropped());
    }

    @Test
    void whoWaitsForRoomGoesOnWhenNobodyReadsAnyMore() throws InterruptedException {
        flood();
        Thread before = putting();
        while (before.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }

        mailbox.close();
        flood();
        Thread after = putting();

        before.join(Duration.ofSeconds(60).toMillis());
        after.join(Duration.ofSeconds(60).toMillis());
        assertFalse(before.isAlive(), "waits for room");
        assertFalse(after.isAlive(), "waits for room");
        assertTrue(mailbox.dropped() <= 1, "what comes too late is not lost by this mailbox");
    }
}
