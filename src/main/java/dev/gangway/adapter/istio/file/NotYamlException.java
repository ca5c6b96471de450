package dev.gangway.adapter.istio.file;

/** A text that is no YAML, or none that makes a tree. */
final class NotYamlException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /**
     * Says what was found.
     *
     * @param line from 1; 0 = it is not known
     */
    NotYamlException(int line, String found, Throwable cause) {
        super(line == 0 ? found : "line %d: %s".formatted(line, found), cause);
    }
}
