package dev.hqe.mcp.sandbox;

import java.util.Objects;

/// What a [GuestHost] says to a guest's question. An exception instead of an answer is a
/// [HostFault]: this side has a defect.
///
/// @param <T> what a positive answer carries
public sealed interface HostAnswer<T> {

    /// Here it is.
    record Value<T>(T value) implements HostAnswer<T> {
        public Value {
            Objects.requireNonNull(value, "value");
        }
    }

    /// There is no such thing, which is an ordinary answer: the guest gets JSON `null`.
    record Absent<T>() implements HostAnswer<T> {}

    /// It may not have that. The run ends with a [PermissionFault].
    ///
    /// @param permission what is missing
    /// @param reason a sentence part that says what is not granted and how to grant it, for example
    ///   `GET api.example.com is not granted; add it to permissions.http in topic.yaml and run: hqe
    ///   topic grant weather`
    record Refused<T>(Permission permission, String reason) implements HostAnswer<T> {
        public Refused {
            Objects.requireNonNull(permission, "permission");
            Objects.requireNonNull(reason, "reason");
        }
    }

    /// It may, but this time it did not work: a value against the schema, a host that does not
    /// answer. An `hqe_` function gives the guest `{"error": ...}`; `http_request` ends the run
    /// with [GuestFault.Kind#HOST_CALL], as Extism does.
    ///
    /// @param error what happened and what to do, for the guest's author
    record Failed<T>(String error) implements HostAnswer<T> {
        public Failed {
            Objects.requireNonNull(error, "error");
        }
    }
}
