package dev.gangway.domain.shift;

import static java.util.Objects.requireNonNull;

import dev.gangway.domain.traffic.Weight;
import java.util.regex.Pattern;

/**
 * Requests that the destination gets while its weight is still 0. In this order, mirrored ones come before those with a
 * header, as nobody waits for the answer to a mirrored one.
 */
public sealed interface Preview extends Comparable<Preview> {

    /** What is sent there, to complete "with ...". */
    String words();

    /** Which requests there are none of yet, to complete "waiting for ...". */
    String awaited();

    /** By the order of the steps; two of one kind are equal. */
    @Override
    default int compareTo(Preview other) {
        return Integer.compare(rank(), other.rank());
    }

    private int rank() {
        return this instanceof Mirror ? 0 : 1;
    }

    /**
     * A copy of some requests goes there, and its answer is thrown away.
     *
     * @param share of the service's requests, above 0
     */
    record Mirror(Weight share) implements Preview {
        /** Throws IllegalArgumentException where nothing would be mirrored. */
        public Mirror {
            if (requireNonNull(share, "share").equals(Weight.NONE)) {
                throw new IllegalArgumentException("0 % mirrors nothing; give more, or leave the step out");
            }
        }

        @Override
        public String words() {
            return share + " of the requests mirrored";
        }

        @Override
        public String awaited() {
            return "a first mirrored request to arrive; %s of them are mirrored".formatted(share);
        }
    }

    /**
     * Requests with a header go there, and no others.
     *
     * @param name in lower case: a token by RFC 9110, section 5.6.2
     * @param value that it has exactly
     */
    record Header(String name, String value) implements Preview {
        private static final int LONGEST_NAME = 64;
        private static final int LONGEST_VALUE = 256;
        private static final Pattern TOKEN = Pattern.compile("[a-z0-9!#$%&'*+.^_`|~-]+");
        private static final Pattern VISIBLE = Pattern.compile("[\\x21-\\x7e]([\\x20-\\x7e]*[\\x21-\\x7e])?");

        /** Throws IllegalArgumentException that names the part. */
        public Header {
            if (name == null
                    || name.length() > LONGEST_NAME
                    || !TOKEN.matcher(name).matches()) {
                throw new IllegalArgumentException(
                        ("name '%s' must be a header's name in lower case, of at most %d letters, digits and"
                                        + " !#$%%&'*+.^_`|~-")
                                .formatted(name, LONGEST_NAME));
            }
            if (name.equals("host")) {
                throw new IllegalArgumentException("name 'host' says which service is meant; choose another header");
            }
            if (value == null
                    || value.length() > LONGEST_VALUE
                    || !VISIBLE.matcher(value).matches()) {
                throw new IllegalArgumentException(
                        "value '%s' must have 1 to %d printable ASCII characters, and no space at its ends"
                                .formatted(value, LONGEST_VALUE));
            }
        }

        @Override
        public String words() {
            return "the requests with the header '%s: %s'".formatted(name, value);
        }

        @Override
        public String awaited() {
            return "somebody to send requests with the header '%s: %s'; none was seen yet".formatted(name, value);
        }
    }
}
