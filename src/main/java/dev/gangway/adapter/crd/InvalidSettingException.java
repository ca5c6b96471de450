package dev.gangway.adapter.crd;

/** A specification says something that makes no sense. */
final class InvalidSettingException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    private final String field;

    InvalidSettingException(String field, String words, IllegalArgumentException cause) {
        super(words, cause);
        this.field = field;
    }

    /** The field at fault as people write it; {@code policy} for one of the policy's. */
    String field() {
        return field;
    }
}
