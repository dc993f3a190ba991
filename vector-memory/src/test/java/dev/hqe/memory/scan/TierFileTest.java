package dev.hqe.memory.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hqe.memory.SampleVectors;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TierFileTest {

    private static final int DIMENSIONS = 96;

    @TempDir Path directory;

    @Test
    void isNotReadWhereItIsOfAFormerVersion() throws IOException {
        Path tierFile = directory.resolve("tier");
        ScanTier tier = ScanTier.create(tierFile, DIMENSIONS);
        tier.put(new SampleVectors(DIMENSIONS, 42).chunks(1, 100));
        tier.close(3);
        Path codes = directory.resolve("tier.codes");
        ByteBuffer former = ByteBuffer.wrap(Files.readAllBytes(codes));
        int end = former.capacity() - Long.BYTES;
        former.put(Long.BYTES - 1, (byte) 1); // what the number of the format ends with
        CRC32C sum = new CRC32C();
        sum.update(former.array(), 0, end);
        former.putLong(end, sum.getValue());
        Files.write(codes, former.array());

        assertThatThrownBy(() -> TierFile.read(codes, 3, DIMENSIONS))
                .hasMessageContaining("another version");
        assertThat(ScanTier.reopen(tierFile, DIMENSIONS, 3)).isEmpty();
    }
}
