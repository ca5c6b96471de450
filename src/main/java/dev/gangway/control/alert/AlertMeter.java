package dev.gangway.control.alert;

/** Is told what became of alerts. */
public interface AlertMeter {

    /** One alert, for one shift or for none. */
    void taken(AlertOutcome outcome);

    /** So many were cut off before they came here. */
    void truncated(int count);
}
