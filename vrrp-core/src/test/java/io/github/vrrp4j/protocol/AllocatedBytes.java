package io.github.vrrp4j.protocol;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;

/**
 * How many bytes the current thread has allocated. By a method handle, because the module under test does not require
 * jdk.management; unlike reflection it does not box, so that asking allocates nothing.
 */
public final class AllocatedBytes {
    private final MethodHandle getThreadAllocatedBytes;
    private final long thread = Thread.currentThread().getId();

    public AllocatedBytes() throws ReflectiveOperationException {
        Object bean = Class.forName("java.lang.management.ManagementFactory")
                .getMethod("getThreadMXBean")
                .invoke(null);
        Class<?> type = Class.forName("com.sun.management.ThreadMXBean");
        type.getMethod("setThreadAllocatedMemoryEnabled", boolean.class).invoke(bean, true);
        getThreadAllocatedBytes = MethodHandles.publicLookup()
                .unreflect(type.getMethod("getThreadAllocatedBytes", long.class))
                .bindTo(bean);
    }

    public long now() {
        try {
            return (long) getThreadAllocatedBytes.invokeExact(thread);
        } catch (Throwable thrown) {
            throw new AssertionError(thrown);
        }
    }
}
