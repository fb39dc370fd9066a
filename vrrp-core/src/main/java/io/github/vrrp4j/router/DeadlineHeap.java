package io.github.vrrp4j.router;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The virtual routers by deadline: a binary heap in which each knows its place, so that a changed deadline moves only itself. */
final class DeadlineHeap {
    private Instance[] heap = new Instance[16];
    private int size;

    /** The one with the earliest deadline. */
    @Nullable
    Instance first() {
        return size == 0 ? null : heap[0];
    }

    void add(Instance instance) {
        if (size == heap.length) {
            heap = Arrays.copyOf(heap, 2 * size);
        }
        place(instance, size++);
        up(instance.heapIndex);
    }

    void remove(Instance instance) {
        Instance last = heap[--size];
        if (last != instance) {
            place(last, instance.heapIndex);
            moved(last);
        }
    }

    /** Called after the deadline of an instance may have changed. */
    void moved(Instance instance) {
        up(instance.heapIndex);
        down(instance.heapIndex);
    }

    private void up(int start) {
        int index = start;
        while (index > 0 && heap[index].deadline() < heap[(index - 1) / 2].deadline()) {
            swap(index, (index - 1) / 2);
            index = (index - 1) / 2;
        }
    }

    private void down(int start) {
        int index = start;
        while (true) {
            int child = 2 * index + 1;
            if (child + 1 < size && heap[child + 1].deadline() < heap[child].deadline()) {
                child++;
            }
            if (child >= size || heap[child].deadline() >= heap[index].deadline()) {
                return;
            }
            swap(index, child);
            index = child;
        }
    }

    private void swap(int a, int b) {
        Instance instance = heap[a];
        place(heap[b], a);
        place(instance, b);
    }

    private void place(Instance instance, int index) {
        heap[index] = instance;
        instance.heapIndex = index;
    }
}
