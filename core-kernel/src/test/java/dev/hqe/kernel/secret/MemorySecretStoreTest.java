package dev.hqe.kernel.secret;

class MemorySecretStoreTest extends SecretStoreContract {

    @Override
    SecretStore open() {
        return SecretStore.inMemory();
    }
}
