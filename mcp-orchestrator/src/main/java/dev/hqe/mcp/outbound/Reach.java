package dev.hqe.mcp.outbound;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/// How far inside an address lies, from the world inwards.
///
/// Source: the IANA special-purpose registries for
/// [IPv4](https://www.iana.org/assignments/iana-ipv4-special-registry) and
/// [IPv6](https://www.iana.org/assignments/iana-ipv6-special-registry). What is reserved for
/// documentation counts as the world: nothing is there.
public enum Reach {
    /// Anybody's.
    WORLD,
    /// A private, unique local, carrier's or benchmark network.
    PRIVATE,
    /// Loopback.
    THIS_MACHINE,
    /// What no request on anybody's behalf has any business at: link-local and multicast addresses,
    /// the unspecified one, tunnels, reserved ranges, and the addresses at which clouds hand their
    /// machines credentials.
    NOWHERE;

    private static final class Range {

        private final Reach reach;
        private final byte[] prefix;
        private final int bits;

        private Range(Reach reach, byte[] prefix, int bits) {
            this.reach = reach;
            this.prefix = prefix;
            this.bits = bits;
        }

        static Range of(Reach reach, String hex, int bits) {
            return new Range(reach, HexFormat.of().parseHex(hex), bits);
        }

        Reach reach() {
            return reach;
        }

        boolean holds(byte[] address) {
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> (bit & 7);
                if (((address[bit >> 3] ^ prefix[bit >> 3]) & mask) != 0) {
                    return false;
                }
            }
            return true;
        }
    }

    /// The first that holds an address says what it is.
    private static final List<Range> IPV4 =
            List.of(
                    Range.of(NOWHERE, "646464c8", 32), // 100.100.100.200, Alibaba's metadata
                    Range.of(NOWHERE, "a83f8110", 32), // 168.63.129.16, Azure's host
                    Range.of(NOWHERE, "00", 8), // "this network"
                    Range.of(PRIVATE, "0a", 8),
                    Range.of(PRIVATE, "6440", 10), // 100.64.0.0, carriers
                    Range.of(THIS_MACHINE, "7f", 8),
                    Range.of(NOWHERE, "a9fe", 16), // link-local, metadata services
                    Range.of(PRIVATE, "ac10", 12), // 172.16.0.0
                    Range.of(NOWHERE, "c00000", 24), // 192.0.0.0, protocol assignments
                    Range.of(NOWHERE, "c05863", 24), // 192.88.99.0, 6to4 relays
                    Range.of(PRIVATE, "c0a8", 16), // 192.168.0.0
                    Range.of(PRIVATE, "c612", 15), // 198.18.0.0, benchmarks
                    Range.of(NOWHERE, "e0", 4), // multicast
                    Range.of(NOWHERE, "f0", 4)); // reserved, broadcast

    private static final List<Range> IPV6 =
            List.of(
                    Range.of(NOWHERE, "fd000ec2000000000000000000000254", 128), // Amazon's metadata
                    Range.of(THIS_MACHINE, "00000000000000000000000000000001", 128),
                    Range.of(PRIVATE, "0064ff9b0001", 48), // a network's own NAT64
                    Range.of(PRIVATE, "fc", 7), // unique local
                    Range.of(PRIVATE, "fec0", 10), // site-local
                    Range.of(NOWHERE, "20010000", 23), // Teredo, ORCHID and other assignments
                    Range.of(WORLD, "20", 3));

    /// Prefixes behind which an IPv4 address stands, and where: that address counts.
    private record Embedding(Range range, int at) {}

    private static final List<Embedding> EMBEDDED =
            List.of(
                    new Embedding(Range.of(WORLD, "00000000000000000000ffff", 96), 12), // mapped
                    new Embedding(Range.of(WORLD, "0000000000000000ffff0000", 96), 12), // SIIT
                    new Embedding(Range.of(WORLD, "0064ff9b0000000000000000", 96), 12), // NAT64
                    new Embedding(Range.of(WORLD, "2002", 16), 2)); // 6to4

    /// Says what an address is.
    public static Reach of(InetAddress address) {
        byte[] bytes = address.getAddress();
        return bytes.length == 4 ? among(IPV4, bytes, WORLD) : ofIpv6(bytes);
    }

    private static Reach ofIpv6(byte[] bytes) {
        for (Embedding embedding : EMBEDDED) {
            if (embedding.range().holds(bytes)) {
                int at = embedding.at();
                return among(IPV4, Arrays.copyOfRange(bytes, at, at + 4), WORLD);
            }
        }
        return among(IPV6, bytes, NOWHERE);
    }

    private static Reach among(List<Range> ranges, byte[] address, Reach otherwise) {
        return ranges.stream()
                .filter(range -> range.holds(address))
                .map(Range::reach)
                .findFirst()
                .orElse(otherwise);
    }
}
