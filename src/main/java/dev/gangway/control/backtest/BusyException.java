package dev.gangway.control.backtest;

/** As many backtests as are allowed are under way. */
public final class BusyException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** Says how many. */
    public BusyException(int underWay) {
        super("%d backtests are under way already: try again in some seconds".formatted(underWay));
    }
}
