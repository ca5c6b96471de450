package dev.gangway.proxy;

import java.nio.file.Path;

/**
 * What a proxy that speaks TLS shows.
 *
 * @param keyStore PKCS #12
 * @param password of it
 */
public record Certificate(Path keyStore, String password) {}
