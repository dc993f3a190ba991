package dev.hqe.kernel.bus;

/// Something that has happened: an immutable record, named in the past tense, that lives beside the
/// type it speaks of. Never a command and never a question.
public interface Fact {}
