package dev.hqe.topics.kit.build;

import org.teavm.model.ClassHolder;
import org.teavm.model.ClassHolderTransformer;
import org.teavm.model.ClassHolderTransformerContext;
import org.teavm.model.MethodDescriptor;
import org.teavm.model.MethodHolder;
import org.teavm.model.emit.ProgramEmitter;

/// Makes time stand still at 0 in the guest. TeaVM's scheduler asks for the time even where there
/// is one thread and nothing sleeps; without this its `clock_time_get` would be the module's only
/// import that a tool without a clock should not have.
public final class ClocklessRuntime implements ClassHolderTransformer {
    private static final String CLOCK_OWNER = "org.teavm.backend.wasm.runtime.WasiSupport";
    private static final MethodDescriptor CLOCK =
            new MethodDescriptor("currentTimeMillis", long.class);

    @Override
    public void transformClass(ClassHolder type, ClassHolderTransformerContext context) {
        if (!type.getName().equals(CLOCK_OWNER)) {
            return;
        }
        MethodHolder clock = type.getMethod(CLOCK);
        if (clock == null) {
            throw new IllegalStateException(
                    CLOCK_OWNER + " has no " + CLOCK + "; look where this TeaVM reads its clock");
        }
        ProgramEmitter.create(clock, context.getHierarchy()).constant(0L).returnValue();
    }
}
