package dev.hqe.mcp.sandbox;

/// The guest's linear memory as the WASI functions see it. Addresses are the guest's unsigned
/// 32-bit ones; an access out of bounds ends the run as a trap.
interface GuestMemory {
    int readInt(int address);

    long readLong(int address);

    void writeInt(int address, int value);

    void writeLong(int address, long value);

    byte[] read(int address, int length);

    void write(int address, byte[] bytes, int length);
}
