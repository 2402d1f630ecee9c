package dev.realmstep.device.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Frames laid out by hand after RFC 826, 791, 792 and 2131, with checksums computed elsewhere. */
class UserNetworkTests {
    private static final String GUEST = "020000000002";
    private static final String GATEWAY = "020000000001";
    private static final String PING =
            GATEWAY + GUEST + "0800" + "4500002100000000400162cc0a00020f0a000202" + "0800e5f91234000170696e6721";
    private static final String PONG =
            GUEST + GATEWAY + "0800" + "4500002100000000400162cc0a0002020a00020f" + "0000edf91234000170696e6721";

    private final UserNetwork network = new UserNetwork();

    private Optional<String> send(String frame) {
        return network.send(HexFormat.of().parseHex(frame)).map(HexFormat.of()::formatHex);
    }

    private static String arp(String target) {
        return "ffffffffffff" + GUEST + "0806" + "0001080006040001" + GUEST + "0a00020f" + "000000000000" + target;
    }

    @Test
    void theGatewayResolvesItsAddress() {
        assertThat(send(arp("0a000202")))
                .hasValue(GUEST + GATEWAY + "0806" + "0001080006040002" + GATEWAY + "0a000202" + GUEST + "0a00020f");
    }

    @Test
    void nobodyElseHasAnAddress() {
        assertThat(send(arp("0a000203"))).isEmpty();
        assertThat(send(arp("0a00020f")))
                .as("a probe for the guest's own address")
                .isEmpty();
    }

    @Test
    void theGatewayAnswersAPing() {
        assertThat(send(PING)).hasValue(PONG);
    }

    @Test
    void paddingBehindThePacketIsNoPartOfIt() {
        assertThat(send(PING + "0000000000")).hasValue(PONG);
    }

    @Test
    void nobodyElseAnswersAPing() {
        assertThat(send(GATEWAY + GUEST + "08004500002100000000400162cb0a00020f0a0002030800e5f91234000170696e6721"))
                .isEmpty();
        assertThat(send(PING.replaceFirst(GATEWAY, "020000000009")))
                .as("another station")
                .isEmpty();
    }

    @Test
    void damagedPacketsAreLost() {
        assertThat(send(PING.replace("62cc", "62cd"))).as("header checksum").isEmpty();
        assertThat(send(PING.replace("e5f9", "e5f8"))).as("ICMP checksum").isEmpty();
        for (int length = 0; length < PING.length(); length += 2) {
            assertThat(send(PING.substring(0, length)))
                    .as("%d bytes", length / 2)
                    .isEmpty();
        }
    }

    /** A DHCP message in UDP in IPv4 in Ethernet, all with the checksums that are looked at. */
    private static byte[] dhcp(int... options) {
        ByteBuffer frame = ByteBuffer.allocate(14 + 20 + 8 + 240 + options.length);
        frame.put(HexFormat.of().parseHex("ffffffffffff" + GUEST + "0800"));
        int total = frame.remaining();
        frame.put((byte) 0x45).put((byte) 0).putShort((short) total).putInt(0);
        frame.put((byte) 64).put((byte) 17).putShort((short) 0).putInt(0).putInt(-1);
        int sum = 0x4500 + total + (64 << 8 | 17) + 0xFFFF + 0xFFFF;
        frame.putShort(14 + 10, (short) ~((sum & 0xFFFF) + (sum >>> 16)));
        frame.putShort((short) 68)
                .putShort((short) 67)
                .putShort((short) (total - 20))
                .putShort((short) 0);
        int message = frame.position();
        frame.put((byte) 1).put((byte) 1).put((byte) 6).put((byte) 0).putInt(0xCAFE_F00D);
        frame.put(message + 28, HexFormat.of().parseHex(GUEST));
        frame.putInt(message + 236, 0x6382_5363).position(message + 240);
        for (int option : options) {
            frame.put((byte) option);
        }
        return frame.array();
    }

    private byte[] lease(int... options) {
        byte[] reply = network.send(dhcp(options)).orElseThrow();
        ByteBuffer buffer = ByteBuffer.wrap(reply);
        assertThat(reply[14 + 9]).as("UDP").isEqualTo((byte) 17);
        assertThat(buffer.getShort(34)).as("from port").isEqualTo((short) 67);
        assertThat(buffer.getShort(36)).as("to port").isEqualTo((short) 68);
        assertThat(buffer.getShort(38)).as("UDP length").isEqualTo((short) (reply.length - 34));
        return Arrays.copyOfRange(reply, 42, reply.length);
    }

    private static String options(byte[] message) {
        String hex = HexFormat.of().formatHex(message, 240, message.length);
        return hex.replaceFirst("ff0*$", "");
    }

    private static String address(byte[] message) {
        return HexFormat.of().formatHex(message, 16, 20);
    }

    @Test
    void theGuestIsOfferedItsAddress() {
        byte[] offer = lease(53, 1, 1, 255);
        assertThat(offer[0]).isEqualTo((byte) 2);
        assertThat(ByteBuffer.wrap(offer).getInt(4)).isEqualTo(0xCAFE_F00D);
        assertThat(HexFormat.of().formatHex(offer, 28, 34)).isEqualTo(GUEST);
        assertThat(address(offer)).isEqualTo("0a00020f");
        assertThat(options(offer))
                .as("offer, server, a day, mask, router")
                .isEqualTo("350102" + "36040a000202" + "330400015180" + "0104ffffff00" + "03040a000202");
    }

    @Test
    void theOfferedAddressIsLeased() {
        byte[] acknowledgement = lease(53, 1, 3, 54, 4, 10, 0, 2, 2, 50, 4, 10, 0, 2, 15, 255);
        assertThat(options(acknowledgement)).startsWith("350105");
        assertThat(address(acknowledgement)).isEqualTo("0a00020f");
    }

    @Test
    void anotherAddressIsRefused() {
        byte[] refusal = lease(0, 53, 1, 3, 50, 4, 10, 0, 2, 16, 255);
        assertThat(options(refusal)).isEqualTo("350106" + "36040a000202");
        assertThat(address(refusal)).isEqualTo("00000000");
    }

    @Test
    void messagesForOtherServersAndDamagedOnesAreLost() {
        assertThat(network.send(dhcp(53, 1, 3, 54, 4, 10, 0, 2, 9, 50, 4, 10, 0, 2, 15, 255)))
                .isEmpty();
        assertThat(network.send(dhcp(255))).as("no type").isEmpty();
        assertThat(network.send(dhcp())).as("no options").isEmpty();
        assertThat(network.send(dhcp(53))).as("no length").isEmpty();
        assertThat(network.send(dhcp(53, 0))).as("no value").isEmpty();
        assertThat(network.send(dhcp(53, 200, 1))).as("too long").isEmpty();
    }
}
