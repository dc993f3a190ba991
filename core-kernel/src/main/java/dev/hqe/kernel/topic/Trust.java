package dev.hqe.kernel.topic;

/// Whose work a Topic is, as the person said who granted it.
public enum Trust {
    /// Somebody else's: whatever could behave in another way than what was granted asks first.
    THIRD_PARTY,
    /// The person's own: new code and new definitions run as soon as they are saved, within the
    /// permissions that were granted.
    AUTHOR
}
