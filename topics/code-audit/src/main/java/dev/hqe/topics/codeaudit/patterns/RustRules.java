package dev.hqe.topics.codeaudit.patterns;

import static dev.hqe.topics.codeaudit.secrets.Severity.HIGH;
import static dev.hqe.topics.codeaudit.secrets.Severity.LOW;
import static dev.hqe.topics.codeaudit.secrets.Severity.MEDIUM;

import java.util.List;

/// Rust. Names are those of the standard library, reqwest, sqlx, diesel and RustCrypto.
final class RustRules extends LanguageRules {
    private RustRules() {
        super(Language.RUST);
    }

    static List<PatternRule> all() {
        RustRules all = new RustRules();
        all.addMemory();
        all.addOthers();
        return all.rules();
    }

    private void addMemory() {
        rule(
                        "rust-unsafe",
                        LOW,
                        119,
                        "A block is outside the compiler's checks",
                        "Keep it small, and say in a SAFETY comment why it is sound.")
                .on("unsafe {", "unsafe fn", "unsafe impl");
        rule(
                        "rust-transmute",
                        MEDIUM,
                        704,
                        "A value's bytes are taken for another type",
                        "Use a cast, to_ne_bytes, or bytemuck.")
                .on("transmute (", "transmute :: <", "transmute_copy (");
        rule(
                        "rust-from-raw-parts",
                        MEDIUM,
                        119,
                        "A slice is made from a pointer and a length",
                        "Check both before, and say why the memory lives long enough.")
                .on(
                        "slice :: from_raw_parts|from_raw_parts_mut (",
                        "String :: from_raw_parts (",
                        "Vec :: from_raw_parts (");
        rule(
                        "rust-unchecked",
                        MEDIUM,
                        125,
                        "A check is left out for speed",
                        "Use the checked method unless a measurement says otherwise.")
                .on(
                        "get_unchecked|get_unchecked_mut (",
                        "from_utf8_unchecked (",
                        "unwrap_unchecked (",
                        "unreachable_unchecked (");
        rule(
                        "rust-uninitialized",
                        HIGH,
                        908,
                        "Memory is used before it has a value",
                        "Use MaybeUninit and write every byte.")
                .on("mem :: uninitialized (", "mem :: zeroed (", "assume_init (");
        rule(
                        "rust-static-mut",
                        MEDIUM,
                        362,
                        "A global can be changed by several threads at once",
                        "Use an atomic, a Mutex or OnceLock.")
                .on("static mut");
    }

    private void addOthers() {
        rule(
                        "rust-sql-formatting",
                        HIGH,
                        89,
                        "SQL is put together from text and values",
                        "Bind values: $1 or ? in the statement, .bind(value) behind it.")
                .on("format ! ( <sql>", "<sql> . to_string ( ) + <id>");
        rule(
                        "rust-shell-command",
                        HIGH,
                        78,
                        "A shell runs a command line built from values",
                        "Give Command the program and each argument by itself.")
                .on(
                        "Command :: new ( \"sh|bash|cmd|/bin/sh|/bin/bash\" ) .. format !",
                        "Command :: new ( & format !",
                        "Command :: new ( format !");
        rule(
                        "rust-disabled-tls",
                        HIGH,
                        295,
                        "Certificates or host names are not checked",
                        "Add your CA's certificate to the client instead.")
                .on(
                        "danger_accept_invalid_certs ( true",
                        "danger_accept_invalid_hostnames ( true",
                        "set_verify ( SslVerifyMode :: NONE",
                        "SslVerifyMode :: NONE");
        rule(
                        "rust-weak-hash",
                        MEDIUM,
                        328,
                        "MD5 or SHA-1 is used as a hash",
                        "Use sha2; for passwords argon2.")
                .on(
                        "md5 :: compute (",
                        "Md5 :: new (",
                        "Sha1 :: new (",
                        "Md5 :: digest (",
                        "Sha1 :: digest (");
        rule(
                        "rust-weak-cipher",
                        HIGH,
                        327,
                        "A broken cipher or ECB mode is used",
                        "Use aes-gcm or chacha20poly1305.")
                .on("Des|TdesEde3|Rc4 :: new", "ecb :: Encryptor|Decryptor", "Ecb :: <");
        rule(
                        "rust-insecure-random",
                        MEDIUM,
                        338,
                        "A key comes from a generator with a fixed seed",
                        "Use OsRng or thread_rng.")
                .on("StdRng|SmallRng|ChaCha20Rng :: seed_from_u64 (");
        rule(
                        "rust-path-traversal",
                        MEDIUM,
                        22,
                        "A file is named by an entry of an archive",
                        "Use enclosed_name, which refuses names that lead out.")
                .on("join ( <id> . name ( ) )", "join ( <id> . mangled_name (");
        rule(
                        "rust-bind-all",
                        LOW,
                        1327,
                        "A server listens on every interface",
                        "Bind to 127.0.0.1 unless others must reach it.")
                .on("bind ( ~\"0.0.0.0:\"");
    }
}
