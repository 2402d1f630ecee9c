package dev.realmstep.device.net;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/**
 * A network 10.0.2.0/24 with the guest and a gateway, 10.0.2.2, that answers ARP, pings and DHCP. Everything else that the
 * guest sends is lost. The numbers are those that people know of QEMU's user-mode network.
 */
public final class UserNetwork {
    /** Where the guest's network device is: locally administered. */
    public static final long GUEST_MAC = 0x0200_0000_0002L;

    private static final long GATEWAY_MAC = 0x0200_0000_0001L;
    private static final int GATEWAY = 0x0A00_0202;
    private static final int GUEST = 0x0A00_020F;
    private static final int MASK = 0xFFFF_FF00;

    private static final int ARP_SIZE = 28;
    private static final long ARP_ETHERNET_IPV4 = 0x0001_0800_0604L;
    private static final int ARP_REQUEST = 1;
    private static final int ARP_REPLY = 2;

    private static final int ECHO_HEADER_SIZE = 8;
    private static final byte ECHO_REQUEST = 8;
    private static final byte ECHO_REPLY = 0;
    private static final int ECHO_CHECKSUM_OFFSET = 2;

    private static final int UDP_HEADER_SIZE = 8;

    private final DhcpServer dhcp = new DhcpServer(GATEWAY, GUEST, MASK);

    /** The guest's MAC address as bytes. */
    public static byte[] guestAddress() {
        return EthernetFrame.addressBytes(GUEST_MAC);
    }

    /**
     * The guest sends a frame of Ethernet.
     *
     * @return what it gets for it, at once, if anything
     */
    public Optional<byte[]> send(byte[] frame) {
        return EthernetFrame.parse(frame)
                .filter(sent -> sent.destination() == GATEWAY_MAC || sent.destination() == EthernetFrame.BROADCAST)
                .flatMap(this::answer)
                .map(EthernetFrame::encode);
    }

    private Optional<EthernetFrame> answer(EthernetFrame sent) {
        return switch (sent.type()) {
            case EthernetFrame.ARP -> resolve(sent.payload()).map(reply -> to(sent.source(), EthernetFrame.ARP, reply));
            case EthernetFrame.IPV4 -> Ipv4Packet.parse(sent.payload()).flatMap(packet -> answer(sent, packet));
            default -> Optional.empty();
        };
    }

    private static EthernetFrame to(long destination, int type, byte[] payload) {
        return new EthernetFrame(destination, GATEWAY_MAC, type, payload);
    }

    /** Address resolution (RFC 826). */
    private static Optional<byte[]> resolve(byte[] message) {
        if (message.length < ARP_SIZE) {
            return Optional.empty();
        }
        ByteBuffer request = ByteBuffer.wrap(message);
        long kind = EthernetFrame.address(request);
        int operation = request.getShort();
        long sender = EthernetFrame.address(request);
        int senderAddress = request.getInt();
        EthernetFrame.address(request);
        if (kind != ARP_ETHERNET_IPV4 || operation != ARP_REQUEST || request.getInt() != GATEWAY) {
            return Optional.empty();
        }
        ByteBuffer reply = ByteBuffer.allocate(ARP_SIZE);
        EthernetFrame.putAddress(reply, ARP_ETHERNET_IPV4);
        reply.putShort((short) ARP_REPLY);
        EthernetFrame.putAddress(reply, GATEWAY_MAC);
        reply.putInt(GATEWAY);
        EthernetFrame.putAddress(reply, sender);
        return Optional.of(reply.putInt(senderAddress).array());
    }

    private Optional<EthernetFrame> answer(EthernetFrame sent, Ipv4Packet packet) {
        boolean forGateway = packet.destination() == GATEWAY;
        return switch (packet.protocol()) {
            case Ipv4Packet.ICMP ->
                Optional.of(packet)
                        .filter(ping -> forGateway)
                        .flatMap(ping -> echo(ping.payload()))
                        .map(reply -> new Ipv4Packet(GATEWAY, packet.source(), Ipv4Packet.ICMP, reply))
                        .map(reply -> to(sent.source(), EthernetFrame.IPV4, reply.encode()));
            case Ipv4Packet.UDP ->
                Optional.of(packet)
                        .filter(datagram -> forGateway || datagram.destination() == Ipv4Packet.BROADCAST)
                        .flatMap(datagram -> lease(datagram.payload()))
                        .map(reply -> to(EthernetFrame.BROADCAST, EthernetFrame.IPV4, reply.encode()));
            default -> Optional.empty();
        };
    }

    /** ICMP echo (RFC 792). */
    private static Optional<byte[]> echo(byte[] message) {
        if (message.length < ECHO_HEADER_SIZE
                || message[0] != ECHO_REQUEST
                || InternetChecksum.of(message, 0, message.length) != 0) {
            return Optional.empty();
        }
        ByteBuffer reply = ByteBuffer.wrap(message.clone());
        reply.put(0, ECHO_REPLY).putShort(ECHO_CHECKSUM_OFFSET, (short) 0);
        reply.putShort(ECHO_CHECKSUM_OFFSET, (short) InternetChecksum.of(reply.array(), 0, message.length));
        return Optional.of(reply.array());
    }

    /** DHCP over UDP (RFC 768), whose checksum may be left out over IPv4, and is. The answer is broadcast: all can take that. */
    private Optional<Ipv4Packet> lease(byte[] datagram) {
        if (datagram.length < UDP_HEADER_SIZE) {
            return Optional.empty();
        }
        ByteBuffer header = ByteBuffer.wrap(datagram);
        int length = Short.toUnsignedInt(header.getShort(4));
        if (header.getShort(2) != DhcpServer.SERVER_PORT || length < UDP_HEADER_SIZE || length > datagram.length) {
            return Optional.empty();
        }
        return dhcp.answer(Arrays.copyOfRange(datagram, UDP_HEADER_SIZE, length))
                .map(reply -> ByteBuffer.allocate(UDP_HEADER_SIZE + reply.length)
                        .putShort((short) DhcpServer.SERVER_PORT)
                        .putShort((short) DhcpServer.CLIENT_PORT)
                        .putShort((short) (UDP_HEADER_SIZE + reply.length))
                        .putShort((short) 0)
                        .put(reply)
                        .array())
                .map(reply -> new Ipv4Packet(GATEWAY, Ipv4Packet.BROADCAST, Ipv4Packet.UDP, reply));
    }
}
