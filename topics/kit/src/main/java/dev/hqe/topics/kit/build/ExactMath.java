package dev.hqe.topics.kit.build;

import java.util.List;
import org.teavm.interop.Import;
import org.teavm.model.ClassHolder;
import org.teavm.model.ClassHolderTransformer;
import org.teavm.model.ClassHolderTransformerContext;
import org.teavm.model.ElementModifier;
import org.teavm.model.MethodDescriptor;
import org.teavm.model.MethodHolder;
import org.teavm.model.ValueType;
import org.teavm.model.emit.ProgramEmitter;

/// Lets a tool call `Math.sqrt`, `floor` and `ceil`, which in TeaVM are imports from `teavmMath`
/// that no host has, and `rint`, which is wrong there above 2^63. They become calls of
/// [Real][dev.hqe.topics.kit.Real], whose results are the same, for these are exact. `Math.log` and
/// the like stay imports: the JVM's could differ in the last place, so a tool calls `Real.log` in
/// both worlds.
public final class ExactMath implements ClassHolderTransformer {
    private static final String OWNER = "java.lang.Math";
    private static final String OURS = "dev.hqe.topics.kit.Real";
    private static final List<String> NAMES = List.of("sqrt", "floor", "ceil", "rint");

    @Override
    public void transformClass(ClassHolder type, ClassHolderTransformerContext context) {
        if (!type.getName().equals(OWNER)) {
            return;
        }
        for (String name : NAMES) {
            MethodHolder method =
                    type.getMethod(new MethodDescriptor(name, double.class, double.class));
            if (method == null) {
                throw new IllegalStateException(
                        OWNER + " has no " + name + "; look where this TeaVM has it");
            }
            method.getModifiers().remove(ElementModifier.NATIVE);
            method.getAnnotations().remove(Import.class.getName());
            ProgramEmitter program = ProgramEmitter.create(method, context.getHierarchy());
            program.invoke(OURS, name, ValueType.DOUBLE, program.var(1, double.class))
                    .returnValue();
        }
    }
}
