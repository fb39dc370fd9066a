package io.github.vrrp4j.exploration;

import io.github.vrrp4j.protocol.VirtualRouter;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * Copies production state machines and says what distinguishes them, field by field, so that nothing that is kept in private is
 * overlooked. The values of all fields are immutable.
 */
final class Machines {
    /** What follows from the configuration, which does not change here, and what is kept only to be told as evidence. */
    private static final Set<String> WITHOUT_INFLUENCE = Set.of(
            "config",
            "priority",
            "heartbeat",
            "announcement",
            "heartbeatAndAnnouncement",
            "timerNanos",
            "expectation",
            "lastHeard",
            "lastSender");

    private static final List<Field> FIELDS = Arrays.stream(VirtualRouter.class.getDeclaredFields())
            .filter(field -> !Modifier.isStatic(field.getModifiers()))
            .peek(field -> field.setAccessible(true))
            .toList();

    private static final List<Field> OF_INFLUENCE = FIELDS.stream()
            .filter(field -> !WITHOUT_INFLUENCE.contains(field.getName()))
            .filter(field -> !field.getName().equals("deadline"))
            .toList();

    private Machines() {}

    static VirtualRouter copy(VirtualRouter original) {
        VirtualRouter copy = new VirtualRouter(original.config());
        try {
            for (Field field : FIELDS) {
                field.set(copy, field.get(original));
            }
            return copy;
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }

    /** Says all that decides what the machine will do. */
    static void describe(VirtualRouter machine, Canonical.Name name) {
        name.moment(machine.deadline());
        try {
            for (Field field : OF_INFLUENCE) {
                if (field.getType() == long.class) {
                    name.future(field.getLong(machine));
                } else {
                    name.value(field.get(machine));
                }
            }
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }
}
