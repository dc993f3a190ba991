package dev.hqe.topics.legal.find;

/// One who makes the contract.
///
/// @param name as it is written in full
/// @param role what the contract calls it, such as `Supplier`; empty if it has no other name
/// @param description what stands between the two, such as where it is registered
/// @param start offset of the name
/// @param end behind what is said of it
record Party(String name, String role, String description, int start, int end) {

    /// How the contract speaks of it.
    String called() {
        return role.isEmpty() ? name : role;
    }
}
