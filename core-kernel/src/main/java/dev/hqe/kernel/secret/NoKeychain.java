package dev.hqe.kernel.secret;

/// A keychain that is not there.
///
/// @param why as the end of "the keychain cannot be used: "
record NoKeychain(String why) implements Keychain {

    @Override
    public String name() {
        return "no keychain";
    }

    @Override
    public String read(String account) {
        throw refusal();
    }

    @Override
    public void write(String account, String value) {
        throw refusal();
    }

    @Override
    public void remove(String account) {
        throw refusal();
    }

    private SecretException refusal() {
        return new SecretException.Unavailable(why, null);
    }
}
