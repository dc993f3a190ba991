package dev.hqe.topics.kit;

/// Where there is no workbench to ask: every function is a [ToolError].
public final class NoWorkbench implements HostFunctions {
    @Override
    public byte[] getEntity(byte[] request) {
        throw none();
    }

    @Override
    public byte[] queryEntities(byte[] request) {
        throw none();
    }

    @Override
    public byte[] putEntity(byte[] request) {
        throw none();
    }

    private static ToolError none() {
        return new ToolError("the tool asks the workbench for entities, and here is none");
    }
}
