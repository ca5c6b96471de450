package dev.gangway.adapter.rest;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where nobody is asked who they are, any page that is open in a browser on the same machine could send what it likes. A browser says
 * which origin a page is of, and one of another machine is refused.
 */
final class OwnMachine {
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.[0-9]{1,3}){3}|\\[::1]");

    private OwnMachine() {}

    /** Whether a request may be taken that has this header Origin; empty = it comes from no page. */
    static boolean mayHaveSent(Optional<String> origin) {
        return origin.map(OwnMachine::isLoopback).orElse(true);
    }

    private static boolean isLoopback(String origin) {
        try {
            String host = new URI(origin).getHost();
            return host != null && LOOPBACK.matcher(host).matches();
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
