package dev.realmstep.device.net;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/** A DHCP server with one address to lease (RFC 2131, options by RFC 2132). */
final class DhcpServer {
    static final int SERVER_PORT = 67;
    static final int CLIENT_PORT = 68;

    private static final int REQUEST = 1;
    private static final int REPLY = 2;
    private static final int MAGIC_COOKIE = 0x6382_5363;
    private static final int ADDRESS_TYPE_OFFSET = 1;
    private static final int TRANSACTION_OFFSET = 4;
    private static final int FLAGS_OFFSET = 10;
    private static final int CLIENT_ADDRESS_OFFSET = 12;
    private static final int YOUR_ADDRESS_OFFSET = 16;
    private static final int HARDWARE_ADDRESS_OFFSET = 28;
    private static final int HARDWARE_ADDRESS_SIZE = 16;
    private static final int COOKIE_OFFSET = 236;
    private static final int OPTIONS_OFFSET = 240;
    /** The shortest message that every client and relay passes on (RFC 1542, 2.1). */
    private static final int SHORTEST_MESSAGE = 300;

    private static final int PAD = 0;
    private static final int SUBNET_MASK = 1;
    private static final int ROUTER = 3;
    private static final int REQUESTED_ADDRESS = 50;
    private static final int LEASE_TIME = 51;
    private static final int MESSAGE_TYPE = 53;
    private static final int SERVER_IDENTIFIER = 54;
    private static final int END = 255;

    private static final byte DISCOVER = 1;
    private static final byte OFFER = 2;
    private static final byte REQUEST_LEASE = 3;
    private static final byte ACKNOWLEDGE = 5;
    private static final byte REFUSE = 6;

    private static final int ONE_DAY_SECONDS = 86_400;

    private final int server;
    private final int lease;
    private final int mask;

    /**
     * @param server its own address, which is the router's too
     * @param lease the address that it gives away
     */
    DhcpServer(int server, int lease, int mask) {
        this.server = server;
        this.lease = lease;
        this.mask = mask;
    }

    /** The answer to a message, if it gets one. */
    Optional<byte[]> answer(byte[] message) {
        if (message.length < OPTIONS_OFFSET || message[0] != REQUEST || word(message, COOKIE_OFFSET) != MAGIC_COOKIE) {
            return Optional.empty();
        }
        return switch (typeOf(message)) {
            case DISCOVER -> Optional.of(reply(message, OFFER));
            case REQUEST_LEASE -> answerRequest(message);
            default -> Optional.empty();
        };
    }

    private static int typeOf(byte[] message) {
        return option(message, MESSAGE_TYPE, 1).map(type -> (int) type[0]).orElse(0);
    }

    private static int word(byte[] message, int offset) {
        return ByteBuffer.wrap(message).getInt(offset);
    }

    private Optional<byte[]> answerRequest(byte[] message) {
        boolean forAnother = option(message, SERVER_IDENTIFIER, Integer.BYTES)
                .filter(chosen -> word(chosen, 0) != server)
                .isPresent();
        if (forAnother) {
            return Optional.empty();
        }
        int wanted = option(message, REQUESTED_ADDRESS, Integer.BYTES)
                .map(address -> word(address, 0))
                .orElse(word(message, CLIENT_ADDRESS_OFFSET));
        return Optional.of(reply(message, wanted == lease ? ACKNOWLEDGE : REFUSE));
    }

    private byte[] reply(byte[] message, byte type) {
        ByteBuffer request = ByteBuffer.wrap(message);
        ByteBuffer reply = ByteBuffer.allocate(SHORTEST_MESSAGE);
        reply.put(0, (byte) REPLY);
        reply.putShort(ADDRESS_TYPE_OFFSET, request.getShort(ADDRESS_TYPE_OFFSET));
        reply.putInt(TRANSACTION_OFFSET, request.getInt(TRANSACTION_OFFSET));
        reply.putShort(FLAGS_OFFSET, request.getShort(FLAGS_OFFSET));
        reply.put(HARDWARE_ADDRESS_OFFSET, message, HARDWARE_ADDRESS_OFFSET, HARDWARE_ADDRESS_SIZE);
        reply.putInt(COOKIE_OFFSET, MAGIC_COOKIE).position(OPTIONS_OFFSET);
        reply.put((byte) MESSAGE_TYPE).put((byte) 1).put(type);
        put(reply, SERVER_IDENTIFIER, server);
        if (type != REFUSE) {
            reply.putInt(YOUR_ADDRESS_OFFSET, lease);
            put(reply, LEASE_TIME, ONE_DAY_SECONDS);
            put(reply, SUBNET_MASK, mask);
            put(reply, ROUTER, server);
        }
        reply.put((byte) END);
        return reply.array();
    }

    private static void put(ByteBuffer reply, int option, int value) {
        reply.put((byte) option).put((byte) Integer.BYTES).putInt(value);
    }

    /** The value of an option, if it is there and long enough. */
    private static Optional<byte[]> option(byte[] message, int wanted, int length) {
        int at = OPTIONS_OFFSET;
        while (at + 1 < message.length && Byte.toUnsignedInt(message[at]) != END) {
            int option = Byte.toUnsignedInt(message[at]);
            if (option == PAD) {
                at++;
                continue;
            }
            int end = at + 2 + Byte.toUnsignedInt(message[at + 1]);
            if (option == wanted) {
                return end <= message.length && end - at - 2 >= length
                        ? Optional.of(Arrays.copyOfRange(message, at + 2, end))
                        : Optional.empty();
            }
            at = end;
        }
        return Optional.empty();
    }
}
