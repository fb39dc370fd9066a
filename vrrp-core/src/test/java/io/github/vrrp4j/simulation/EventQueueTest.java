package io.github.vrrp4j.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is to happen first comes out first, whatever was moved or cancelled meanwhile. */
class EventQueueTest {
    private final EventQueue queue = new EventQueue();

    private static Event event(boolean timer) {
        return new Event(timer) {
            @Override
            void happen() {}
        };
    }

    @Test
    void anEmptyQueueHasNoFirst() {
        assertNull(queue.first());
    }

    @Test
    void whatArrivesComesBeforeATimerOfTheSameMoment() {
        Event timer = event(true);
        Event arrival = event(false);
        queue.schedule(timer, 5);
        queue.schedule(arrival, 5);

        assertSame(arrival, queue.first());
    }

    @Test
    void aMovedEventIsInTheQueueOnce() {
        Event event = event(true);
        queue.schedule(event, 5);
        queue.schedule(event, 3);
        queue.schedule(event, 9);

        assertEquals(1, queue.size());
        assertEquals(9, event.atNanos);
        queue.cancel(event);
        queue.cancel(event);
        assertEquals(0, queue.size());
    }

    @Test
    void itAgreesWithASortedList() {
        Random random = new Random(1);
        List<Event> model = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            int choice = random.nextInt(4);
            if (choice < 2 || model.isEmpty()) {
                Event event = event(random.nextBoolean());
                model.add(event);
                queue.schedule(event, random.nextInt(1000));
            } else if (choice == 2) {
                queue.schedule(model.get(random.nextInt(model.size())), random.nextInt(1000));
            } else {
                queue.cancel(model.remove(random.nextInt(model.size())));
            }
            assertEquals(model.size(), queue.size());
        }
        model.sort((a, b) -> a.isBefore(b) ? -1 : b.isBefore(a) ? 1 : 0);
        for (Event expected : model) {
            assertSame(expected, queue.first());
            queue.cancel(expected);
        }
        assertEquals(
                model,
                model.stream()
                        .sorted(Comparator.comparingLong(event -> event.atNanos))
                        .toList());
    }
}
