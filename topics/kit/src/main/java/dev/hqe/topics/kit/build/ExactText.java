package dev.hqe.topics.kit.build;

import org.teavm.model.ClassHolder;
import org.teavm.model.ClassHolderTransformer;
import org.teavm.model.ClassHolderTransformerContext;
import org.teavm.model.MethodDescriptor;
import org.teavm.model.MethodHolder;
import org.teavm.model.emit.ProgramEmitter;

/// Makes `String.isBlank` what it is on the JVM. In TeaVM a line break or a tab is not blank; its
/// `strip` and `Character.isWhitespace` are right, so a text is blank if stripping leaves nothing.
public final class ExactText implements ClassHolderTransformer {
    private static final String OWNER = "java.lang.String";

    @Override
    public void transformClass(ClassHolder type, ClassHolderTransformerContext context) {
        if (!type.getName().equals(OWNER)) {
            return;
        }
        MethodHolder method = type.getMethod(new MethodDescriptor("isBlank", boolean.class));
        if (method == null) {
            throw new IllegalStateException(OWNER + " has no isBlank; look where TeaVM has it");
        }
        ProgramEmitter program = ProgramEmitter.create(method, context.getHierarchy());
        program.var(0, String.class)
                .invokeVirtual("strip", String.class)
                .invokeVirtual("isEmpty", boolean.class)
                .returnValue();
    }
}
