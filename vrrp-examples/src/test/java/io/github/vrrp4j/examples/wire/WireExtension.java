package io.github.vrrp4j.examples.wire;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Opens a lab for a test that asks for one, closes it, and shows what happened in it if the test failed. */
final class WireExtension implements ExecutionCondition, ParameterResolver, AfterEachCallback {
    private static final Namespace STORE = Namespace.create(WireExtension.class);

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return WirePrerequisites.evaluate();
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Lab.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Lab lab = Lab.open();
        context.getStore(STORE).put(Lab.class, lab);
        return lab;
    }

    @Override
    public void afterEach(ExtensionContext context) {
        Lab lab = context.getStore(STORE).remove(Lab.class, Lab.class);
        if (lab == null) {
            return;
        }
        try (lab) {
            lab.keepCapture(context.getDisplayName());
            if (context.getExecutionException().isPresent()) {
                System.out.println("Failed: " + context.getDisplayName() + "\n" + lab.report());
            }
        }
    }
}
