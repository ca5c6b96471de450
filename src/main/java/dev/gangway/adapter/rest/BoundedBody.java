package dev.gangway.adapter.rest;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A body that is given up where it is longer than is allowed, whatever its length was said to be. */
final class BoundedBody extends FilterInputStream {
    private final long most;
    private long read;

    /** It was longer than is allowed. */
    static final class TooLargeException extends IOException {
        private static final long serialVersionUID = 1;

        TooLargeException(long most) {
            super(words(most));
        }
    }

    BoundedBody(InputStream body, long most) {
        super(body);
        this.most = most;
    }

    static String words(long most) {
        return "a body here has at most %d bytes: leave out what is not needed".formatted(most);
    }

    @Override
    public int read() throws IOException {
        int one = super.read();
        count(one < 0 ? 0 : 1);
        return one;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int count = super.read(into, offset, length);
        count(Math.max(count, 0));
        return count;
    }

    private void count(int more) throws TooLargeException {
        read += more;
        if (read > most) {
            throw new TooLargeException(most);
        }
    }
}
