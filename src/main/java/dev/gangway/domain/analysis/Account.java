package dev.gangway.domain.analysis;

import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The findings and the sentence of an assessment, made when somebody reads them and then kept: most ticks change nothing, and
 * nobody reads what they found. Not safe for many threads.
 */
public final class Account {
    private final Supplier<List<Finding>> finding;
    private final Function<List<Finding>, String> telling;
    private List<Finding> findings;
    private String sentence;

    /**
     * Makes nothing yet.
     *
     * @param finding makes the findings
     * @param telling makes the plain sentence of them
     */
    public Account(Supplier<List<Finding>> finding, Function<List<Finding>, String> telling) {
        this.finding = finding;
        this.telling = telling;
    }

    /** Of what is not about numbers. */
    static Account of(String sentence) {
        return new Account(List::of, findings -> sentence);
    }

    /** The same, with something to be told first. */
    Account after(String first) {
        return new Account(this::findings, found -> sentence().isEmpty() ? first : first + "; " + sentence());
    }

    /** What was found for each objective. */
    public List<Finding> findings() {
        if (findings == null) {
            findings = List.copyOf(finding.get());
        }
        return findings;
    }

    /** What was seen, against what, and what is awaited. */
    public String sentence() {
        if (sentence == null) {
            sentence = telling.apply(findings());
        }
        return sentence;
    }
}
