package io.github.vrrp4j.simulation;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What is to happen, the first thing first: a binary heap in which every event knows its place, so that it can be moved. */
final class EventQueue {
    private Event[] heap = new Event[64];
    private int size;
    private long scheduled;

    int size() {
        return size;
    }

    @Nullable
    Event first() {
        return size == 0 ? null : heap[0];
    }

    /** Puts an event in, or moves it. At equal times, what was scheduled first happens first. */
    void schedule(Event event, long atNanos) {
        event.atNanos = atNanos;
        event.number = scheduled++;
        if (!event.isQueued()) {
            if (size == heap.length) {
                heap = Arrays.copyOf(heap, 2 * size);
            }
            place(event, size++);
        }
        up(event.heapIndex);
        down(event.heapIndex);
    }

    void cancel(Event event) {
        if (!event.isQueued()) {
            return;
        }
        int hole = event.heapIndex;
        Event last = heap[--size];
        heap[size] = null;
        event.heapIndex = Event.NOT_QUEUED;
        if (!last.equals(event)) {
            place(last, hole);
            up(last.heapIndex);
            down(last.heapIndex);
        }
    }

    private void up(int start) {
        int index = start;
        while (index > 0 && heap[index].isBefore(heap[(index - 1) / 2])) {
            swap(index, (index - 1) / 2);
            index = (index - 1) / 2;
        }
    }

    private void down(int start) {
        int index = start;
        while (true) {
            int child = 2 * index + 1;
            if (child + 1 < size && heap[child + 1].isBefore(heap[child])) {
                child++;
            }
            if (child >= size || !heap[child].isBefore(heap[index])) {
                return;
            }
            swap(index, child);
            index = child;
        }
    }

    private void swap(int a, int b) {
        Event event = heap[a];
        place(heap[b], a);
        place(event, b);
    }

    private void place(Event event, int index) {
        heap[index] = event;
        event.heapIndex = index;
    }
}
