package dev.hqe.topics.kit.build;

import org.teavm.model.BasicBlock;
import org.teavm.model.ClassHolder;
import org.teavm.model.ClassHolderTransformer;
import org.teavm.model.ClassHolderTransformerContext;
import org.teavm.model.Instruction;
import org.teavm.model.MethodDescriptor;
import org.teavm.model.MethodHolder;
import org.teavm.model.MethodReference;
import org.teavm.model.ValueType;
import org.teavm.model.emit.ProgramEmitter;
import org.teavm.model.emit.ValueEmitter;
import org.teavm.model.instructions.InvokeInstruction;

/// Mends four faults of TeaVM's collector that break a guest whose heap grows.
///
/// - It takes a free chunk that fits exactly or has at least eight bytes to spare, but asks for a
///   heap in which the last chunk fits exactly, rounded up to eight: half of the time that leaves
///   four bytes to spare, and an array of a megabyte is "out of memory" in a heap that may still
///   grow to 51. Here it asks for the array's size and eight bytes more, whatever the last chunk
///   already has.
/// - It adds new memory to the last free chunk even if that is not at the end of the heap, which
///   happens when a full heap leaves no room to note where objects move to. Then objects are
///   overwritten, and the next walk over the heap never ends. [HeapGrowth] looks where the chunk
///   ends.
/// - Its notes on free chunks and on where objects move to have a sixteenth of the heap, which many
///   small objects overflow. Here they have half of the heap, 16 bytes for each pair of a free
///   chunk and objects in use that has 32.
/// - A collection of young objects only relies on write barriers, and those are left out after two
///   branches join, of which one may have collected. So it always collects everything. The heap is
///   doubled when more than half of it is in use, so until it is 51 MiB the work stays linear in
///   what is allocated.
public final class RoomToGrow implements ClassHolderTransformer {
    private static final String HEAP = "org.teavm.backend.wasm.WasmHeap";
    private static final String COLLECTOR = "org.teavm.runtime.GC";
    private static final ValueType ADDRESS = ValueType.object("org.teavm.interop.Address");
    private static final MethodDescriptor SIZE =
            new MethodDescriptor("computeMinRequestedSize", int.class, long.class);
    private static final MethodDescriptor RESIZE =
            new MethodDescriptor("resizeHeapConsistent", long.class, void.class);
    private static final MethodDescriptor NEXT =
            new MethodDescriptor("getNextChunk", int.class, void.class);
    private static final MethodDescriptor DECIDE =
            new MethodDescriptor("resizeHeapIfNecessary", long.class, void.class);
    private static final MethodDescriptor NOTES =
            new MethodDescriptor("calculateStorageSize", int.class, int.class);
    private static final MethodReference FULL =
            new MethodReference(
                    COLLECTOR, "collectGarbageFullImpl", ValueType.INTEGER, ValueType.VOID);
    private static final MethodReference MOST =
            new MethodReference(HeapGrowth.class.getName(), "maxBytes", ValueType.LONG);
    private static final long SPARE_BYTES = 8;
    private static final int HEAP_PER_NOTES = 2;

    @Override
    public void transformClass(ClassHolder type, ClassHolderTransformerContext context) {
        if (type.getName().equals(HEAP)) {
            makeRoomForNotes(ProgramEmitter.create(method(type, NOTES), context.getHierarchy()));
        }
        if (!type.getName().equals(COLLECTOR)) {
            return;
        }
        askForSpare(ProgramEmitter.create(method(type, SIZE), context.getHierarchy()));
        growAtTheEnd(ProgramEmitter.create(method(type, RESIZE), context.getHierarchy()));
        redirect(method(type, NEXT), "collectGarbageImpl", FULL);
        redirect(method(type, DECIDE), "maxAvailableBytes", MOST);
    }

    private static MethodHolder method(ClassHolder type, MethodDescriptor descriptor) {
        MethodHolder method = type.getMethod(descriptor);
        if (method == null) {
            throw new IllegalStateException(
                    type.getName() + " has no " + descriptor + "; see whether this TeaVM needs it");
        }
        return method;
    }

    private static void askForSpare(ProgramEmitter program) {
        ValueEmitter requested = program.var(1, int.class).cast(long.class);
        program.invoke(COLLECTOR, "availableBytes", ValueType.LONG)
                .add(requested)
                .add(program.constant(SPARE_BYTES))
                .returnValue();
    }

    private static void growAtTheEnd(ProgramEmitter program) {
        ValueEmitter size = program.var(1, long.class);
        ValueEmitter chunks = program.getField(COLLECTOR, "freeChunks", ValueType.INTEGER);
        ValueEmitter added =
                program.invoke(HeapGrowth.class.getName(), "grow", ValueType.INTEGER, chunks, size);
        ValueEmitter all = chunks.add(added);
        program.setField(COLLECTOR, "freeChunks", all);
        program.setField(COLLECTOR, "totalChunks", all);
        program.setField(
                COLLECTOR,
                "currentChunkPointer",
                program.invoke(COLLECTOR, "gcStorageAddress", ADDRESS));
        program.exit();
    }

    private static void makeRoomForNotes(ProgramEmitter program) {
        program.var(1, int.class).div(program.constant(HEAP_PER_NOTES)).returnValue();
    }

    /// Makes a method's only call of another one a call of a third.
    private static void redirect(MethodHolder method, String callee, MethodReference other) {
        int calls = 0;
        for (BasicBlock block : method.getProgram().getBasicBlocks()) {
            for (Instruction instruction : block) {
                if (instruction instanceof InvokeInstruction invoke
                        && invoke.getMethod().getName().equals(callee)) {
                    invoke.setMethod(other);
                    calls++;
                }
            }
        }
        if (calls != 1) {
            throw new IllegalStateException(
                    method.getReference() + " no longer calls " + callee + " once; see what does");
        }
    }
}
