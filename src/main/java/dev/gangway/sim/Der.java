package dev.gangway.sim;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;

/** The few values of ASN.1 that a certificate is made of, in the distinguished encoding (X.690). */
final class Der {
    private static final int SEQUENCE = 0x30;
    private static final Instant YEAR_2050 = Instant.parse("2050-01-01T00:00:00Z");

    private Der() {}

    static byte[] sequence(byte[]... values) {
        return value(SEQUENCE, values);
    }

    static byte[] set(byte[]... values) {
        return value(0x31, values);
    }

    /** {@code [number]} around values. */
    static byte[] tagged(int number, byte[]... values) {
        return value(0xA0 + number, values);
    }

    static byte[] integer(BigInteger number) {
        return value(0x02, number.toByteArray());
    }

    /** An object identifier, given as the hexadecimal digits of its encoding. */
    static byte[] identifier(String hex) {
        return value(0x06, HexFormat.of().parseHex(hex));
    }

    static byte[] yes() {
        return value(0x01, new byte[] {(byte) 0xFF});
    }

    static byte[] text(String text) {
        return value(0x0C, text.getBytes(StandardCharsets.UTF_8));
    }

    /** To the second: with two digits of its year until 2050, with four from then on (RFC 5280). */
    static byte[] time(Instant time) {
        return time.isBefore(YEAR_2050) ? time(0x17, "yyMMddHHmmss'Z'", time) : time(0x18, "yyyyMMddHHmmss'Z'", time);
    }

    private static byte[] time(int tag, String pattern, Instant time) {
        String text = DateTimeFormatter.ofPattern(pattern, Locale.ROOT)
                .withZone(ZoneOffset.UTC)
                .format(time);
        return value(tag, text.getBytes(StandardCharsets.US_ASCII));
    }

    static byte[] octets(byte[] bytes) {
        return value(0x04, bytes);
    }

    /** Bits, of which the last {@code unused} of the last byte do not count. */
    static byte[] bits(int unused, byte[] bytes) {
        return value(0x03, new byte[] {(byte) unused}, bytes);
    }

    private static byte[] value(int tag, byte[]... contents) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (byte[] part : contents) {
            content.writeBytes(part);
        }
        ByteArrayOutputStream encoded = new ByteArrayOutputStream();
        encoded.write(tag);
        encoded.writeBytes(length(content.size()));
        encoded.writeBytes(content.toByteArray());
        return encoded.toByteArray();
    }

    private static byte[] length(int length) {
        if (length < 0x80) {
            return new byte[] {(byte) length};
        }
        byte[] digits = BigInteger.valueOf(length).toByteArray();
        int leading = digits[0] == 0 ? 1 : 0;
        byte[] encoded = new byte[digits.length - leading + 1];
        encoded[0] = (byte) (0x80 + digits.length - leading);
        System.arraycopy(digits, leading, encoded, 1, digits.length - leading);
        return encoded;
    }
}
