package dev.hqe.topics.kit.build;

import org.teavm.model.ClassHolder;
import org.teavm.model.ClassHolderTransformer;
import org.teavm.model.ClassHolderTransformerContext;
import org.teavm.model.MethodDescriptor;
import org.teavm.model.MethodHolder;
import org.teavm.model.ValueType;
import org.teavm.model.emit.ProgramEmitter;
import org.teavm.model.emit.ValueEmitter;

/// Lets the guest's heap grow for a large array.
///
/// TeaVM's collector takes a free chunk that fits exactly or has at least eight bytes to spare, but
/// asks for a heap in which the last chunk fits exactly, rounded up to eight: half of the time that
/// leaves four bytes to spare, and an array of a megabyte is "out of memory" in a heap that may
/// still grow to 64. Here it asks for the array's size and eight bytes more, whatever the last
/// chunk already has.
public final class RoomToGrow implements ClassHolderTransformer {
    private static final String COLLECTOR = "org.teavm.runtime.GC";
    private static final MethodDescriptor SIZE =
            new MethodDescriptor("computeMinRequestedSize", int.class, long.class);
    private static final long SPARE_BYTES = 8;

    @Override
    public void transformClass(ClassHolder type, ClassHolderTransformerContext context) {
        if (!type.getName().equals(COLLECTOR)) {
            return;
        }
        MethodHolder size = type.getMethod(SIZE);
        if (size == null) {
            throw new IllegalStateException(
                    COLLECTOR + " has no " + SIZE + "; see whether this TeaVM still needs it");
        }
        ProgramEmitter program = ProgramEmitter.create(size, context.getHierarchy());
        ValueEmitter requested = program.var(1, int.class).cast(long.class);
        program.invoke(COLLECTOR, "availableBytes", ValueType.LONG)
                .add(requested)
                .add(program.constant(SPARE_BYTES))
                .returnValue();
    }
}
