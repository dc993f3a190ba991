package dev.hqe.mcp.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Inet6Address;
import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReachTest {

    @ParameterizedTest
    @CsvSource({
        "8.8.8.8, WORLD",
        "100.63.255.255, WORLD",
        "100.128.0.0, WORLD",
        "172.15.0.1, WORLD",
        "172.32.0.1, WORLD",
        "223.255.255.255, WORLD",
        "2606:4700::1111, WORLD",
        "64:ff9b::8.8.8.8, WORLD",
        "2002:0808:0808::1, WORLD",
        "10.0.0.1, PRIVATE",
        "100.64.0.1, PRIVATE",
        "100.127.255.255, PRIVATE",
        "172.16.0.1, PRIVATE",
        "172.31.255.255, PRIVATE",
        "192.168.0.1, PRIVATE",
        "198.19.255.255, PRIVATE",
        "fd00::1, PRIVATE",
        "fc00::1, PRIVATE",
        "fec0::1, PRIVATE",
        "64:ff9b::10.0.0.1, PRIVATE",
        "64:ff9b:1::8.8.8.8, PRIVATE",
        "2002:c0a8:0101::1, PRIVATE",
        "::ffff:0:10.0.0.1, PRIVATE",
        "127.0.0.1, THIS_MACHINE",
        "127.255.255.254, THIS_MACHINE",
        "::1, THIS_MACHINE",
        "::ffff:127.0.0.1, THIS_MACHINE",
        "64:ff9b::7f00:1, THIS_MACHINE",
        "2002:7f00:0001::, THIS_MACHINE",
        "0.0.0.0, NOWHERE",
        "0.1.2.3, NOWHERE",
        "169.254.169.254, NOWHERE",
        "168.63.129.16, NOWHERE",
        "100.100.100.200, NOWHERE",
        "192.0.0.192, NOWHERE",
        "224.0.0.1, NOWHERE",
        "239.255.255.250, NOWHERE",
        "240.0.0.1, NOWHERE",
        "255.255.255.255, NOWHERE",
        "::, NOWHERE",
        "::127.0.0.1, NOWHERE",
        "fe80::1, NOWHERE",
        "ff02::1, NOWHERE",
        "fd00:ec2::254, NOWHERE",
        "2001::1, NOWHERE",
        "2002:a9fe:a9fe::1, NOWHERE",
        "64:ff9b::169.254.169.254, NOWHERE",
        "100::1, NOWHERE"
    })
    void anAddressLiesWhereTheRegistriesSay(String address, Reach reach) throws Exception {
        assertThat(Reach.of(InetAddress.getByName(address))).isEqualTo(reach);
    }

    @Test
    void aMappedAddressThatJavaHasNotUnwrappedCountsAsWhatItHolds() throws Exception {
        byte[] mapped = new byte[16];
        mapped[10] = -1;
        mapped[11] = -1;
        mapped[12] = 10;
        InetAddress address = Inet6Address.getByAddress("x", mapped, 0);

        assertThat(address.getAddress()).hasSize(16);
        assertThat(Reach.of(address)).isEqualTo(Reach.PRIVATE);
    }
}
